// The panel about the selected node: its card, and what may be supposed about it.

import type { SceneNode } from '../../../graph/scene';
import type { PaneRun } from '../../../protocol/pane';
import type { MarkName, Marks } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import type { Supposition } from '../state';
import { type CardContext, nodeCard } from './card';
import { type Command, markButtons, taskRun } from './runActions';
import { supposeButtons } from './suppose';

export interface InspectorActions {
  readonly close: () => void;
  readonly reveal: ((node: SceneNode) => void) | undefined;
  readonly suppose: (task: string, supposition: Supposition | undefined) => void;
  /** Left out where nothing can be run. */
  readonly command: Command | undefined;
  readonly mark: (task: string, mark: MarkName | undefined) => void;
}

export interface Inspected {
  readonly node: SceneNode;
  readonly context: CardContext;
  readonly supposition: Supposition | undefined;
  readonly run: PaneRun | undefined;
  readonly marks: Marks;
}

/** The inspector's content. */
export function inspector(inspected: Inspected, actions: InspectorActions): HTMLElement {
  const { node, context } = inspected;
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
    nodeCard(node, context),
    ...runParts(inspected, actions),
    node.kind === 'task' && suppositions(inspected, actions),
  );
}

function runParts({ node, run, marks, context }: Inspected, { command, mark }: InspectorActions): Node[] {
  if (node.kind !== 'task' || context.isWorkspace || !command || !node.task.isIdKnown) return [];
  const { task } = node;
  return [taskRun(task, run, command), markButtons(task, marks[task.id], (next) => mark(task.id, next))];
}

function suppositions({ node, supposition, context }: Inspected, actions: InspectorActions): Node | undefined {
  if (node.kind !== 'task' || context.isWorkspace) return undefined;
  return supposeButtons(node.task, supposition, (next) => actions.suppose(node.task.id, next));
}
