// The fuzz worker: makes cases from seeds and checks them. Told by messages what to do, so that the caller can see a hang.

import { parentPort, workerData } from 'node:worker_threads';
import { RULES } from '../../core/rules';
import type { FileSystem } from '../../core/workspace/ports';
import { decodeUtf8 } from '../../server/src/diskFiles';
import { loadParser, newSnapshot, type Parser } from '../bench/engine';
import { replayEdits } from './edits';
import { type Case, FOLDER, makeCase } from './mutations';
import { Random } from './random';

/** From the worker: one task is done. */
export interface Outcome {
  readonly task: string;
  readonly kind: string;
  readonly problem: string | undefined;
  readonly milliseconds: number;
}

const SLOWEST_MS = 2000;
const CORPUS = { root: '/fuzz', airflowVersion: '3.3.2', importRoots: [], files: [] };
const { examples, seed } = workerData as { examples: readonly string[]; seed: number };
const seeds = [...examples, ...RULES.flatMap(({ bad, good }) => [bad, good])];

loadParser().then((parser) => {
  const port = parentPort!;
  port.on('message', (task: string) => {
    const [what, number] = task.split(' ');
    const random = new Random(seed * 1_000_003 + Number(number));
    if (what === 'show') port.postMessage(show(task, random));
    else port.postMessage(what === 'edits' ? edits(task, random, parser) : mutant(task, random, parser));
  });
  port.postMessage('ready');
});

function mutant(task: string, random: Random, parser: Parser): Outcome {
  const made = makeCase(random, seeds);
  let { problem, milliseconds } = checkCase(made, parser);
  // Other work on the machine can make one measurement slow; it does not make two.
  if (milliseconds > SLOWEST_MS) ({ problem, milliseconds } = checkCase(made, parser));
  if (milliseconds > SLOWEST_MS) problem = `took ${Math.round(milliseconds)} ms`;
  return { task, kind: made.kind, problem, milliseconds };
}

/** The files of a case as text, for whoever looks into a failure. */
function show(task: string, random: Random): Outcome {
  const { kind, files } = makeCase(random, seeds);
  const texts = Object.entries(files).map(([path, bytes]) => `${path}\n${new TextDecoder().decode(bytes)}`);
  return { task, kind, problem: texts.join('\n'), milliseconds: 0 };
}

function checkCase({ main, files }: Case, parser: Parser): { problem: string | undefined; milliseconds: number } {
  const start = performance.now();
  let problem: string | undefined;
  try {
    const snapshot = newSnapshot(CORPUS, parser, filesOf(files));
    if (snapshot.claims(main)) snapshot.check(main);
  } catch (error) {
    problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return { problem, milliseconds: performance.now() - start };
}

function edits(task: string, random: Random, parser: Parser): Outcome {
  const start = performance.now();
  let problem: string | undefined;
  try {
    problem = replayEdits(random, seeds, (files) => newSnapshot(CORPUS, parser, files));
  } catch (error) {
    problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return { task, kind: 'edits', problem, milliseconds: performance.now() - start };
}

function filesOf(files: Case['files']): FileSystem {
  const names = Object.keys(files).map((path) => path.slice(FOLDER.length + 1));
  return {
    readText: (path) => (files[path] ? decodeUtf8(files[path]) : undefined),
    readDirectory: (path) => (path === FOLDER ? names.map((name) => ({ name, kind: 'file' })) : undefined),
  };
}
