// What operators make of their arguments: names that they do not take, and those that they miss.
// Airflow 1.10 only warns of unknown arguments; from 2.0 on they are refused (run in 1.10.15, 2.11.2 and 3.3.2).

import type { Interpreter } from '../../../eval/interpreter';
import type { ClassValue, Unknown, Value } from '../../../eval/values';
import { nearName } from '../../../text/nearName';
import type { Origin } from '../../../text/span';
import { atLeast, lineOf } from '../../../text/version';
import type { Defaults } from '../arguments';
import type { OperatorFacts } from '../catalog/operators';
import type { DagModel } from '../model';
import { importPath } from '../operatorClasses';
import { existsIn, OPERATOR_PARAMETERS, type ParameterTable } from '../parameterHistory';
import { report, stateOf } from '../state';
import { type Callee, checkNames } from './argumentNames';
import { olderParameters } from './olderParameters';

/** Read from the providers' and Airflow's own sources, 2.11.2 and 3.3.2. */
export const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['task_concurrency', 'max_active_tis_per_dag'],
  ['execution_date', 'logical_date'],
  ['use_task_execution_day', 'use_task_logical_date'],
]);

/** Arguments of operators that a line takes with a warning: the first that does. */
export const DEPRECATED_SINCE: ReadonlyMap<string, string> = new Map([
  ['task_concurrency', '2.2'],
  ['provide_context', '2.0'],
  ['sla', '3.0'],
]);

/** What is said of one call of an operator. */
export interface OperatorCall {
  readonly type: ClassValue;
  /** How the caller names it: `BashOperator`, `@task` … */
  readonly name: string;
  readonly given: ReadonlyMap<string, Value>;
  readonly open: Unknown | undefined;
  readonly defaults: Defaults;
  /** The call that holds the arguments. */
  readonly at: Origin;
  readonly dag: DagModel | undefined;
}

/** The facts of the library class that a class is, or that takes the arguments that a class of the workspace hands on. */
export function libraryFacts(I: Interpreter, type: ClassValue): OperatorFacts | undefined {
  const { libraryFacts: known } = stateOf(I);
  const facts = known.get(type);
  if (facts || known.has(type)) return facts;
  const found = findFacts(I, type);
  known.set(type, found);
  return found;
}

function findFacts(I: Interpreter, type: ClassValue): OperatorFacts | undefined {
  for (const base of type.mro) {
    if (base.kind === 'unknown') return undefined;
    if (!base.definedIn) return stateOf(I).catalog.operator(importPath(base));
  }
  return undefined;
}

/** Reports names that the operator does not take, and those that it will lose. */
export function checkOperatorNames(I: Interpreter, call: OperatorCall, facts: OperatorFacts): void {
  if (facts.acceptsAnyKeyword || !isOperatorCall(facts) || call.open?.mayBeLess) return;
  const { version } = stateOf(I);
  const special: [string, Value][] = [];
  for (const [name, value] of call.given) if (!isPlainlyTaken(facts, name, version)) special.push([name, value]);
  if (!special.length) return;
  const callee = calleeOf(I, call, facts);
  const known = [...facts.parameters.keys()];
  const certain = isCertain(I, facts);
  const given = new Map(
    special.filter(([name]) => certain || facts.parameters.has(name) || nearName(name, known) !== undefined),
  );
  checkNames(I, callee, given, call.at, call.dag, atLeast(version, 2) ? 'file' : undefined);
}

/** True for the parameters of which nothing needs to be said in this version. */
function isPlainlyTaken(facts: OperatorFacts, name: string, version: string): boolean {
  const parameter = facts.parameters.get(name);
  if (!parameter || DEPRECATED_SINCE.has(name)) return false;
  return !parameter.history || existsIn(parameter.history, version);
}

/** Reports required arguments that neither the call nor the default arguments give. */
export function checkRequired(I: Interpreter, call: OperatorCall, facts: OperatorFacts): void {
  const { given, defaults, open } = call;
  if (open || defaults.open || !isCertain(I, facts) || !isOperatorCall(facts)) return;
  const names = facts.required.filter((name) => name !== 'task_id' && !given.has(name) && !defaults.values.has(name));
  if (!names.length) return;
  report(I, { kind: 'missing-argument', callee: call.name, names }, call.at, { dag: call.dag, refuses: 'file' });
}

function isOperatorCall(facts: OperatorFacts): boolean {
  return facts.isOperator && !facts.bases.includes('?');
}

/** Of Airflow's own operators we know all lines; providers have versions of their own, the catalog knows the newest. */
function isCertain(I: Interpreter, { distribution }: OperatorFacts): boolean {
  const { version, oldestVersion, catalog } = stateOf(I);
  const own =
    distribution === undefined || /^apache-airflow(-core|-task-sdk|-providers-standard)?$/.test(distribution.name);
  return own || [version, oldestVersion].every((each) => lineOf(each) === lineOf(catalog.release));
}

function calleeOf(I: Interpreter, { name }: OperatorCall, facts: OperatorFacts): Callee {
  return {
    of: 'operator',
    name,
    parameters: withOlder(I, facts, parameterTable(facts)),
    successors: SUCCESSORS,
    deprecatedSince: DEPRECATED_SINCE,
  };
}

/** The operator's parameters; those of the base classes with the releases that have them. */
function parameterTable(facts: OperatorFacts): Map<string, { since: string; last: string | undefined }> {
  const table = new Map<string, { since: string; last: string | undefined }>();
  for (const { name, history } of facts.parameters.values())
    table.set(name, history ?? { since: '1.10', last: undefined });
  for (const [name, history] of OPERATOR_PARAMETERS) if (!table.has(name)) table.set(name, history);
  return table;
}

/** Adds what the operator had in an older line and has no more. */
function withOlder(
  I: Interpreter,
  facts: OperatorFacts,
  table: Map<string, { since: string; last: string | undefined }>,
): ParameterTable {
  for (const [name, last] of olderParameters(I, facts))
    if (!table.has(name) || !existsIn(table.get(name)!, stateOf(I).version)) table.set(name, { since: '1.10', last });
  return table;
}
