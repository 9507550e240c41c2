// The page of the run panel.

import { type Page, pageHtml } from '../../pageHtml';

/** The page's HTML. It loads nothing but its own script and style, and connects to nothing. */
export function runPanelHtml(page: Page): string {
  return pageHtml(page, { title: 'DagLens Run', policy: [], body: '<body>' });
}
