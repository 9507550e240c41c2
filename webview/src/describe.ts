// What a screen reader says of a node.

import type { DagView } from '../../core/ir/dagView';
import type { SceneNode } from '../../graph/scene';
import { nodeFigure } from '../../graph/shapes';
import type { Outcomes } from './outcomes';

/** One line: what the node is, what comes before and after it, and what is wrong with it. */
export function describeNode(node: SceneNode, dag: DagView, outcomes: Outcomes | undefined): string {
  const words = nodeFigure(node, dag.findings).tooltip.split('\n');
  if (node.kind !== 'task') return [...words, 'folded'].join(', ');
  const { id } = node.task;
  const before = dag.edges.filter(({ downstream }) => downstream === id).map(({ upstream }) => upstream);
  const after = dag.edges.filter(({ upstream }) => upstream === id).map(({ downstream }) => downstream);
  const state = outcomes?.states.get(id);
  return [
    ...words,
    `after ${before.join(' and ') || 'nothing'}`,
    `before ${after.join(' and ') || 'nothing'}`,
    ...(state ? [`would be ${state.state}`] : []),
  ].join(', ');
}
