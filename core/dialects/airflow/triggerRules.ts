// Trigger rules: which ones each version knows. From the table of trigger_rule.py of the released packages, 1.10 to 3.3.

import { defineClass } from '../../eval/library/define';
import { underlying } from '../../eval/library/underlying';
import {
  DictValue,
  Instance,
  LIBRARY,
  LIBRARY_HOME,
  NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import { atLeast } from '../../text/version';

/** Rule → first and last version (major, minor) that accept it. */
const RULES: Readonly<Record<string, readonly [first: readonly [number, number], last?: number]>> = {
  all_success: [[1, 10]],
  all_failed: [[1, 10]],
  all_done: [[1, 10]],
  all_done_min_one_success: [[3, 1]],
  all_done_setup_success: [[2, 7]],
  one_success: [[1, 10]],
  one_failed: [[1, 10]],
  one_done: [[2, 5]],
  none_failed: [[1, 10]],
  none_failed_or_skipped: [[1, 10], 2],
  none_skipped: [[1, 10]],
  dummy: [[1, 10], 2],
  always: [[2, 2]],
  none_failed_min_one_success: [[2, 2]],
  all_skipped: [[2, 3]],
};

/** True if a version accepts the rule. */
export function acceptsTriggerRule(rule: string, version: string): boolean {
  const range = Object.hasOwn(RULES, rule) ? RULES[rule] : undefined;
  if (!range) return false;
  const [first, last] = range;
  return atLeast(version, ...first) && (last === undefined || !atLeast(version, last + 1));
}

/** The rule that an operator really gets: from 2.2 on, the two deprecated ones are replaced as it is made (2.3.4 and 2.11.2). */
export function effectiveTriggerRule(rule: string, version: string): string {
  if (!atLeast(version, 2, 2)) return rule;
  if (rule === 'none_failed_or_skipped') return 'none_failed_min_one_success';
  return rule === 'dummy' ? 'always' : rule;
}

/** The rules that a version accepts. */
export function triggerRules(version: string): string[] {
  return Object.keys(RULES).filter((rule) => acceptsTriggerRule(rule, version));
}

/** What stands behind a member of the `TriggerRule` enum: it equals its text. */
export class TriggerRuleMember {
  readonly key: string;
  constructor(readonly text: string) {
    this.key = `s${text}`;
  }
}

/** The text of a trigger rule, given as text or as a member of the enum. */
export function triggerRuleText(value: Value): string | undefined {
  if (value.kind === 'str') return value.value;
  if (value.kind === 'instance' && value.payload instanceof TriggerRuleMember) return value.payload.text;
  const plain = underlying(value);
  return plain.kind === 'str' ? plain.value : undefined;
}

export const TRIGGER_RULE = triggerRuleClass();

function triggerRuleClass() {
  const type = defineClass('TriggerRule', { module: 'airflow.utils.trigger_rule' });
  for (const rule of Object.keys(RULES)) type.attributes.set(rule.toUpperCase(), member(rule));
  // Names that only Airflow 1 and 2 have beside the rules themselves.
  type.attributes.set('NONE_FAILED_OR_SKIPPED', member('none_failed_or_skipped'));
  const members = new DictValue(
    new Map(
      Object.keys(RULES).map((rule) => [
        `s${rule.toUpperCase()}`,
        { key: new StrValue(rule.toUpperCase(), LIBRARY), value: type.attributes.get(rule.toUpperCase())! },
      ]),
    ),
    LIBRARY,
    LIBRARY_HOME,
  );
  type.attributes.set('__members__', members);
  type.construct = (_, call) => {
    const text = call.args[1];
    const found = text && triggerRuleText(text);
    return (
      (found && type.attributes.get(found.toUpperCase())) || new Unknown('a trigger rule that is not known', call.at)
    );
  };
  return type;

  function member(rule: string): Instance {
    const instance = new Instance(type, LIBRARY, LIBRARY_HOME);
    instance.payload = new TriggerRuleMember(rule);
    instance.attributes.set('value', new StrValue(rule, LIBRARY));
    instance.attributes.set('name', new StrValue(rule.toUpperCase(), LIBRARY));
    instance.attributes.set('__str__', new NativeFunction('__str__', (I, call) => I.str(rule, call.at)));
    return instance;
  }
}
