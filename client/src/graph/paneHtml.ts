// The page of a graph pane: a frame for the bundled script, with a strict content security policy.

export interface PanePage {
  /** What the editor lets its panes load files from. */
  readonly cspSource: string;
  readonly nonce: string;
  /** Addresses of dist/graph.js, dist/graphStyle.css and dist/graphLayout.js for the pane. */
  readonly script: string;
  readonly style: string;
  readonly layout: string;
}

/** The page's HTML. The layout script is fetched and becomes a worker: the editor allows workers from blobs only. */
export function paneHtml({ cspSource, nonce, script, style, layout }: PanePage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    'worker-src blob:',
    `connect-src ${cspSource}`,
    'img-src data: blob:',
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DagLens Graph</title>
<link rel="stylesheet" href="${style}">
</head>
<body data-layout="${layout}">
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
