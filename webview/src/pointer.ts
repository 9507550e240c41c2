// What the mouse does on the drawing: click, menu, hover.

import { select } from 'd3-selection';
import type { EdgeView, TaskView } from '../../core/ir/dagView';
import type { Origin } from '../../core/text/span';
import type { SceneEdge, SceneGroup, SceneNode } from '../../graph/scene';
import type { PaneCommand } from '../../protocol/pane';
import { edgeWords } from './describe';
import { keyOfTarget, type Target } from './draw/hit';
import { markChoices } from './marks';
import type { Pane } from './pane';
import { edgeCard, nodeCard } from './panels/card';
import { type MenuItem, openMenu } from './panels/menu';
import { fill } from './panels/page';
import { supposeOptions } from './panels/suppose';
import { suppositionsOf } from './state';

const HOVER_MS = 280;
const MOST_EDGES = 30;
/** Between a thing and its card. */
const BESIDE = 10;

/** Listens to the mouse. */
export function followPointer(pane: Pane): void {
  const { svg } = pane.page;
  let shown: Origin | undefined;
  svg.addEventListener('click', (event) => {
    if (event.detail <= 1) shown = click(pane, targetOf(pane, event), event);
  });
  // The first click may have moved the picture, or opened a panel under the mouse: the second one is not for what is there now.
  const second = (event: MouseEvent): void => {
    if (event.detail <= 1) shown = undefined;
    if (!shown) return;
    event.preventDefault();
    event.stopPropagation();
    pane.reveal(shown, true);
  };
  document.addEventListener('click', second, true);
  svg.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const target = targetOf(pane, event);
    if (target?.kind === 'node') openNodeMenu(pane, target.node, { x: event.clientX, y: event.clientY });
  });
  hoverCards(pane);
}

/** The menu of a node: go to its code, fold it, suppose something. */
export function openNodeMenu(pane: Pane, node: SceneNode, at: { x: number; y: number }): void {
  const go: MenuItem[] = pane.host.hasEditor ? [{ label: 'Go to code', run: () => pane.goTo(node) }] : [];
  if (pane.state.isWorkspace) {
    openMenu(at, go);
    return;
  }
  if (node.kind !== 'task') {
    const unfold = { label: 'Unfold', run: () => pane.toggleGroup(node.group.id) };
    openMenu(at, [...go, ...(node.tasks.length ? [unfold] : [])]);
    return;
  }
  const { id } = node.task;
  const choices = supposeOptions(node.task, suppositionsOf(pane.state)[id]).map(
    ({ label, supposition, isChosen }): MenuItem => ({
      label,
      isChosen,
      run: () => pane.dispatch({ kind: 'suppose', task: id, supposition: isChosen ? undefined : supposition }),
    }),
  );
  const reset: MenuItem[] = pane.outcomes
    ? [{ label: 'Reset what-if', run: () => pane.dispatch({ kind: 'supposeNothing' }) }]
    : [];
  openMenu(at, [...go, ...runItems(pane, node.task), 'What if this task …', ...choices, ...reset]);
}

function runItems(pane: Pane, task: TaskView): (MenuItem | string)[] {
  const { id } = task;
  const { host, state } = pane;
  if (!host.hasEditor) return [];
  const item = (label: string, name: PaneCommand): MenuItem => ({ label, run: () => pane.command(name, id) });
  const log = state.run?.tasks[id] ? [item('Show the log', 'showLog')] : [];
  if (state.run?.isLive) return log;
  const marks = markChoices(task).map(([mark, label]): MenuItem => {
    const isChosen = state.marks[id] === mark;
    return { label, isChosen, run: () => host.send({ kind: 'mark', taskId: id, mark: isChosen ? undefined : mark }) };
  });
  const runs = [item('Run task', 'runTask'), item('Run from here', 'runFrom'), item('Debug', 'debug')];
  return [...log, ...runs, 'In the next run, without being run, it …', ...marks];
}

/** @returns the code that is shown now */
function click(pane: Pane, target: Target | undefined, event: MouseEvent): Origin | undefined {
  if (!target) {
    pane.dispatch({ kind: 'select', key: undefined });
    return undefined;
  }
  if (target.kind === 'group') {
    pane.toggleGroup(target.group.group.id);
    return undefined;
  }
  if (target.kind === 'edge') return showEdge(pane, target.edge, event);
  const { node } = target;
  const isButton = event.target instanceof Element && event.target.classList.contains('dl-icon');
  if (node.kind === 'foldedGroup' && (isButton || !pane.host.hasEditor)) {
    pane.toggleGroup(node.group.id);
    return undefined;
  }
  const shown = pane.select(node);
  // A painted node has no element that the click itself would give the focus to.
  pane.stage.element(node.key)?.focus({ preventScroll: true });
  return shown;
}

/** A line that stands for several edges asks which one is meant. */
function showEdge(pane: Pane, { edges }: SceneEdge, event: MouseEvent): Origin | undefined {
  if (!pane.host.hasEditor) return undefined;
  const [first] = edges;
  if (edges.length === 1) {
    pane.reveal(first!.at, false);
    return first!.at;
  }
  openEdgeMenu(pane, edges, { x: event.clientX, y: event.clientY });
  return undefined;
}

/** The menu that says what some dependencies are, and leads to their code; without an editor, to the task that comes next. */
export function openEdgeMenu(pane: Pane, edges: readonly EdgeView[], at: { x: number; y: number }): void {
  const { dag, host } = pane;
  if (!dag) return;
  const items = edges.slice(0, MOST_EDGES).map((edge) => ({
    label: edgeWords(edge, dag),
    run: () => (host.hasEditor ? pane.reveal(edge.at, true) : pane.focusTask(edge.downstream)),
  }));
  openMenu(at, [host.hasEditor ? 'Go to the code of …' : 'Dependencies', ...items]);
}

function hoverCards(pane: Pane): void {
  const { svg, hoverCard } = pane.page;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over: string | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    over = undefined;
    fill(hoverCard, undefined);
  };
  svg.addEventListener('pointermove', (event) => {
    const target = targetOf(pane, event);
    const key = keyOfTarget(target);
    if (key === over) return;
    hide();
    over = key;
    if (target) timer = setTimeout(() => showCard(pane, target, event), HOVER_MS);
  });
  for (const kind of ['pointerleave', 'pointerdown', 'wheel', 'keydown'] as const)
    svg.addEventListener(kind, hide, { passive: true });
}

function showCard(pane: Pane, target: Target, event: PointerEvent): void {
  const { hoverCard } = pane.page;
  if (!pane.dag || target.kind === 'group') return;
  if (target.kind === 'node' && target.node.key === pane.state.selected) return;
  const content =
    target.kind === 'node'
      ? nodeCard(target.node, { dag: pane.dag, outcomes: pane.outcomes, isWorkspace: pane.state.isWorkspace })
      : edgeCard(target.edge, pane.dag);
  fill(hoverCard, content);
  const box =
    target.kind === 'node'
      ? pane.stage.viewport.clientBox(target.node)
      : new DOMRect(event.clientX, event.clientY, 8, 8);
  putBeside(hoverCard, box, pane.scene?.direction === 'down');
}

/** Where the card does not hide what comes next: below a thing, or at its side where the graph goes downwards. */
function putBeside(card: HTMLElement, box: DOMRect, isDown: boolean): void {
  const { width, height } = card.getBoundingClientRect();
  const right = box.right + BESIDE;
  const left = box.left - width - BESIDE;
  const below = box.bottom + BESIDE;
  const side = right + width < innerWidth ? right : left;
  const isAtSide = isDown && side > 0;
  const y = isAtSide ? box.top : below + height < innerHeight ? below : box.top - height - BESIDE;
  card.style.left = `${within(isAtSide ? side : box.left, innerWidth - width)}px`;
  card.style.top = `${within(y, innerHeight - height)}px`;
}

function within(wanted: number, most: number): number {
  return Math.max(4, Math.min(wanted, most - 4));
}

function figureOf({ target }: Event): Element | undefined {
  return (target instanceof Element && target.closest('.dl-node, .dl-edge, .dl-group')) || undefined;
}

function targetOf(pane: Pane, event: MouseEvent): Target | undefined {
  const element = figureOf(event);
  return element ? targetAt(element) : pane.stage.paintedAt(event);
}

/** The thing that an element was drawn for. */
function targetAt(element: Element): Target | undefined {
  const thing: unknown = select(element).datum();
  if (element.classList.contains('dl-node')) return { kind: 'node', node: thing as SceneNode };
  if (element.classList.contains('dl-edge')) return { kind: 'edge', edge: thing as SceneEdge };
  return { kind: 'group', group: thing as SceneGroup };
}
