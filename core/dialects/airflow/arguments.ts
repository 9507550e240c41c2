// Reading the arguments of Airflow's constructors: where they stand, what default_args add.

import type { Interpreter } from '../../eval/interpreter';
import { DictValue, LIBRARY_HOME, type Unknown, type Value } from '../../eval/values';
import type { CallExpr } from '../../syntax/ast';
import type { Origin } from '../../text/span';
import type { DagModel, GroupModel } from './model';

/** Where an argument is written in the checked file: its value, else the argument of the call, else the call. */
export function argumentPlace(I: Interpreter, call: Origin, name: string, value: Value): Origin {
  if (value.at.uri === I.entry) return value.at;
  if (call.uri !== I.entry) return I.placeInEntry(call) ?? call;
  const node = call as Partial<CallExpr>;
  const argument = node.kind === 'Call' ? node.args?.find((one) => one.name?.name === name) : undefined;
  return argument?.value ?? call;
}

/** Default arguments in force: those of the DAG, overridden by the group's, overridden by the call's own. */
export function mergedDefaults(
  dag: DagModel | undefined,
  group: GroupModel | undefined,
  own: Value | undefined,
): Defaults {
  const sources = [...groupDefaults(group), own].filter((source) => source !== undefined);
  if (dag?.defaultArgs) sources.unshift(dag.defaultArgs);
  if (!sources.length) return NO_DEFAULTS;
  const values = new Map<string, Value>();
  let open: Unknown | undefined;
  for (const source of sources) {
    if (source.kind === 'unknown') open ??= source;
    if (source.kind !== 'dict') continue;
    open ??= source.open;
    for (const { key, value } of source.entries.values()) if (key.kind === 'str') values.set(key.value, value);
  }
  return { values, open };
}

export interface Defaults {
  readonly values: ReadonlyMap<string, Value>;
  /** Why there may be more of them. */
  readonly open: Unknown | undefined;
}

export const NO_DEFAULTS: Defaults = { values: new Map(), open: undefined };

function groupDefaults(group: GroupModel | undefined): (DictValue | undefined)[] {
  const chain: (DictValue | undefined)[] = [];
  for (let current = group; current; current = current.parent) chain.unshift(current.defaultArgs);
  return chain;
}

/** The value as a dict, if it is one; of something unknown, a dict that may hold anything. */
export function asDict(value: Value | undefined): DictValue | undefined {
  if (value?.kind !== 'unknown') return value?.kind === 'dict' ? value : undefined;
  const dict = new DictValue(new Map(), value.at, LIBRARY_HOME);
  dict.open = value;
  return dict;
}

/** True unless the value is missing or None. */
export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value.kind !== 'none';
}
