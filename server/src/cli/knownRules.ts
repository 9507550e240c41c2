// The rules, by name.

import { RULES } from '../../../core/rules';
import type { Rule } from '../../../core/rules/rule';
import { nearName } from '../../../core/text/nearName';
import { UsageError } from './world';

/** Every rule, by name. */
export const KNOWN_RULES: readonly Rule[] = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The id itself. @throws UsageError if no rule has it */
export function ruleNamed(id: string): string {
  const ids = KNOWN_RULES.map((rule) => rule.id);
  if (ids.includes(id)) return id;
  const near = nearName(id, ids);
  throw new UsageError(
    `there is no rule '${id}'${near ? `; did you mean '${near}'?` : '; daglens explain lists them.'}`,
  );
}
