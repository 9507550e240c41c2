// The zoom buttons.

import type { Viewport } from '../draw/viewport';
import { button, html } from '../elements';
import { toolIcon } from '../icons';

export const ZOOM_STEP = 1.25;

export function zoomButtons(viewport: Viewport, fit: () => void): HTMLElement {
  return html(
    'div',
    'zoom-buttons',
    button('Zoom out (-)', () => viewport.zoomBy(1 / ZOOM_STEP), toolIcon('minus')),
    button('Zoom in (+)', () => viewport.zoomBy(ZOOM_STEP), toolIcon('plus')),
    button('Fit (0)', fit, toolIcon('fit')),
  );
}
