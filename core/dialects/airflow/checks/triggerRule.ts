// What Airflow says to the trigger rule that a task is given.

import type { Interpreter } from '../../../eval/interpreter';
import { pythonRepr } from '../../../eval/library/text';
import type { Value } from '../../../eval/values';
import type { Origin } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { argumentPlace } from '../arguments';
import type { DagModel, TaskModel } from '../model';
import { report, stateOf } from '../state';
import { acceptsTriggerRule, effectiveTriggerRule, triggerRules, triggerRuleText } from '../triggerRules';

interface Given {
  readonly own: Value | undefined;
  readonly byDefault: Value | undefined;
  readonly dag: DagModel | undefined;
  /** The call that makes the task. */
  readonly at: Origin;
}

/** Gives a new task its trigger rule, and reports what Airflow refuses or warns of then. */
export function setTriggerRule(I: Interpreter, task: TaskModel, given: Given): void {
  const value = given.own ?? given.byDefault;
  task.triggerRule = value;
  if (!value || value.kind === 'unknown') return;
  const text = triggerRuleText(value);
  if (text === undefined || !acceptsTriggerRule(text, stateOf(I).version)) {
    // Objects of other kinds may still equal a rule's text; of a mapped task the rule is checked at run time only.
    if (!task.mapped && (text !== undefined || value.kind !== 'instance')) reportInvalid(I, value, text, given);
    return;
  }
  reportDeprecated(I, value, text, given);
  reportFailFast(I, task, value, text, given);
}

function reportInvalid(I: Interpreter, value: Value, text: string | undefined, { own, dag, at }: Given): void {
  const source = own ? 'argument' : 'default_args';
  const allowed = triggerRules(stateOf(I).version);
  const shown = text ?? pythonRepr(I, value) ?? '?';
  const place = argumentPlace(I, at, 'trigger_rule', value);
  const event = { kind: 'invalid-trigger-rule', value: shown, allowed, source } as const;
  report(I, event, place, { dag, refuses: 'file', from: [value] });
}

function reportDeprecated(I: Interpreter, value: Value, text: string, { own, dag, at }: Given): void {
  const successor = effectiveTriggerRule(text, stateOf(I).version);
  if (successor === text) return;
  const source = own ? 'argument' : 'default_args';
  const place = argumentPlace(I, at, 'trigger_rule', value);
  report(I, { kind: 'deprecated-trigger-rule', value: text, successor, source }, place, { dag, from: [value] });
}

/** Rules that a DAG with fail_fast allows. */
const WITH_FAIL_FAST: ReadonlySet<string> = new Set(['all_success', 'all_done_setup_success']);

/** `FailStopDagInvalidTriggerRule` of 2.7 to 2.11, `FailFastDagInvalidTriggerRule` of 3.x; 2.x does not check mapped tasks. */
function reportFailFast(I: Interpreter, task: TaskModel, value: Value, text: string, { dag, at }: Given): void {
  const isThree = atLeast(stateOf(I).version, 3);
  const argument = isThree ? 'fail_fast' : 'fail_stop';
  const isOn = dag?.args.get(argument);
  if (isOn?.kind !== 'bool' || !isOn.value || WITH_FAIL_FAST.has(text) || (task.mapped && !isThree)) return;
  const place = argumentPlace(I, at, 'trigger_rule', value);
  report(I, { kind: 'fail-fast-trigger-rule', argument, rule: text }, place, {
    dag,
    refuses: 'file',
    from: [value, isOn],
  });
}
