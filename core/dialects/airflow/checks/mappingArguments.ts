// What `.partial(…)`, `.expand(…)` and `.expand_kwargs(…)` refuse when the file is parsed.
// Read from mappedoperator.py and decorators of 2.3.4, 2.11.2 and 3.3.2, and run in the last two.

import type { Call, Interpreter } from '../../../eval/interpreter';
import { typeName } from '../../../eval/operators';
import type { Value } from '../../../eval/values';
import type { BuildEventKind } from '../../../ir/buildEvent';
import type { Origin } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { type DecoratorModel, nodeOf, XComModel } from '../model';
import { report, stateOf } from '../state';
import { declaredContextKeys } from '../templates/contextKeys';
import { triggerRuleText } from '../triggerRules';
import { namePlace } from './argumentNames';
import { flowFunction } from './taskflowCall';

/** Arguments of BaseOperator that `partial` always sets, so that `expand` cannot (each tried in 2.11.2 and 3.3.2). */
const SET_BY_PARTIAL: ReadonlySet<string> = new Set(
  `task_id dag task_group owner trigger_rule depends_on_past wait_for_downstream retries queue pool_slots execution_timeout
  retry_delay retry_exponential_backoff priority_weight weight_rule on_execute_callback on_failure_callback
  on_success_callback on_retry_callback executor_config inlets outlets`.split(/\s+/),
);

/** In Airflow 2 it sets these too; 3 maps over them. */
const SET_IN_2: ReadonlySet<string> = new Set(
  'start_date end_date email resources pool sla max_active_tis_per_dag run_as_user'.split(' '),
);

type Problem = Extract<BuildEventKind, { readonly kind: 'invalid-expand-argument' }>['problem'];

/** Checks `f.partial(…)` of a TaskFlow function. */
export function checkFlowPartial(I: Interpreter, model: DecoratorModel, call: Call): void {
  checkFlowNames(I, model, 'partial', call);
}

/** Checks `f.expand(…)` of a TaskFlow function. */
export function checkFlowExpand(I: Interpreter, model: DecoratorModel, call: Call): void {
  const callee = model.callable.kind === 'function' ? model.callable.name : 'the function';
  if (!call.kwargs.size && !call.open) problem(I, callee, 'nothing', undefined, call.at, undefined);
  const rule = model.kwargs.get('trigger_rule');
  if (rule && triggerRuleText(rule) === 'always' && [...call.kwargs.values()].some(isResult))
    problem(I, callee, 'always', undefined, call.at, undefined);
  checkFlowNames(I, model, 'expand', call);
  for (const [name, value] of call.kwargs) checkMappable(I, callee, name, value, call.at);
}

/** Checks the arguments of `Operator.partial(…).expand(…)`; names are checked against the operator elsewhere. */
export function checkExpand(I: Interpreter, operator: string, partial: ReadonlyMap<string, Value>, call: Call): void {
  if (!call.kwargs.size && !call.open) problem(I, operator, 'nothing', undefined, call.at, undefined);
  for (const [name, value] of call.kwargs) {
    if (partial.has(name) || isSetByPartial(I, name))
      problem(I, operator, 'unmappable', name, namePlace(I, call.at, name, value), value);
    else checkMappable(I, operator, name, value, call.at);
  }
}

function isSetByPartial(I: Interpreter, name: string): boolean {
  return SET_BY_PARTIAL.has(name) || (SET_IN_2.has(name) && !atLeast(stateOf(I).version, 3));
}

/** Checks the one argument of `.expand_kwargs(…)`. */
export function checkExpandKwargs(I: Interpreter, callee: string, value: Value | undefined, at: Origin): void {
  if (!value || value.kind === 'unknown' || value.kind === 'instance') return;
  const isList = value.kind === 'list' || value.kind === 'tuple';
  const wrong = isList ? value.items.find((item) => !isMapping(item)) : value;
  if (wrong) problem(I, callee, 'kwargs', undefined, at, wrong);
}

function isMapping(value: Value): boolean {
  return value.kind === 'dict' || value.kind === 'unknown' || value.kind === 'instance';
}

function checkFlowNames(I: Interpreter, model: DecoratorModel, method: 'expand' | 'partial', call: Call): void {
  const callable = flowFunction(model);
  if (!callable) return;
  const { params } = callable.definition;
  const context = declaredContextKeys(stateOf(I).version);
  const takesAny = params.some(({ form }) => form === 'kwargs');
  const names = new Set(params.map(({ name }) => name.name));
  for (const [name, value] of call.kwargs) {
    const place = namePlace(I, call.at, name, value);
    if (context.has(name)) problem(I, callable.name, 'context', name, place, undefined);
    else if (!takesAny && !names.has(name)) unknownName(I, `${callable.name}.${method}()`, name, [...names], place);
  }
}

function unknownName(I: Interpreter, callee: string, name: string, known: readonly string[], at: Origin): void {
  report(I, { kind: 'invalid-expand-argument', callee, problem: 'unknown', name, type: undefined, known }, at, {
    refuses: 'file',
  });
}

function checkMappable(I: Interpreter, callee: string, name: string, value: Value, at: Origin): void {
  const isMappable = ['list', 'tuple', 'dict', 'bytes', 'unknown', 'instance'].includes(value.kind);
  if (!isMappable) problem(I, callee, 'type', name, namePlace(I, at, name, value), value);
}

function isResult(value: Value): boolean {
  return nodeOf(value) instanceof XComModel;
}

function problem(
  I: Interpreter,
  callee: string,
  what: Problem,
  name: string | undefined,
  at: Origin,
  value: Value | undefined,
): void {
  const type = value && typeName(value);
  report(I, { kind: 'invalid-expand-argument', callee, problem: what, name, type, known: [] }, at, {
    refuses: 'file',
    from: [value],
  });
}
