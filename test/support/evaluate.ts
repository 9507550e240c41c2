// Evaluates Python files in memory, with a library of probes in place of an orchestrator's models.

import { type Evaluation, evaluateModule } from '../../core/eval/evaluate';
import type { Call, Interpreter, LibraryModels, SearchRoot } from '../../core/eval/interpreter';
import { pythonRepr } from '../../core/eval/library/text';
import { BoolValue, IntValue, NativeFunction, StrValue, Unknown, type Value } from '../../core/eval/values';
import { Memo } from '../../core/workspace/memo';
import { recordedSources } from '../../core/workspace/recording';
import { loadPythonParser } from '../../server/src/parser';
import { bundleFolder, memoryFiles } from './engine';

/** One call of `probe.note(x)`. */
export interface Note {
  /** `repr` of the argument; undefined: it is not known. */
  readonly repr: string | undefined;
  readonly conditional: boolean;
  readonly assumed: boolean;
}

export interface Evaluated {
  /** `repr` of the variable `result`, as Python writes it; undefined where it is not known or the budget was spent. */
  readonly repr: string | undefined;
  /** Why `result`, or its length, is not known. */
  readonly because: string | undefined;
  /** `repr` of each value that `result` may have, if it is one of a few. */
  readonly options: readonly (string | undefined)[] | undefined;
  readonly assumed: boolean;
  readonly notes: readonly Note[];
  /** Of the evaluated file. */
  readonly gaps: readonly string[];
  /** Type of the exception that certainly ends the file. */
  readonly raised: string | undefined;
  readonly unfinished: string | undefined;
}

export interface WorkspaceOptions {
  /** Import roots; the folder of `dag.py` unless told. */
  readonly searchPath?: readonly SearchRoot[];
  /** Environment variables of the settings. */
  readonly variables?: Readonly<Record<string, string>>;
}

const ROOT = '/ws';
const ASSUMED = 'a probe says so';

/** Files that import each other; what was evaluated is remembered between evaluations, as in an editor. */
export class PythonWorkspace {
  private constructor(
    private readonly texts: Map<string, string>,
    private readonly memo: Memo,
    private readonly options: WorkspaceOptions,
  ) {}

  /** @param files path below the workspace's folder → text */
  static async of(files: Readonly<Record<string, string>>, options: WorkspaceOptions = {}): Promise<PythonWorkspace> {
    const texts = new Map(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]));
    const system = {
      readText: (path: string) => texts.get(path),
      readDirectory: (path: string) => memoryFiles(texts).readDirectory(path),
    };
    return new PythonWorkspace(texts, new Memo(system, await loadPythonParser(bundleFolder())), options);
  }

  /** Gives a file another text. */
  write(name: string, text: string): void {
    this.texts.set(`${ROOT}/${name}`, text);
    this.memo.forget([`${ROOT}/${name}`]);
  }

  evaluate(name = 'dag.py'): Evaluated {
    const notes: Note[] = [];
    const input = {
      ...recordedSources(this.memo, [ROOT]),
      models: probeModels(notes),
      modules: this.memo.modules,
      searchPath: this.options.searchPath ?? [{ path: ROOT, assumed: undefined }],
      variables: new Map(Object.entries(this.options.variables ?? {})),
    };
    const tree = this.memo.tree(`${ROOT}/${name}`)!.module;
    return evaluateModule(
      input,
      tree,
      () => undefined,
      (evaluation) => plain(evaluation, notes),
    );
  }
}

/** Evaluates one text alone. */
export async function evaluateText(text: string, options: WorkspaceOptions = {}): Promise<Evaluated> {
  return (await PythonWorkspace.of({ 'dag.py': text }, options)).evaluate();
}

function plain({ interpreter: I, module, raised, unfinished }: Evaluation, notes: readonly Note[]): Evaluated {
  const value = module.scope.vars.get('result');
  const unknown = value?.kind === 'unknown' ? value : undefined;
  return {
    repr: unfinished === undefined && value ? pythonRepr(I, value) : undefined,
    because: unknown?.because ?? (value && 'open' in value ? value.open?.because : undefined),
    options: unknown?.options?.map((option) => pythonRepr(I, option)),
    assumed: value?.assumed !== undefined,
    notes,
    gaps: I.gaps.filter(({ at }) => at.uri === I.entry).map(({ because }) => because),
    raised: raised && (raised.exception.kind === 'instance' ? raised.exception.type.name : raised.exception.kind),
    unfinished,
  };
}

/** `import probe` is the one library these models know; the constant `NEWER` is true wherever it comes from. */
function probeModels(notes: Note[]): LibraryModels {
  const names = probeNames(notes);
  return {
    module: (_, name) => (name === 'probe' ? names : undefined),
    isAbsent: (_, name) => name === 'removed_library',
    imported: () => undefined,
    nameMissing: () => undefined,
    attributeRead: () => undefined,
    derives: () => undefined,
    opaqueName: () => undefined,
    opaqueBase: () => undefined,
    callOpaque: () => undefined,
    constant: (name, at) => (name === 'NEWER' ? new BoolValue(true, at) : undefined),
    unknownZone: () => undefined,
    binary: () => undefined,
  };
}

function probeNames(notes: Note[]): ReadonlyMap<string, Value> {
  const functions: Readonly<Record<string, (I: Interpreter, call: Call) => Value>> = {
    note: (I, { args: [value], at }) => {
      notes.push({
        repr: value && pythonRepr(I, value),
        conditional: I.conditional !== undefined,
        assumed: I.assumed !== undefined || value?.assumed !== undefined,
      });
      return I.none(at);
    },
    /** Something that happens in the world of an orchestrator: a task is made. */
    make: (I, { at }) => {
      I.effects++;
      return I.none(at);
    },
    unknown: (_, { at }) => new Unknown('a probe that is not known', at),
    assume: (_, { args: [value], at }) => assumed(value, at),
  };
  return new Map(Object.entries(functions).map(([name, body]) => [name, new NativeFunction(name, body)]));
}

function assumed(value: Value | undefined, at: Call['at']): Value {
  if (value?.kind === 'str') return new StrValue(value.value, at, ASSUMED);
  if (value?.kind === 'bool') return new BoolValue(value.value, at, ASSUMED);
  if (value?.kind === 'int') return new IntValue(value.value, at, ASSUMED);
  throw new Error('probe.assume takes a str, a bool or an int');
}
