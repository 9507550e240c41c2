// The panel about the selected node: its card, and what may be supposed about it.

import type { DagView } from '../../../core/ir/dagView';
import type { SceneNode } from '../../../graph/scene';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import type { Outcomes } from '../outcomes';
import type { Supposition } from '../state';
import { nodeCard } from './card';
import { supposeButtons } from './suppose';

export interface InspectorActions {
  readonly close: () => void;
  readonly reveal: ((node: SceneNode) => void) | undefined;
  readonly suppose: (task: string, supposition: Supposition | undefined) => void;
}

export interface Inspected {
  readonly node: SceneNode;
  readonly dag: DagView;
  readonly outcomes: Outcomes | undefined;
  readonly supposition: Supposition | undefined;
  /** Why nothing can be supposed about this DAG. */
  readonly noSuppositions: string | undefined;
}

/** The inspector's content. */
export function inspector(inspected: Inspected, actions: InspectorActions): HTMLElement {
  const { node, dag, outcomes } = inspected;
  const { reveal } = actions;
  return html(
    'div',
    'inspector-content',
    html(
      'div',
      'inspector-close',
      reveal && button('Go to code (Enter)', () => reveal(node), toolIcon('code')),
      button('Close (Escape)', actions.close, toolIcon('close')),
    ),
    nodeCard(node, dag, outcomes),
    node.kind === 'task' && suppositions(inspected, actions),
  );
}

function suppositions({ node, supposition, noSuppositions }: Inspected, actions: InspectorActions): Node | undefined {
  if (node.kind !== 'task') return undefined;
  if (noSuppositions !== undefined) return html('div', 'card-subtitle', noSuppositions);
  return supposeButtons(node.task, supposition, (next) => actions.suppose(node.task.id, next));
}
