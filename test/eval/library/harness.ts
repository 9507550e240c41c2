// Evaluates Python text in the interpreter with nothing but the library models.

import { type Evaluation, evaluateModule } from '../../../core/eval/evaluate';
import type { LibraryModels } from '../../../core/eval/interpreter';
import { pythonRepr } from '../../../core/eval/library/text';
import { ModuleCache } from '../../../core/eval/moduleCache';
import type { Value } from '../../../core/eval/values';
import { type PythonParser, parsePython } from '../../../core/syntax/parse';
import { loadPythonParser } from '../../../server/src/parser';

const NO_MODELS: LibraryModels = {
  module: () => undefined,
  isAbsent: () => false,
  imported: () => undefined,
  nameMissing: () => undefined,
  attributeRead: () => undefined,
  derives: () => undefined,
  opaqueName: () => undefined,
  opaqueBase: () => undefined,
  callOpaque: () => undefined,
  constant: () => undefined,
  unknownZone: () => undefined,
  binary: () => undefined,
};

/** A parser for Python, loaded from beside the bundled test. */
export async function pythonParser(): Promise<PythonParser> {
  const here = process.argv[1] ?? '.';
  return loadPythonParser(`${here.slice(0, here.indexOf('tests-'))}${/tests-[^/]+/.exec(here)?.[0] ?? ''}`);
}

export interface Answer {
  /** `repr` of the variable `result`; undefined where it is not known. */
  readonly repr: string | undefined;
  readonly value: Value | undefined;
  readonly gaps: readonly string[];
}

export interface World {
  /** Files by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Evaluates the text as /ws/dag.py and tells what its variable `result` is. */
export function evaluateText(parser: PythonParser, text: string, world: World = {}): Answer {
  const files = world.files ?? {};
  const tree = parsePython(parser, '/ws/dag.py', text);
  tree.dispose();
  const input = {
    files: {
      parse: () => undefined,
      readText: (path: string) => files[path],
      readDirectory: (path: string) => listing(Object.keys(files), path),
      kindOf: (folder: string, name: string) =>
        listing(Object.keys(files), folder)?.find((entry) => entry.name === name)?.kind,
    },
    recordReads: <T>(run: () => T) => ({ result: run(), reads: new Set<string>() }),
    noteReads: () => undefined,
    models: NO_MODELS,
    modules: new ModuleCache(),
    searchPath: [{ path: '/ws', assumed: undefined }],
    variables: new Map(Object.entries(world.variables ?? {})),
  };
  return evaluateModule(input, tree.module, () => undefined, answerOf);
}

function answerOf(evaluation: Evaluation): Answer {
  const { interpreter, module } = evaluation;
  const value = module.scope.vars.get('result');
  const raised = evaluation.raised ? ['raised'] : [];
  const gaps = [...interpreter.gaps.map((gap) => gap.because), ...raised];
  return { repr: value && pythonRepr(interpreter, value), value, gaps };
}

function listing(paths: readonly string[], folder: string) {
  const inside = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
  if (!inside.length) return undefined;
  const names = new Map(inside.map((path) => [path.split('/')[0]!, path.includes('/')] as const));
  return [...names].map(([name, isFolder]) => ({ name, kind: isFolder ? ('folder' as const) : ('file' as const) }));
}
