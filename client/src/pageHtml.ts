// The frame of a page in the editor: a bundled script and its style, with a strict content security policy.

export interface Page {
  /** What the editor lets its panes load files from. */
  readonly cspSource: string;
  readonly nonce: string;
  /** Addresses of the bundled script and style. */
  readonly script: string;
  readonly style: string;
}

export interface PageFrame {
  readonly title: string;
  /** What the page may do beside running its script and taking its style. */
  readonly policy: readonly string[];
  /** The opening tag of the body. */
  readonly body: string;
}

/** The page's HTML. It runs no script but its own. */
export function pageHtml({ cspSource, nonce, script, style }: Page, { title, policy, body }: PageFrame): string {
  const whole = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource}`, ...policy];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${whole.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
${body}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
