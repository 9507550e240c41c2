// A keystroke in a DAG file whose graph is open: from the change to the new places of all tasks, step by step, against one full
// parse of the file. node paneKeystrokes.cjs CORPUS.json → JSON on standard output.

import { readFileSync } from 'node:fs';
import { dagViewsOf } from '../../core/features/dagView';
import type { FileSystem } from '../../core/workspace/ports';
import type { Snapshot } from '../../core/workspace/snapshot';
import { fold, foldedAtFirst } from '../../graph/fold';
import { layOut } from '../../graph/layout/layout';
import type { Scene } from '../../graph/scene';
import { diskFiles } from '../../server/src/diskFiles';
import { type Corpus, loadParser, newSnapshot, type Parser, quantile, timed } from './engine';
import { filesToTypeIn } from './keystrokes';

/** Typed at the ends of task ids: every key gives another graph. */
const TYPED = '_more';
const PLACES = 2;
/** The same keys are typed several times; the fastest counts, which other work on the machine disturbed least. */
const ROUNDS = 4;
const GENERATED = [
  { tasks: 100, isOpen: true },
  { tasks: 1000, isOpen: false },
  { tasks: 1000, isOpen: true },
];
/** As long as the pipelines that people write. */
const PIPELINE = 20;

interface Typed {
  readonly path: string;
  readonly text: string;
  /** The edits of one place, and those of the next … */
  readonly edits: readonly string[];
  /** All groups are open, also in a DAG that the pane would fold at first. */
  readonly isOpen: boolean;
}

/** Milliseconds of the steps of one keystroke. */
interface Steps {
  readonly check: number;
  readonly view: number;
  readonly message: number;
  readonly layout: number;
}

main(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Corpus);

async function main(corpus: Corpus): Promise<void> {
  const parser = await loadParser();
  const texts = corpus.files.map((path) => readFileSync(path, 'utf8'));
  const examples = filesToTypeIn(corpus, texts).map(({ path, text }) => typed(path, text, true));
  await measured('warming up', examples, corpus, parser);
  const answer = [await measured('examples', examples, corpus, parser)];
  for (const { tasks, isOpen } of GENERATED) {
    const one = typed(`${corpus.root}/generated_${tasks}.py`, generated(tasks), isOpen);
    answer.push(await measured(`${tasks} tasks${isOpen ? '' : ', groups folded'}`, [one], corpus, parser));
  }
  process.stdout.write(JSON.stringify(answer));
}

interface Keystroke {
  /** All of it, and what comes after the check, against one parse. */
  readonly whole: number;
  readonly graph: number;
  readonly steps: Steps;
  /** Milliseconds. */
  readonly parse: number;
}

function keystroke(steps: Steps, parse: number): Keystroke {
  return { whole: sum(steps) / parse, graph: (sum(steps) - steps.check) / parse, steps, parse };
}

/** Ratios over all keystrokes, and the steps of the one in the middle. */
async function measured(what: string, all: readonly Typed[], corpus: Corpus, parser: Parser) {
  const keystrokes: Keystroke[] = [];
  for (const one of all) {
    const parse = Math.min(...Array.from({ length: 20 }, () => timed(() => parser.parse(one.text)?.delete())));
    for (const steps of await typeInto(one, corpus, parser)) keystrokes.push(keystroke(steps, parse));
  }
  keystrokes.sort((a, b) => a.whole - b.whole);
  const of = (part: 'whole' | 'graph', share: number) =>
    quantile(
      keystrokes.map((each) => each[part]),
      share,
    );
  return {
    ...{ what, keystrokes: keystrokes.length, typical: keystrokes[Math.floor(keystrokes.length / 2)] },
    whole: { median: of('whole', 0.5), p95: of('whole', 0.95) },
    graph: { median: of('graph', 0.5), p95: of('graph', 0.95) },
  };
}

async function typeInto(typed: Typed, corpus: Corpus, parser: Parser): Promise<Steps[]> {
  const { path, text: original, edits } = typed;
  let text = original;
  const disk = diskFiles();
  const files: FileSystem = { ...disk, readText: (each) => (each === path ? text : disk.readText(each)) };
  let snapshot = newSnapshot(corpus, parser, files);
  let scenes = (await look(snapshot, typed, [])).scenes;
  const found: Steps[][] = edits.map(() => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, edited] of edits.entries()) {
      text = edited;
      snapshot = snapshot.withChanges([path]);
      const next = await look(snapshot, typed, scenes);
      scenes = next.scenes;
      found[index]!.push(next.steps);
    }
  return found.map((rounds) => rounds.reduce((best, each) => (sum(each) < sum(best) ? each : best)));
}

/** What extension, server and pane do after each other; a pane shows one DAG, here each gets a share of the time. */
async function look(snapshot: Snapshot, { path, isOpen }: Typed, before: readonly Scene[]) {
  const [report, check] = clocked(() => snapshot.check(path));
  const file = report.dagFile!;
  const [views, view] = clocked(() =>
    dagViewsOf({ report, findings: report.findings, describe: snapshot.describerOf(file) }),
  );
  const [received, message] = clocked(() => JSON.parse(JSON.stringify(views)) as typeof views);
  const start = performance.now();
  const scenes: Scene[] = [];
  for (const [index, dag] of received.entries())
    scenes.push(await layOut(fold(dag, new Set(isOpen ? [] : foldedAtFirst(dag))), before[index]));
  const layout = (performance.now() - start) / Math.max(1, received.length);
  return { scenes, steps: { check, view, message, layout } };
}

function clocked<T>(work: () => T): [result: T, milliseconds: number] {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

function sum({ check, view, message, layout }: Steps): number {
  return check + view + message + layout;
}

function typed(path: string, text: string, isOpen: boolean): Typed {
  const ends = [...text.matchAll(/task_id\s*=\s*["'][\w.-]+(?=["'])/g)].map((match) => match.index + match[0].length);
  const chosen = Array.from({ length: Math.min(PLACES, ends.length) }, (_, place) => {
    return ends[Math.floor((ends.length * (place + 0.5)) / PLACES)] ?? ends[0]!;
  });
  return { path, text, isOpen, edits: chosen.flatMap((end) => editsAt(text, end)) };
}

/** Typing, and taking it back at once. */
function editsAt(text: string, at: number): string[] {
  const typing = Array.from(TYPED, (_, length) => text.slice(0, at) + TYPED.slice(0, length + 1) + text.slice(at));
  return [...typing, text];
}

/** A DAG written task by task: pipelines in groups, which begin and end together. */
function generated(tasks: number): string {
  const pipelines = Array.from({ length: Math.ceil(tasks / PIPELINE) }, (_, line) => pipeline(line));
  return `from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup

with DAG("large"):
    start = EmptyOperator(task_id="start")
    end = EmptyOperator(task_id="end")
${pipelines.join('')}`;
}

function pipeline(line: number): string {
  const names = Array.from({ length: PIPELINE }, (_, step) => `step_${line}_${step}`);
  const tasks = names.map(
    (name) => `        ${name} = BashOperator(task_id="${name}", bash_command="echo {{ ds }}")\n`,
  );
  return `    with TaskGroup("group_${line}") as group_${line}:
${tasks.join('')}        ${names.join(' >> ')}
    start >> group_${line} >> end
`;
}
