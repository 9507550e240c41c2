// Which rules a command line asks for.

import { RULES } from '../../../core/rules';
import type { Rule } from '../../../core/rules/rule';
import { nearName } from '../../../core/text/nearName';
import type { Arguments } from './arguments';
import { UsageError } from './world';

/** Every rule, by name. */
export const KNOWN_RULES: readonly Rule[] = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));

/** True for the ids of the rules that `--select` and `--ignore` leave. @throws UsageError for a rule that there is not */
export function chosenRules(args: Arguments): (rule: string) => boolean {
  const selected = new Set(args.list('select').map(ruleNamed));
  const ignored = new Set(args.list('ignore').map(ruleNamed));
  return (rule) => (selected.size === 0 || selected.has(rule)) && !ignored.has(rule);
}

/** The id itself. @throws UsageError if no rule has it */
export function ruleNamed(id: string): string {
  const ids = KNOWN_RULES.map((rule) => rule.id);
  if (ids.includes(id)) return id;
  const near = nearName(id, ids);
  throw new UsageError(
    `there is no rule '${id}'${near ? `; did you mean '${near}'?` : '; daglens explain lists them.'}`,
  );
}
