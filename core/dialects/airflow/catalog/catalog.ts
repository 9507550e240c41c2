// What Airflow and its official providers have, for the line in force: modules, names, operators and their parameters.
// Read by `scripts/catalog/` out of the wheels of 1.10.15, 2.11.2 and 3.3.2 and of the providers that go with each.

import { nearName } from '../../../text/nearName';
import type { CatalogFiles } from '../../dialect';
import { splitPath } from '../dottedNames';
import { type ImportAnswer, importAnswer, modulePresence, type Presence } from './imports';
import { type Distribution, Library } from './library';
import { definitionOf, type OperatorFacts, operatorFacts } from './operators';

export class Catalog {
  private readonly library: Library;
  private readonly operators = new Map<string, OperatorFacts | undefined>();
  /** By module and name; names that are nowhere are not so many that they would fill the memory. */
  private readonly imports = new Map<string, Map<string, ImportAnswer>>();
  private readonly line: string;
  private olderLines: readonly Catalog[] | undefined;
  private newerLines: readonly Catalog[] | undefined;

  /** @param version the version in force: 1.10.x is answered from 1.10.15, 2.x from 2.11.2, all later from 3.3.2 */
  constructor(
    private readonly files: Pick<CatalogFiles, 'read'>,
    version: string,
  ) {
    this.line = lineOf(version);
    this.library = new Library(files, this.line, version);
  }

  /** The lines before this one, the newest first. Their files are read when they are asked something. */
  get older(): readonly Catalog[] {
    this.olderLines ??= LINES.slice(0, LINES.indexOf(this.line))
      .reverse()
      .map((line) => new Catalog(this.files, line));
    return this.olderLines;
  }

  /** The lines after this one. */
  get newer(): readonly Catalog[] {
    this.newerLines ??= LINES.slice(LINES.indexOf(this.line) + 1).map((line) => new Catalog(this.files, line));
    return this.newerLines;
  }

  /** The release of Airflow that the answers come from: `2.11.2`; empty if there is no catalog. */
  get release(): string {
    return this.library.index.version;
  }

  /** A class (operator, sensor, hook, trigger, timetable, notifier …) by any path it can be imported from. */
  operator(path: string): OperatorFacts | undefined {
    const known = this.operators.get(path);
    if (known || this.operators.has(path)) return known;
    const definition = definitionOf(this.library, path);
    const facts = definition === undefined ? undefined : operatorFacts(this.library, definition);
    this.operators.set(path, facts);
    return facts;
  }

  /** The operator class behind `@task.NAME`. `python` stands for the bare `@task`. */
  taskDecorator(name: string): OperatorFacts | undefined {
    const { decorators } = this.library.index;
    return Object.hasOwn(decorators, name) && decorators[name] !== '' ? this.operator(decorators[name]!) : undefined;
  }

  /** The operator class behind a decorator, by its short name: `_PythonDecoratedOperator`. */
  decoratedOperator(className: string): OperatorFacts | undefined {
    const path = Object.values(this.library.index.decorators).find((one) => one.endsWith(`.${className}`));
    return path === undefined ? undefined : this.operator(path);
  }

  /** The names after `@task.` that Airflow and its providers have. */
  get taskDecorators(): readonly string[] {
    return Object.keys(this.library.index.decorators);
  }

  /** Does `from module import name` work? */
  importName(module: string, name: string): ImportAnswer {
    let answers = this.imports.get(module);
    if (!answers) {
      answers = new Map();
      this.imports.set(module, answers);
    }
    const known = answers.get(name);
    if (known) return known;
    const answer = importAnswer(this.library, module, name);
    answers.set(name, answer);
    return answer;
  }

  /** Is there such a module, and in which package? A provider's module is there only if that package is installed. */
  module(name: string): { readonly presence: Presence; readonly distribution: Distribution | undefined } {
    return { presence: modulePresence(this.library, name), distribution: this.library.distributionOf(name) };
  }

  /** The one module that differs from this name in a slip of one part: `airflow.operator.bash` → `airflow.operators.bash`. */
  nearModule(name: string): string | undefined {
    const parts = name.split('.');
    for (let i = parts.length - 1; i > 0; i--) {
      const [head, tail] = [parts.slice(0, i).join('.'), parts.slice(i + 1)];
      const near = nearName(parts[i]!, this.library.partsBelow(head, tail));
      if (near !== undefined) return [head, near, ...tail].join('.');
    }
    return undefined;
  }

  /** The paths of another line that lead to this one's path. */
  pathsBefore(path: string): string[] {
    return Object.entries(this.library.moves).flatMap(([old, now]) => (now === path ? [old] : []));
  }

  /** Where a thing of another line, or of a deprecated path, is in this one: `airflow.operators.dummy.DummyOperator` → `….standard.operators.empty.EmptyOperator`. */
  moveOf(path: string): string | undefined {
    const { moves } = this.library;
    if (Object.hasOwn(moves, path)) return moves[path];
    const answer = importAnswer(this.library, ...splitPath(path));
    return 'target' in answer ? answer.target : undefined;
  }
}

const LINES = ['1', '2', '3'];

function lineOf(version: string): string {
  const major = Number.parseInt(version, 10);
  return major === 1 || major === 2 ? `${major}` : '3';
}
