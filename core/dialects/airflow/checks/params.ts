// Params whose default does not fit their JSON schema. Run in 2.11.2 and 3.3.2: a DAG with a schedule is refused, for its runs
// cannot be asked; without one the form of the trigger page refuses the default.

import type { Interpreter } from '../../../eval/interpreter';
import { pythonRepr } from '../../../eval/library/text';
import { typeName } from '../../../eval/operators';
import type { DictValue, Value } from '../../../eval/values';
import type { Origin } from '../../../text/span';
import { atLeast } from '../../../text/version';
import { isGiven } from '../arguments';
import type { DagModel } from '../model';
import { isDelta, momentOf } from '../moments';
import { report, stateOf } from '../state';

/** `Param(default, **schema)`. */
export class ParamModel {
  constructor(
    /** Undefined: none was given. */
    readonly byDefault: Value | undefined,
    readonly schema: ReadonlyMap<string, Value>,
    readonly at: Origin,
  ) {}
}

/** Reports the params of a DAG that no run by schedule can fill. */
export function checkParams(I: Interpreter, dag: DagModel): void {
  const params = dag.args.get('params');
  if (params?.kind !== 'dict' || !atLeast(stateOf(I).version, 2, 2)) return;
  if (atLeast(stateOf(I).version, 3)) checkJson(I, dag, params);
  const scheduled = isScheduled(I, dag);
  if (scheduled === undefined) return;
  for (const { key, value } of params.entries.values()) {
    if (value.kind !== 'instance' || !(value.payload instanceof ParamModel)) continue;
    const problem = problemOf(value.payload, scheduled);
    if (problem === undefined) continue;
    const name = key.kind === 'str' ? key.value : '?';
    const given = value.payload.byDefault && pythonRepr(I, value.payload.byDefault);
    report(I, { kind: 'invalid-param-default', name, given, problem, scheduled }, value.payload.at, {
      dag,
      refuses: scheduled ? 'file' : undefined,
      from: [value, value.payload.byDefault, ...value.payload.schema.values()],
    });
  }
}

/** `Param._check_json` (param.py of 3.0.0 and 3.3.2) asks whether `json.dumps` takes the default. */
function checkJson(I: Interpreter, dag: DagModel, params: DictValue): void {
  for (const { key, value } of params.entries.values()) {
    const param = value.kind === 'instance' && value.payload instanceof ParamModel ? value.payload : undefined;
    const byDefault = param ? param.byDefault : value;
    if (!byDefault || !isNoJson(byDefault)) continue;
    const given = pythonRepr(I, byDefault) ?? `of type ${typeName(byDefault)}`;
    const name = key.kind === 'str' ? key.value : '?';
    const event = { kind: 'invalid-param-default', name, given, problem: 'is no JSON', scheduled: undefined } as const;
    const at = param?.at ?? (value.at.uri === I.entry ? value.at : dag.argumentsAt);
    report(I, event, at, { dag, refuses: 'file', from: [value, byDefault] });
  }
}

/** True for a value that certainly has no place in JSON. */
function isNoJson(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.some(isNoJson);
  if (value.kind === 'dict') return [...value.entries.values()].some((entry) => isNoJson(entry.value));
  if (value.kind === 'set' || value.kind === 'bytes' || value.kind === 'function') return true;
  return momentOf(value) !== undefined || (value.kind === 'instance' && isDelta(value));
}

/** Undefined: not known. */
function isScheduled(I: Interpreter, dag: DagModel): boolean | undefined {
  if (dag.open) return undefined;
  const values = ['schedule', 'schedule_interval', 'timetable'].map((name) => dag.args.get(name));
  const given = values.find((value) => isGiven(value));
  if (given) return given.kind === 'unknown' ? undefined : true;
  return values.some((value) => value !== undefined) ? false : !atLeast(stateOf(I).version, 3);
}

/** What is wrong with the default, as in "its default …"; undefined: nothing that is certain. */
function problemOf({ byDefault, schema }: ParamModel, scheduled: boolean): string | undefined {
  if (!byDefault) return scheduled && schema.size > 0 ? 'is missing' : undefined;
  const value = json(byDefault);
  if (value === undefined) return undefined;
  return (
    typeProblem(value, schema.get('type')) ?? choiceProblem(value, schema.get('enum')) ?? boundProblem(value, schema)
  );
}

type Json = { readonly value: null | boolean | number | string } | { readonly type: 'array' | 'object' };

function json(value: Value): Json | undefined {
  switch (value.kind) {
    case 'none':
      return { value: null };
    case 'bool':
    case 'int':
    case 'float':
    case 'str':
      return { value: value.value };
    case 'list':
    case 'tuple':
      return { type: 'array' };
    case 'dict':
      return { type: 'object' };
    default:
      return undefined;
  }
}

function typeProblem(value: Json, given: Value | undefined): string | undefined {
  const items = given?.kind === 'list' || given?.kind === 'tuple' ? given.items : given ? [given] : [];
  const types = items.flatMap((item) => (item.kind === 'str' ? [item.value] : []));
  if (!types.length || types.length !== items.length || types.some((type) => isOfType(value, type))) return undefined;
  return `is not of type ${types.join(' or ')}`;
}

function isOfType(given: Json, type: string): boolean {
  if ('type' in given) return given.type === type;
  const { value } = given;
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  return type === (value === null ? 'null' : typeof value);
}

function choiceProblem(given: Json, choices: Value | undefined): string | undefined {
  if (!('value' in given) || choices?.kind !== 'list' || choices.open) return undefined;
  const values = choices.items.map(json);
  if (values.some((choice) => !choice || !('value' in choice) || choice.value === given.value)) return undefined;
  return 'is none of its enum';
}

function boundProblem(given: Json, schema: ReadonlyMap<string, Value>): string | undefined {
  if (!('value' in given)) return undefined;
  const bound = (name: string): number | undefined => {
    const value = schema.get(name);
    return value?.kind === 'int' || value?.kind === 'float' ? value.value : undefined;
  };
  const { value } = given;
  if (typeof value === 'number') {
    if (value < (bound('minimum') ?? value)) return `is less than its minimum`;
    if (value > (bound('maximum') ?? value)) return `is more than its maximum`;
  }
  if (typeof value === 'string') {
    if ([...value].length < (bound('minLength') ?? 0)) return 'is shorter than its minLength';
    if ([...value].length > (bound('maxLength') ?? Number.POSITIVE_INFINITY)) return 'is longer than its maxLength';
  }
  return undefined;
}
