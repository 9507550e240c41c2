// Findings that a comment at the end of their line turns off.

import type { ModuleNode } from '../syntax/ast';
import { LineIndex } from '../text/lines';
import type { Finding } from './rule';

/** `# daglens: ignore`, `# daglens: ignore[rule, rule]`, `# noqa: daglens`, `# noqa: daglens[rule]`. */
const COMMENT = /#\s*(?:daglens:\s*ignore|noqa:\s*daglens)(?![\w-])(?:\s*\[([^\]]*)\])?/i;

/**
 * The findings without those whose first or last line ends with a comment that turns their rule off.
 * A comment without a list of rules turns off every rule.
 */
export function applySuppressions(findings: readonly Finding[], module: ModuleNode, text: string): readonly Finding[] {
  if (findings.length === 0) return findings;
  const lines = new LineIndex(text);
  const suppressed = suppressedLines(module, lines);
  if (suppressed.size === 0) return findings;
  const isOff = (rule: string, offset: number) => suppressed.get(lines.position(offset).line)?.(rule) ?? false;
  return findings.filter(({ rule, at }) => !isOff(rule, at.start) && !isOff(rule, Math.max(at.start, at.end - 1)));
}

function suppressedLines(module: ModuleNode, lines: LineIndex): Map<number, (rule: string) => boolean> {
  const found = new Map<number, (rule: string) => boolean>();
  for (const comment of module.comments) {
    const match = COMMENT.exec(comment.text);
    if (!match) continue;
    const rules = match[1]?.split(',').map((rule) => rule.trim());
    found.set(lines.position(comment.start).line, (rule) => rules === undefined || rules.includes(rule));
  }
  return found;
}
