// The page of the run panel: a frame for the bundled script, with a strict content security policy.

export interface RunPanelPage {
  /** What the editor lets its panes load files from. */
  readonly cspSource: string;
  readonly nonce: string;
  /** Addresses of dist/runPanel.js and dist/runPanelStyle.css for the panel. */
  readonly script: string;
  readonly style: string;
}

/** The page's HTML. It loads nothing but its own script and style, and connects to nothing. */
export function runPanelHtml({ cspSource, nonce, script, style }: RunPanelPage): string {
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource}`];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DagLens Run</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
