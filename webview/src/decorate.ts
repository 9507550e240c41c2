// What stands out in the drawing, and what steps back: the selection with all before and after it, search, chain, states.

import type { TaskId } from '../../core/ir/dag';
import type { Scene, SceneNode } from '../../graph/scene';
import type { PaneRun } from '../../protocol/pane';
import type { Marks } from '../../protocol/runPanel';
import type { Outcomes } from './outcomes';
import { isOnWay, longestChain, type Reach, reachOf } from './reach';
import { runState } from './runStates';

/** Classes and words that a thing has beside those of its figure, by its key; what has none is left out. */
export interface Decoration {
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  readonly edges: ReadonlyMap<string, readonly string[]>;
  /** What may be shown on a node's lower border: the state that a supposition gives it. */
  readonly tags: ReadonlyMap<string, string>;
}

export interface Emphasis {
  readonly selected: string | undefined;
  readonly cursor: readonly TaskId[];
  /** The tasks that are looked for; undefined: none in particular. */
  readonly matches: ReadonlySet<TaskId> | undefined;
  readonly criticalPath: boolean;
  /** Undefined: nothing is supposed. */
  readonly outcomes: Outcomes | undefined;
  /** The run whose states are shown where nothing is supposed. */
  readonly run: PaneRun | undefined;
  /** What tasks are given in the next run. */
  readonly marks: Marks;
}

/** The tasks that a node stands for. */
export function tasksOf(node: SceneNode): readonly TaskId[] {
  return node.kind === 'task' ? [node.task.id] : node.tasks.map(({ id }) => id);
}

function isAtCursor(node: SceneNode, cursor: readonly TaskId[]): boolean {
  return cursor.length > 0 && tasksOf(node).some((id) => cursor.includes(id));
}

/** The extra classes of every node and edge of a scene. */
export function decorationOf(scene: Scene, emphasis: Emphasis): Decoration {
  const selected = scene.nodes.some(({ key }) => key === emphasis.selected) ? emphasis.selected : undefined;
  const reach = selected === undefined ? undefined : reachOf(selected, scene);
  const chain = emphasis.criticalPath ? chainOf(scene) : undefined;
  const run = emphasis.outcomes ? undefined : runStates(scene, emphasis);
  const states = run?.states ?? nodeStates(scene, emphasis.outcomes);
  const nodes = new Map<string, readonly string[]>();
  for (const node of scene.nodes) {
    const classes = [
      ...relation(node.key, selected, reach, states.size > 0),
      ...relationToSearch(node, emphasis.matches),
      ...(isAtCursor(node, emphasis.cursor) ? ['is-cursor'] : []),
      ...(chain ? [chain.has(node.key) ? 'is-chain' : 'is-dimmed'] : []),
      ...(states.has(node.key) ? [`state-${states.get(node.key)}`] : []),
    ];
    if (classes.length) nodes.set(node.key, classes);
  }
  return {
    nodes,
    edges: edgeClasses(scene, { selected, reach, chain, emphasis }),
    tags: run?.tags ?? stateTags(scene, states, emphasis.outcomes),
  };
}

function runStates(scene: Scene, { run, marks }: Emphasis): { states: Map<string, string>; tags: Map<string, string> } {
  const states = new Map<string, string>();
  const tags = new Map<string, string>();
  for (const node of run ? scene.nodes : []) {
    const found = runState(node, run!);
    if (found) states.set(node.key, found.state);
    if (found?.tag !== undefined) tags.set(node.key, found.tag);
  }
  for (const node of run?.isLive ? [] : scene.nodes) {
    const mark = node.kind === 'task' ? marks[node.task.id] : undefined;
    if (mark !== undefined) tags.set(node.key, `next run: ${mark}`);
  }
  return { states, tags };
}

/** A folded group has the state that all its tasks have, or the worst. */
function nodeStates(scene: Scene, outcomes: Outcomes | undefined): Map<string, string> {
  if (!outcomes) return new Map();
  return new Map(
    scene.nodes.flatMap((node): [string, string][] => {
      const states = tasksOf(node).flatMap((id) => outcomes.states.get(id)?.state ?? []);
      const worst = ['failed', 'upstream_failed', 'unfinished', 'unknown', 'success', 'skipped'].find((state) =>
        states.some((each) => each === state),
      );
      return worst ? [[node.key, worst]] : [];
    }),
  );
}

const STATE_WORDS: Readonly<Record<string, string>> = { unfinished: 'waits for ever' };

/** Success needs no words, unless it is supposed: most tasks have it. */
function stateTags(
  scene: Scene,
  states: ReadonlyMap<string, string>,
  outcomes: Outcomes | undefined,
): Map<string, string> {
  return new Map(
    scene.nodes.flatMap((node): [string, string][] => {
      const state = states.get(node.key);
      if (state === undefined) return [];
      const isSupposed = tasksOf(node).some((id) => outcomes?.supposed.has(id));
      if (isSupposed) return [[node.key, `supposed: ${state}`]];
      return state === 'success' ? [] : [[node.key, STATE_WORDS[state] ?? state]];
    }),
  );
}

/** Supposed states stay in sight everywhere. */
function relation(key: string, selected: string | undefined, reach: Reach | undefined, hasStates: boolean): string[] {
  if (!reach) return [];
  if (key === selected) return ['is-selected'];
  if (reach.before.has(key)) return ['is-before'];
  if (reach.after.has(key)) return ['is-after'];
  return hasStates ? [] : ['is-dimmed'];
}

function relationToSearch(node: SceneNode, matches: Emphasis['matches']): string[] {
  if (!matches) return [];
  return tasksOf(node).some((id) => matches.has(id)) ? ['is-match'] : ['is-dimmed'];
}

interface EdgeContext {
  readonly selected: string | undefined;
  readonly reach: Reach | undefined;
  readonly chain: ReadonlyMap<string, string | undefined> | undefined;
  readonly emphasis: Emphasis;
}

function edgeClasses(scene: Scene, { selected, reach, chain, emphasis }: EdgeContext): Map<string, string[]> {
  if (!reach && !chain && !emphasis.matches) return new Map();
  return new Map(
    scene.edges.map((edge) => {
      const isWay = selected !== undefined && reach && isOnWay(edge, selected, reach);
      const isLink = chain?.has(edge.from) && chain.get(edge.from) === edge.to;
      const classes = [
        ...(reach ? [isWay ? 'is-way' : 'is-dimmed'] : []),
        ...(chain ? [isLink ? 'is-chain' : 'is-dimmed'] : []),
        ...(emphasis.matches ? ['is-dimmed'] : []),
      ];
      return [edge.key, classes];
    }),
  );
}

/** The nodes of the longest chain, each with the next one. */
function chainOf(scene: Scene): Map<string, string | undefined> {
  const sizes = new Map(
    scene.nodes.map((node) => [node.key, node.kind === 'task' ? 1 : Math.max(1, node.tasks.length)]),
  );
  const keys = longestChain([...sizes.keys()], scene, (key) => sizes.get(key) ?? 1);
  return new Map(keys.map((key, index) => [key, keys[index + 1]]));
}
