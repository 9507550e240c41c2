// The page of a graph pane.

import { type Page, pageHtml } from '../pageHtml';

export interface PanePage extends Page {
  /** Address of dist/graphLayout.js for the pane. */
  readonly layout: string;
}

/** The page's HTML. The layout script is fetched and becomes a worker: the editor allows workers from blobs only. */
export function paneHtml({ layout, ...page }: PanePage): string {
  const policy = ['worker-src blob:', `connect-src ${page.cspSource}`, 'img-src data: blob:'];
  return pageHtml(page, { title: 'DagLens Graph', policy, body: `<body data-layout="${layout}">` });
}
