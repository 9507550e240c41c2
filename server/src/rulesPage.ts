// Links to the page that explains each rule (docs/rules.md, shipped with the product).

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const HEADING = /^#{1,6}\s+`?([a-z][a-z0-9-]*)`?\s*$/;

/**
 * Where a rule's section starts in the page. Editors open `#L12` at line 12; they do not know Markdown anchors.
 * @param file the page; if it cannot be read there are no links
 */
export function ruleLinks(file: string): (rule: string) => string | undefined {
  const page = pathToFileURL(file).href;
  const lines = new Map<string, number>();
  for (const [index, line] of readLines(file).entries()) {
    const rule = HEADING.exec(line)?.[1];
    if (rule !== undefined) lines.set(rule, index + 1);
  }
  return (rule) => (lines.has(rule) ? `${page}#L${lines.get(rule)}` : undefined);
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
