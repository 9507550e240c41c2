// DAGs of every size and form, made from a seed: the same seed makes the same DAG.

import type { DagView, EdgeView, GroupView, TaskView } from '../../core/ir/dagView';
import { dagView, edgeView, groupView, taskView } from './sampleView';

export type Form = 'chain' | 'fanOut' | 'layered' | 'real';

export const FORMS: readonly Form[] = ['chain', 'fanOut', 'layered', 'real'];

/** Numbers from 0 to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A DAG of a form with about as many tasks; with task groups of some five tasks each, some of them nested, if wanted. */
export function generatedView(form: Form, count: number, grouped: boolean, seed = 1): DagView {
  const next = random(seed);
  const edges = EDGES[form](count, next);
  const numbers = form === 'real' ? pipelineNumbers(edges, count) : runNumbers(count);
  const groupOf = (index: number) => {
    const number = numbers[index];
    if (!grouped || number === undefined || number % 4 === 0) return undefined;
    return number % 4 === 3 ? `g${number - 1}.sub` : `g${number}`;
  };
  const tasks = Array.from({ length: count }, (_, index): TaskView => {
    const group = groupOf(index);
    return taskView(`${group === undefined ? '' : `${group}.`}${NAMES[Math.floor(next() * NAMES.length)]}_${index}`, {
      group,
      operator: OPERATORS[Math.floor(next() * OPERATORS.length)]!,
    });
  });
  const groups = new Map<string, GroupView>();
  for (const { group } of tasks) {
    if (group === undefined) continue;
    const [parent, inner] = group.split('.');
    groups.set(parent!, groupView(parent!));
    if (inner) groups.set(group, groupView(group, parent));
  }
  const found = edges.map(([from, to]): EdgeView => edgeView(tasks[from]!.id, tasks[to]!.id));
  return dagView({ tasks, edges: found, groups: [...groups.values()] });
}

const NAMES = [
  'extract',
  'load_orders',
  'transform_customer_addresses',
  'wait_for_file',
  'check',
  'notify_slack_channel',
];
const OPERATORS = ['PythonOperator', 'BashOperator', 'EmptyOperator', 'SQLExecuteQueryOperator', '@task'];

/** Five tasks that were made one after the other have the same number. */
function runNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.floor(index / 5));
}

/** Tasks of the same pipeline have the same number. */
function pipelineNumbers(edges: readonly Pair[], count: number): (number | undefined)[] {
  const starts = new Set(edges.flatMap(([from, to]) => (from === 0 ? to : [])));
  let number = 0;
  return Array.from({ length: count }, (_, index) => {
    if (starts.has(index)) number++;
    return index === 0 || index === count - 1 ? undefined : number;
  });
}

type Pair = readonly [number, number];

const EDGES: Readonly<Record<Form, (count: number, next: () => number) => Pair[]>> = {
  chain: (count) => Array.from({ length: count - 1 }, (_, index) => [index, index + 1] as const),
  /** One task before all others, one behind. */
  fanOut: (count) =>
    Array.from({ length: count - 2 }, (_, index): Pair[] => [
      [0, index + 1],
      [index + 1, count - 1],
    ]).flat(),
  layered: (count, next) => layered(count, Math.max(2, Math.round(Math.sqrt(count))), 2, next),
  /** Many short pipelines between a common start and end, with some edges from one to another. */
  real: (count, next) => pipelines(count, next),
};

/** Each task follows one to `fan` tasks of the layer before. */
function layered(count: number, width: number, fan: number, next: () => number): Pair[] {
  const pairs = new Set<string>();
  for (let index = width; index < count; index++) {
    const before = (Math.floor(index / width) - 1) * width;
    for (let each = 0; each < fan; each++) pairs.add(`${before + Math.floor(next() * width)} ${index}`);
  }
  return [...pairs].map(pairOf);
}

function pipelines(count: number, next: () => number): Pair[] {
  const pairs = new Set<string>();
  let index = 1;
  while (index < count - 1) {
    const end = Math.min(count - 1, index + 2 + Math.floor(next() * 6));
    pairs.add(`0 ${index}`);
    for (let at = index; at < end - 1; at++) pairs.add(`${at} ${at + 1}`);
    pairs.add(`${end - 1} ${count - 1}`);
    if (index > 8 && next() < 0.3) pairs.add(`${index - 1 - Math.floor(next() * 8)} ${end - 1}`);
    index = end;
  }
  return [...pairs].map(pairOf);
}

function pairOf(text: string): Pair {
  const [from, to] = text.split(' ').map(Number);
  return [from!, to!];
}

/** A small DAG such as nobody draws on purpose: nested groups, circles, tasks that follow themselves, labels, lost ends. */
export function messyView(seed: number): DagView {
  const next = random(seed);
  const below = (count: number) => Math.floor(next() * count);
  const groups: GroupView[] = [];
  for (let index = below(7); index > 0; index--) {
    const parent = groups.length && next() < 0.6 ? groups[below(groups.length)]!.id : undefined;
    groups.push(groupView(`${parent === undefined ? '' : `${parent}.`}g${index}`, parent));
  }
  const tasks = Array.from({ length: 1 + below(24) }, (_, index): TaskView => {
    const group = next() < 0.7 ? groups[below(groups.length)]?.id : undefined;
    const id = `${group === undefined ? '' : `${group}.`}${'long_name_'.repeat(below(6))}${index}`;
    return taskView(id, { group, mapped: next() < 0.2, triggerRule: next() < 0.2 ? 'one_failed' : 'all_success' });
  });
  const edges = new Map<string, EdgeView>();
  for (let count = below(2 * tasks.length); count > 0; count--) {
    const [a, b] = [below(tasks.length), below(tasks.length)];
    const isTurned = next() < 0.15;
    const [from, to] = isTurned ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)];
    if (from === to && next() < 0.8) continue;
    const label = next() < 0.2 ? 'a label' : undefined;
    edges.set(`${from} ${to}`, edgeView(tasks[from]!.id, tasks[to]!.id, { label, isInCycle: isTurned }));
  }
  return dagView({ tasks, groups, edges: [...edges.values(), ...(next() < 0.1 ? ['lost>lost too'] : [])] });
}

/** Some of the groups of a DAG. */
export function someGroups({ groups }: DagView, seed: number): Set<string> {
  const next = random(seed);
  return new Set(groups.flatMap(({ id }) => (next() < 0.3 ? [id] : [])));
}
