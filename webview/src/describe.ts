// What a screen reader says of nodes, groups and dependencies.

import type { TaskId } from '../../core/ir/dag';
import type { DagView, EdgeView, TaskView } from '../../core/ir/dagView';
import type { SceneGroup, SceneNode } from '../../graph/scene';
import { nodeTooltip } from '../../graph/shapes';
import type { PaneRun } from '../../protocol/pane';
import type { Outcomes } from './outcomes';
import { runWords } from './runStates';

/** Says in one line what a thing is, what comes before and after it, what is wrong with it, and how it ended or would end. */
export interface Words {
  readonly node: (node: SceneNode) => string;
  readonly group: (group: SceneGroup) => string;
}

/** What the words are about. */
export interface Described {
  readonly dag: DagView;
  readonly outcomes: Outcomes | undefined;
  /** The run whose states are shown. */
  readonly run: PaneRun | undefined;
}

/** More names than these are counted. */
const MOST_NAMES = 6;

export function describer(described: Described): Words {
  const links = new Links(described.dag);
  const counts = countsOf(described.dag);
  return {
    node: remembered((node) =>
      [
        ...nodeTooltip(node, described.dag.findings).split('\n'),
        ...(node.kind === 'foldedGroup' ? ['folded'] : links.wordsOf(node.task)),
        ...statesOf(node, described),
      ].join(', '),
    ),
    group: remembered(({ group }) => `${group.id}, task group, ${counted(counts.get(group.id) ?? 0, 'task')}: fold`),
  };
}

/** What is said of a dependency: its ends, and all that is written on it or wrong with it. */
export function edgeWords({ upstream, downstream, ...edge }: EdgeView, { findings }: DagView): string {
  return [`${upstream} → ${downstream}`, ...notesOf(edge, findings)].join(', ');
}

function notesOf(edge: Omit<EdgeView, 'upstream' | 'downstream'>, findings: DagView['findings']): string[] {
  return [
    ...(edge.label === undefined ? [] : [`label: ${edge.label}`]),
    ...(edge.conditional === undefined ? [] : [`may not exist: ${edge.conditional}`]),
    ...(edge.isInCycle ? ['part of a cycle'] : []),
    ...edge.findings.flatMap((index) => findings[index]?.message ?? []),
  ];
}

/** The edges at each task. */
class Links {
  private readonly before = new Map<TaskId, EdgeView[]>();
  private readonly after = new Map<TaskId, EdgeView[]>();

  constructor(private readonly dag: DagView) {
    for (const edge of dag.edges) {
      listed(this.before, edge.downstream).push(edge);
      listed(this.after, edge.upstream).push(edge);
    }
  }

  wordsOf({ id }: TaskView): string[] {
    const [before, after] = [this.before.get(id) ?? [], this.after.get(id) ?? []];
    const wrong = [...before, ...after].filter(({ findings }) => findings.length > 0);
    return [
      `after ${names(before.map(({ upstream }) => upstream))}`,
      `before ${names(after.map(({ downstream }) => downstream))}`,
      ...wrong.slice(0, MOST_NAMES).map((edge) => `dependency ${edgeWords(edge, this.dag)}`),
    ];
  }
}

/** How the tasks of a node would end, or how they are in the run that is shown. */
function statesOf(node: SceneNode, { outcomes, run }: Described): string[] {
  const ids = node.kind === 'task' ? [node.task.id] : node.tasks.map(({ id }) => id);
  const ends = ids.flatMap((id) => outcomes?.states.get(id) ?? []);
  const runs = outcomes ? [] : ids.flatMap((id) => run?.tasks[id] ?? []);
  if (node.kind === 'task') {
    const isSupposed = outcomes?.supposed.has(node.task.id) && ends[0]?.state !== 'unfinished';
    const supposed = isSupposed ? 'supposed' : 'would be';
    return [
      ...ends.map(
        ({ state, because }) => `${supposed} ${because.startsWith(`${state}: `) ? because : `${state}: ${because}`}`,
      ),
      ...runs.map((own) => `in the run ${runWords(own).join(', ')}`),
    ];
  }
  return [
    ...(ends.length ? [`would be ${tally(ends.map(({ state }) => state))}`] : []),
    ...(runs.length ? [`in the run ${tally(runs.map(({ state }) => state))}`] : []),
  ];
}

function tally(states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(' and ');
}

/** How many tasks each group has, however deep. */
function countsOf({ tasks, groups }: DagView): Map<string, number> {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  const counts = new Map<string, number>();
  for (const { group } of tasks) {
    const seen = new Set<string>();
    for (let id = group; id !== undefined && !seen.has(id); id = parents.get(id)) {
      seen.add(id);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

function names(all: readonly string[]): string {
  if (all.length === 0) return 'nothing';
  const rest = all.length > MOST_NAMES ? [`${all.length - MOST_NAMES} more`] : [];
  return [...all.slice(0, MOST_NAMES), ...rest].join(' and ');
}

function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Asks once for each thing: things never change, another scene has other ones. */
function remembered<T extends object>(words: (thing: T) => string): (thing: T) => string {
  const known = new WeakMap<T, string>();
  return (thing) => {
    const text = known.get(thing) ?? words(thing);
    known.set(thing, text);
    return text;
  };
}
