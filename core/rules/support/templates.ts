// The templates of a file's tasks, parsed once for all rules, and where their pieces stand in the source.

import type { Dag, Task, TemplateText } from '../../ir/dag';
import { literalMap } from '../../syntax/literalMap';
import { parseTemplate, type Template } from '../../template/template';
import { templateUses } from '../../template/uses';
import type { TemplateUses } from '../../template/useTypes';
import { LineIndex } from '../../text/lines';
import { type Origin, originOf } from '../../text/span';
import type { Finding, RuleInput } from '../rule';
import { onceAFile, onceAVersion } from './once';
import { placeIn } from './place';

export interface TaskTemplate {
  readonly dag: Dag;
  readonly task: Task;
  readonly source: TemplateText;
  readonly template: Template;
  readonly uses: TemplateUses;
  /** The place of a piece of the template in the checked file; of a template file, the argument that names it. */
  place(piece: { readonly start: number; readonly end: number }): Origin;
  /** ` (line 3 of load.sql)` for template files, else nothing. */
  where(piece: { readonly start: number }): string;
}

/** Every template of the file's DAGs. A text that several tasks were given is parsed once. */
export function taskTemplates(input: RuleInput): readonly TaskTemplate[] {
  return onceAFile(input, 'templates', () => templatesIn(input));
}

function templatesIn(input: RuleInput): readonly TaskTemplate[] {
  return input.file.dags.flatMap((dag) =>
    [...dag.tasks.values()].flatMap((task) =>
      task.templates
        .filter(({ file }) => file?.path !== undefined || !file)
        .map((source) => taskTemplate(input, dag, task, source)),
    ),
  );
}

function taskTemplate(input: RuleInput, dag: Dag, task: Task, source: TemplateText): TaskTemplate {
  return {
    dag,
    task,
    source,
    ...parsed(input, source.text),
    place: (piece) => placeOf(input, source, piece),
    where: (piece) => whereIn(source, piece),
  };
}

type Parsed = Pick<TaskTemplate, 'template' | 'uses'>;

/** So many templates are remembered for other files, and for the same file after the next keystroke. */
const MOST_KEPT = 500;

function parsed(input: RuleInput, text: string): Parsed {
  const kept = onceAVersion(input, 'templates', () => new Map<string, Parsed>());
  const known = kept.get(text);
  if (known) return known;
  const template = parseTemplate(text);
  const made = { template, uses: templateUses(template.body) };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, made);
  return made;
}

function placeOf(
  input: RuleInput,
  source: TemplateText,
  piece: { readonly start: number; readonly end: number },
): Origin {
  const { at, text, file, argument } = source;
  if (at.uri !== input.file.uri) return placeIn(input, argument).at;
  const map = file ? undefined : literalMap(input.text, at, text);
  if (map) return { uri: at.uri, ...map(piece.start, piece.end) };
  return onlyPlaceOf(input.text, at, file ? '' : text.slice(piece.start, piece.end)) ?? originOf(at);
}

/** In a text put together of several: where the piece is written, if that is in one place only. */
function onlyPlaceOf(text: string, at: Origin, piece: string): Origin | undefined {
  const source = text.slice(at.start, at.end);
  const first = piece === '' ? -1 : source.indexOf(piece);
  if (first < 0 || source.includes(piece, first + 1)) return undefined;
  return { uri: at.uri, start: at.start + first, end: at.start + first + piece.length };
}

function whereIn({ file, text }: TemplateText, { start }: { readonly start: number }): string {
  if (!file) return '';
  return ` (line ${new LineIndex(text).position(start).line} of ${file.name})`;
}

/** One text may be the template of many tasks: what is found at one place is said once. */
export function distinct(findings: Iterable<Finding>): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.at.uri} ${finding.at.start} ${finding.at.end} ${finding.message}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}
