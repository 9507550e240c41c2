// The sheet of keys.

import { button, html } from '../elements';
import { toolIcon } from '../icons';

const KEYS: Readonly<Record<string, string>> = {
  '← ↑ ↓ →': 'along edges, and to the neighbours beside',
  'Tab, Home, End': 'to the next, first, last task',
  'Enter, double click': 'go to the code',
  'Space, click': 'select, and show the code; Space folds or unfolds a group',
  E: 'read the dependencies of a task, and go to their code',
  'Shift+F10': 'what if …',
  'Ctrl+F': 'search',
  '+ − 0': 'zoom in, out, fit',
  M: 'show or hide the small map',
  Escape: 'leave the selection or the search',
  'Wheel, drag': 'move; with Ctrl the wheel zooms',
};

/** The sheet's content. */
export function keySheet(close: () => void): HTMLElement {
  const rows = Object.entries(KEYS).flatMap(([key, what]) => [
    html('dt', '', html('kbd', '', key)),
    html('dd', '', what),
  ]);
  return html(
    'div',
    'keys-content',
    html('div', 'panel-head', html('b', '', 'Keys'), button('Close', close, toolIcon('close'))),
    html('dl', 'keys', ...rows),
  );
}
