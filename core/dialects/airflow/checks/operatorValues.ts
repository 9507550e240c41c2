// Values that BaseOperator and BaseSensorOperator refuse when a task is made, those of default arguments included.
// Read from baseoperator.py and sensors/base.py of 1.10.15, 2.0 to 2.11 and 3.0 to 3.3, and run in 2.11.2 and 3.3.2.

import type { Interpreter } from '../../../eval/interpreter';
import { underlying } from '../../../eval/library/underlying';
import type { Value } from '../../../eval/values';
import { atLeast } from '../../../text/version';
import { argumentPlace } from '../arguments';
import { report, stateOf } from '../state';
import { checkTypes, isOther, reportInvalid, type TypeTable } from './argumentTypes';
import type { OperatorCall } from './operatorArguments';

/** `BASEOPERATOR_ARGS_EXPECTED_TYPES`, 2.10 and later; None passes. */
const TYPES: TypeTable = [
  ['email', 'textOrList'],
  ['email_on_retry', 'bool'],
  ['email_on_failure', 'bool'],
  ['depends_on_past', 'bool'],
  ['ignore_first_depends_on_past', 'bool'],
  ['wait_for_past_depends_before_skipping', 'bool'],
  ['wait_for_downstream', 'bool'],
  ['queue', 'text'],
  ['pool', 'text'],
  ['run_as_user', 'text'],
  ['task_concurrency', 'integer'],
  ['map_index_template', 'text'],
  ['max_active_tis_per_dag', 'integer'],
  ['max_active_tis_per_dagrun', 'integer'],
  ['executor', 'text'],
  ['do_xcom_push', 'bool'],
];

/** Airflow 3 takes a number, earlier ones a bool. */
const BACKOFF: TypeTable = [['retry_exponential_backoff', 'number']];
const BACKOFF_2: TypeTable = [['retry_exponential_backoff', 'bool']];

/** All arguments that are looked at here; many tasks are given none of them. */
const CHECKED: ReadonlySet<string> = new Set([
  ...TYPES.map(([name]) => name),
  ...['retry_exponential_backoff', 'retries', 'retry_delay', 'max_retry_delay', 'execution_timeout', 'pool_slots'],
  ...['priority_weight', 'weight_rule', 'poke_interval', 'timeout', 'mode'],
]);

const WEIGHT_RULES: readonly string[] = ['downstream', 'upstream', 'absolute'];
const SENSOR_MODES: readonly string[] = ['poke', 'reschedule'];

type Values = Pick<ReadonlyMap<string, Value>, 'get'>;

/** Checks the values of one task that is not mapped; the values of mapped ones are checked when it runs. */
export function checkOperatorValues(I: Interpreter, call: OperatorCall, isSensor: boolean): void {
  if (!hasChecked(call.given) && !hasChecked(call.defaults.values)) return;
  const { version } = stateOf(I);
  const values: Values = { get: (argument) => call.given.get(argument) ?? call.defaults.values.get(argument) };
  const { at, dag, name } = call;
  const refuse = (argument: string, expected: string): void =>
    reportInvalid(I, name, argument, values.get(argument)!, expected, at, dag);
  if (atLeast(version, 2, 10)) {
    checkTypes(I, name, TYPES, values, at, dag);
    checkTypes(I, name, atLeast(version, 3) ? BACKOFF : BACKOFF_2, values, at, dag);
  }
  if (atLeast(version, 2, 1) && isNoRetries(call, version, values.get('retries'))) refuse('retries', 'a whole number');
  for (const delay of ['retry_delay', 'max_retry_delay'])
    if (isOfKind(values.get(delay), 'str')) refuse(delay, 'a timedelta or a number of seconds');
  if (atLeast(version, 2, 3) && isOther(values.get('execution_timeout') ?? NOTHING, 'duration'))
    refuse('execution_timeout', 'a timedelta');
  if (isBelow(values.get('pool_slots'), 1)) refuse('pool_slots', 'a whole number from 1 on');
  if (atLeast(version, 2, 3) && isOther(values.get('priority_weight') ?? NOTHING, 'integer'))
    refuse('priority_weight', 'a whole number');
  checkWeightRule(I, call, values.get('weight_rule'));
  if (isRefusedPool(version, values.get('pool'))) refuse('pool', "letters, digits, '_', '-' and '.'");
  if (isSensor) checkSensor(I, call, values, refuse);
}

/** Checked in 2.11.2 alone: neither 2.11.0 nor 3.0.0 and 3.3.2 do. */
function isRefusedPool(version: string, pool: Value | undefined): boolean {
  return (
    /^2\.11\.([2-9]|\d\d)/.test(version) && pool?.kind === 'str' && !/^[\p{L}\p{N}\p{M}_.-]{1,250}$/u.test(pool.value)
  );
}

function hasChecked(values: ReadonlyMap<string, Value>): boolean {
  for (const name of values.keys()) if (CHECKED.has(name)) return true;
  return false;
}

const NOTHING = { kind: 'none' } as Value;

function checkSensor(
  I: Interpreter,
  call: OperatorCall,
  values: Values,
  refuse: (argument: string, expected: string) => void,
): void {
  for (const name of ['poke_interval', 'timeout']) {
    const value = values.get(name);
    if (isOfKind(value, 'str') || isBelow(value, 0)) refuse(name, 'a number of seconds, not negative');
  }
  const mode = values.get('mode');
  if (mode?.kind === 'str' && !SENSOR_MODES.includes(mode.value))
    report(
      I,
      { kind: 'invalid-choice', of: 'sensor mode', value: mode.value, allowed: SENSOR_MODES },
      argumentPlace(I, call.at, 'mode', mode),
      { dag: call.dag, refuses: 'file', from: [mode] },
    );
}

/** Refused when the task is made up to 2.11, when the DAG is serialized in 3. Other texts may name a strategy of a plugin. */
function checkWeightRule(I: Interpreter, call: OperatorCall, value: Value | undefined): void {
  if (value?.kind !== 'str' || WEIGHT_RULES.includes(value.value) || value.value.includes('.')) return;
  report(
    I,
    { kind: 'invalid-choice', of: 'weight rule', value: value.value, allowed: WEIGHT_RULES },
    argumentPlace(I, call.at, 'weight_rule', value),
    { dag: call.dag, refuses: atLeast(stateOf(I).version, 3) ? 'dag' : 'file', from: [value] },
  );
}

/** A number in quotes will do, but not for the decorators of 3.3, which look before it is converted. */
function isNoRetries({ given, name }: OperatorCall, version: string, value: Value | undefined): boolean {
  const isDecorator = name.startsWith('@task') && given.has('retries') && atLeast(version, 3, 3);
  return isDecorator ? value?.kind === 'str' : isNoNumberText(value);
}

function isNoNumberText(value: Value | undefined): boolean {
  return value?.kind === 'str' && !/^\s*[+-]?\d+\s*$/.test(value.value);
}

function isOfKind(value: Value | undefined, kind: Value['kind']): boolean {
  return value !== undefined && underlying(value).kind === kind;
}

function isBelow(value: Value | undefined, least: number): boolean {
  return (value?.kind === 'int' || value?.kind === 'float') && value.value < least;
}
