// A mapped group whose tasks may not wait for it.

import type { Interpreter } from '../../../eval/interpreter';
import { atLeast } from '../../../text/version';
import { GroupModel, type TaskModel } from '../model';
import { report, stateOf } from '../state';
import { effectiveTriggerRule, triggerRuleText } from '../triggerRules';

/**
 * Checks a group that is tied to something. Airflow then goes through its tasks, and refuses a task right in a mapped group that has
 * the rule `always`; in groups within that one it is taken (run in 2.11.2 and 3.3.2; 2.10.5 has it, 2.7.3 not).
 */
export function checkTiedGroup(I: Interpreter, group: GroupModel): void {
  const { version } = stateOf(I);
  if (!atLeast(version, 2, 11) || group.isChecked) return;
  group.isChecked = true;
  for (const child of group.children.values()) {
    if (child instanceof GroupModel) checkTiedGroup(I, child);
    else if (group.mapped && ruleOf(child, version) === 'always') refuse(I, group, child);
  }
}

function ruleOf({ triggerRule }: TaskModel, version: string): string | undefined {
  const rule = triggerRule && triggerRuleText(triggerRule);
  return rule === undefined ? undefined : effectiveTriggerRule(rule, version);
}

function refuse(I: Interpreter, group: GroupModel, { id, triggerRule, place, dag, conditional }: TaskModel): void {
  if (conditional !== undefined) return;
  const event = { problem: 'group', callee: group.id, name: id, type: undefined, known: [] } as const;
  const at = triggerRule?.at.uri === I.entry ? triggerRule.at : place.at;
  report(I, { kind: 'invalid-expand-argument', ...event }, at, { dag, refuses: 'file', from: [triggerRule] });
}
