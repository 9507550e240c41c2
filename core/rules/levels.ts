// Which rules are told, and how severe each is.

import type { Finding, Severity } from './rule';

export type RuleLevel = Severity | 'off';

export const RULE_LEVELS: readonly RuleLevel[] = ['error', 'warning', 'info', 'off'];

/** What one place (a settings file, the editor, the command line) says about rules, by selectors: see `selects`. */
export interface RuleWishes {
  /** Only these rules. */
  readonly select?: readonly string[] | undefined;
  /** Not these rules. */
  readonly ignore?: readonly string[] | undefined;
  readonly severity?: Readonly<Record<string, RuleLevel>> | undefined;
}

/** The rules whose level is not their own. */
export type RuleLevels = ReadonlyMap<string, RuleLevel>;

/** True if a selector means a rule: its id, the words its id begins with (`invalid` or `invalid-*`), or `all`. */
export function selects(selector: string, rule: string): boolean {
  const words = selector.replace(/-?\*?$/, '');
  return selector === 'all' || rule === words || (words !== '' && rule.startsWith(`${words}-`));
}

/**
 * The levels that several places ask for together.
 * @param wishes the last one has the last word: its `select` begins anew, its `ignore` and `severity` change what was before
 */
export function ruleLevels(rules: readonly string[], wishes: readonly RuleWishes[]): RuleLevels {
  const levels = new Map<string, RuleLevel>();
  for (const rule of rules) {
    const level = levelOf(rule, wishes);
    if (level !== undefined) levels.set(rule, level);
  }
  return levels;
}

/** The findings that are told, each as severe as asked for. */
export function atLevels(findings: readonly Finding[], levels: RuleLevels): readonly Finding[] {
  if (levels.size === 0) return findings;
  return findings.flatMap((finding) => {
    const level = levels.get(finding.rule);
    if (level === 'off') return [];
    return level === undefined || level === finding.severity ? finding : { ...finding, severity: level };
  });
}

function levelOf(rule: string, wishes: readonly RuleWishes[]): RuleLevel | undefined {
  let chosen = true;
  let level: RuleLevel | undefined;
  const means = (selector: string) => selects(selector, rule);
  for (const { select, ignore, severity } of wishes) {
    if (select !== undefined) {
      chosen = select.some(means);
      if (chosen && level === 'off') level = undefined;
    }
    if (ignore?.some(means)) chosen = false;
    level = nearest(rule, severity ?? {}) ?? level;
  }
  return chosen ? level : 'off';
}

/** What the longest selector says; `all` counts as the shortest. */
function nearest(rule: string, severity: Readonly<Record<string, RuleLevel>>): RuleLevel | undefined {
  const length = (selector: string) => (selector === 'all' ? 0 : selector.length);
  const meant = Object.keys(severity).filter((selector) => selects(selector, rule));
  const longest = meant.sort((a, b) => length(b) - length(a))[0];
  return longest === undefined ? undefined : severity[longest];
}
