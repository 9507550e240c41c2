// What a screen reader says of a node.

import type { DagView } from '../../core/ir/dagView';
import { neighbours } from '../../core/ir/reached';
import type { SceneNode } from '../../graph/scene';
import { nodeTooltip } from '../../graph/shapes';
import type { Outcomes } from './outcomes';

/** Says in one line what a node is, what comes before and after it, what is wrong with it, and how it would end. */
export function describer(dag: DagView, outcomes: Outcomes | undefined): (node: SceneNode) => string {
  const before = neighbours(dag.edges, 'downstream', 'upstream');
  const after = neighbours(dag.edges, 'upstream', 'downstream');
  return (node) => {
    const words = nodeTooltip(node, dag.findings).split('\n');
    if (node.kind !== 'task') return [...words, 'folded'].join(', ');
    const { id } = node.task;
    const state = outcomes?.states.get(id);
    return [
      ...words,
      `after ${before.get(id)?.join(' and ') ?? 'nothing'}`,
      `before ${after.get(id)?.join(' and ') ?? 'nothing'}`,
      ...(state ? [`would be ${state.state}`] : []),
    ].join(', ');
  };
}
