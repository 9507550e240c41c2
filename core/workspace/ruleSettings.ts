// The settings about rules: select, ignore, severity.

import { RULES } from '../rules/index';
import { RULE_LEVELS, type RuleLevel, selects } from '../rules/levels';
import { nearName } from '../text/nearName';

/** The id of every rule. */
export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id).sort();

/** What is wrong with a selector that means no rule; undefined for one that means some. */
export function selectorProblem(selector: string): string | undefined {
  if (RULE_IDS.some((id) => selects(selector, id))) return undefined;
  const near = nearName(selector, RULE_IDS);
  return `there is no rule '${selector}'${near ? `; did you mean '${near}'?` : '; daglens explain lists them.'}`;
}

/** What is wrong with a list of selectors. */
export function selectorsProblem(name: string, value: unknown): string | undefined {
  const isList = typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
  return isList ? undefined : `'${name}' must be a list of rules.`;
}

/** What is wrong with a table of severities. */
export function severityProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return '\'severity\' must be a table: rule = "error", "warning", "info" or "off".';
  const wrong = Object.entries(value).find(([, level]) => !RULE_LEVELS.includes(level as RuleLevel));
  if (!wrong) return undefined;
  return `the severity of '${wrong[0]}' must be error, warning, info or off, not ${JSON.stringify(wrong[1])}.`;
}

/** The selectors of a setting that passed its check. */
export function selectorsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(',').flatMap((item) => item.trim() || []);
  return Array.isArray(value) ? value : Object.keys(value as object);
}
