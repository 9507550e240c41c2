// What the keys do.

import { select } from 'd3-selection';
import type { SceneGroup, SceneNode } from '../../graph/scene';
import type { Pane } from './pane';
import { ZOOM_STEP } from './panels/zoom';
import { openEdgeMenu, openNodeMenu } from './pointer';
import { endOfOrder, nextInOrder } from './readingOrder';
import { type Arrow, step } from './walk';

const ARROWS: Readonly<Record<string, Arrow>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Listens to the keys. */
export function followKeys(pane: Pane): void {
  pane.page.svg.addEventListener('keydown', (event) => {
    if (onDrawing(pane, event)) take(event);
  });
  document.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && anywhere(pane, event)) take(event);
  });
  pane.page.svg.addEventListener('focusin', ({ target }) => {
    const key = target instanceof Element && target.matches(':focus-visible') ? keyAt(target) : undefined;
    if (key !== undefined) pane.stage.bringIn(key);
  });
}

/** The editor would run its own command for the key if it heard of it. */
function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Keys on a node or a group. @returns true if the key was for it */
function onDrawing(pane: Pane, event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const key = keyAt(target);
  if (key !== undefined && inOrder(pane, key, event)) return true;
  if (target.classList.contains('dl-group')) return onGroup(pane, target, event.key);
  const node = nodeAt(target);
  return node ? onNode(pane, node, target, event) : false;
}

/** Tab goes through all nodes and groups, also those that are not drawn because they are far away. */
function inOrder(pane: Pane, key: string, { key: pressed, shiftKey }: KeyboardEvent): boolean {
  const { scene } = pane;
  if (!scene) return false;
  const next =
    pressed === 'Tab'
      ? nextInOrder(scene, key, shiftKey ? -1 : 1)
      : pressed === 'Home' || pressed === 'End'
        ? endOfOrder(scene, pressed === 'Home' ? 'first' : 'last')
        : undefined;
  if (next !== undefined) pane.focus(next);
  return next !== undefined;
}

function onGroup(pane: Pane, element: Element, key: string): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  pane.toggleGroup((select(element).datum() as SceneGroup).group.id);
  return true;
}

function onNode(pane: Pane, node: SceneNode, element: Element, { key, shiftKey }: KeyboardEvent): boolean {
  const direction = ARROWS[key];
  if (direction) {
    const next = pane.scene && step(pane.scene, node.key, direction);
    if (next !== undefined) pane.focus(next);
  } else if (key === 'Enter') pane.goTo(node);
  else if (key === ' ' && node.kind === 'foldedGroup') pane.toggleGroup(node.group.id);
  else if (key === ' ' && pane.state.selected === node.key) pane.dispatch({ kind: 'select', key: undefined });
  else if (key === ' ') pane.select(node);
  else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    const { left, bottom } = element.getBoundingClientRect();
    openNodeMenu(pane, node, { x: left, y: bottom });
  } else if (key === 'e') openEdgesOf(pane, node, element);
  else return false;
  return true;
}

/** The lines at a node, for those who point at none. */
function openEdgesOf(pane: Pane, { key }: SceneNode, element: Element): void {
  const lines = pane.scene?.edges.filter(({ from, to }) => from === key || to === key) ?? [];
  const { left, bottom } = element.getBoundingClientRect();
  const edges = lines.flatMap((line) => line.edges);
  if (edges.length) openEdgeMenu(pane, edges, { x: left, y: bottom });
}

/** Keys wherever the focus is. */
function anywhere(pane: Pane, { key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'f') {
    pane.openSearch();
    return true;
  }
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement || ctrlKey || metaKey) return false;
  const runs: Readonly<Record<string, () => void>> = {
    '?': () => pane.dispatch({ kind: 'togglePanel', panel: 'keys' }),
    m: () => pane.dispatch({ kind: 'togglePanel', panel: 'minimap' }),
    '+': () => pane.stage.viewport.zoomBy(ZOOM_STEP),
    '=': () => pane.stage.viewport.zoomBy(ZOOM_STEP),
    '-': () => pane.stage.viewport.zoomBy(1 / ZOOM_STEP),
    '0': () => pane.stage.fit(),
    Escape: () => leave(pane),
  };
  runs[key]?.();
  return key in runs;
}

/** Closes what lies on top. */
function leave(pane: Pane): void {
  if (pane.state.open.keys) pane.dispatch({ kind: 'togglePanel', panel: 'keys' });
  else if (pane.state.selected !== undefined) pane.dispatch({ kind: 'select', key: undefined });
  else if (pane.searchBar.isOpen) pane.searchBar.close();
}

/** The key of the node or group whose element it is. */
function keyAt(element: Element): string | undefined {
  if (!element.matches('.dl-node, .dl-group')) return undefined;
  return (select(element).datum() as SceneNode | SceneGroup).key;
}

function nodeAt(element: Element): SceneNode | undefined {
  return element.classList.contains('dl-node') ? (select(element).datum() as SceneNode) : undefined;
}
