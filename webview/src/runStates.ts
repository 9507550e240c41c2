// The states of a run on the drawing: which node has which, and what is written on its lower border.

import { weightiest } from '../../core/runs';
import type { SceneNode } from '../../graph/scene';
import type { PaneRun, PaneTaskRun } from '../../protocol/pane';

export interface NodeState {
  readonly state: string;
  /** Undefined: the colour says it. */
  readonly tag: string | undefined;
}

/** The state of a node in a run: of a folded group that of its tasks that matters most. Undefined: the run is not about it. */
export function runState(node: SceneNode, { tasks, isLive }: PaneRun): NodeState | undefined {
  const own = (node.kind === 'task' ? [node.task] : node.tasks).flatMap(({ id }) => tasks[id] ?? []);
  if (own.length === 0) return undefined;
  const state = weightiest(own.map((each) => each.state));
  if (state === 'none' && !isLive) return undefined;
  return { state, tag: tagOf(state, own) };
}

/** Success needs no words; of several instances it is told how many have ended. */
function tagOf(state: string, own: readonly PaneTaskRun[]): string | undefined {
  const done = own.reduce((sum, each) => sum + each.done, 0);
  const count = own.reduce((sum, each) => sum + each.count, 0);
  const words = [
    ...(state === 'none' || state === 'success' ? [] : [state]),
    ...(own.some(({ simulated }) => simulated !== undefined) ? ['simulated'] : []),
    ...(count > 1 ? [`${done}/${count}`] : []),
  ];
  return words.length ? words.join(' ') : undefined;
}

/** What is told of a task in a run. */
export function runWords({ state, done, count, because, simulated }: PaneTaskRun): string[] {
  return [
    count > 1 ? `${state}, ${done} of ${count} instances have ended` : state,
    ...(because === undefined ? [] : [because]),
    ...(simulated === undefined ? [] : [`simulated: ${simulated}`]),
  ];
}
