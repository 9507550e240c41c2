// Variable and connections: known at run time, opaque but truthy here, unless the settings name a file with values.

import { assumeScalar } from '../../eval/assumed';
import type { Call, Interpreter } from '../../eval/interpreter';
import { makeDict } from '../../eval/keys';
import { defineClass } from '../../eval/library/define';
import {
  BoolValue,
  type ClassValue,
  FloatValue,
  IntValue,
  NativeFunction,
  NoneValue,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import { noteParseTimeCall } from './parseTimeCalls';
import { stateOf } from './state';

/** A JSON value as a Python value; it stands on an assumption. */
function fromJson(I: Interpreter, json: unknown, at: Call['at'], assumed: string): Value {
  if (json === null || json === undefined) return new NoneValue(at, assumed);
  if (typeof json === 'string') return new StrValue(json, at, assumed);
  if (typeof json === 'boolean') return new BoolValue(json, at, assumed);
  if (typeof json === 'number')
    return Number.isSafeInteger(json) ? new IntValue(json, at, assumed) : new FloatValue(json, at, assumed);
  if (Array.isArray(json)) {
    return I.list(
      json.map((item) => fromJson(I, item, at, assumed)),
      at,
    );
  }
  const pairs = Object.entries(json).map(
    ([key, value]) => [new StrValue(key, at, assumed), fromJson(I, value, at, assumed)] as const,
  );
  return makeDict(I, pairs, at);
}

function getVariable(I: Interpreter, call: Call): Value {
  const key = call.args[0] ?? call.kwargs.get('key');
  const byDefault = call.args[1] ?? call.kwargs.get('default_var') ?? call.kwargs.get('default');
  const asJson = call.kwargs.get('deserialize_json');
  noteParseTimeCall(I, 'variable', 'Variable.get', call);
  if (key?.kind === 'str') {
    const known = stateOf(I).configuration.variables.get(key.value);
    const parse = asJson?.kind === 'bool' && asJson.value;
    if (known !== undefined)
      return fromJson(I, parse ? parsed(known) : textual(known), call.at, `the Variables file gives '${key.value}'`);
  }
  const name = key?.kind === 'str' ? `'${key.value}'` : 'of an unknown name';
  if (byDefault && byDefault.kind !== 'none') return assumeScalar(byDefault, `the default of the Variable ${name}`);
  return new Unknown(`the Airflow Variable ${name} is known at run time only`, call.at, {
    truthy: byDefault === undefined && !asJson,
    ...(key?.kind === 'str' ? { text: `{${key.value}}` } : {}),
  });
}

function parsed(known: unknown): unknown {
  if (typeof known !== 'string') return known;
  try {
    return JSON.parse(known);
  } catch {
    return known;
  }
}

function textual(known: unknown): unknown {
  return typeof known === 'object' && known !== null ? JSON.stringify(known) : known === null ? known : String(known);
}

function runTime(name: string, what: string): NativeFunction['body'] {
  return (I, call) => {
    noteParseTimeCall(I, 'connection', `BaseHook.${name}`, call);
    const [first] = call.args;
    const path = first?.kind === 'str' ? `'${first.value}'` : '';
    return new Unknown(`${what} ${path} is known at run time only`.replace('  ', ' '), call.at, { truthy: true });
  };
}

function nothing(I: Interpreter, call: Call): Value {
  return I.none(call.at);
}

export const VARIABLE: ClassValue = defineClass('Variable', {
  module: 'airflow.models.variable',
  staticMethods: [
    new NativeFunction('get', getVariable),
    new NativeFunction('setdefault', (I, call) => getVariable(I, call)),
    new NativeFunction('set', nothing),
    new NativeFunction('update', nothing),
    new NativeFunction('delete', nothing),
  ],
});

export const BASE_HOOK: ClassValue = defineClass('BaseHook', {
  module: 'airflow.hooks.base',
  staticMethods: [
    new NativeFunction('get_connection', runTime('get_connection', 'the connection')),
    new NativeFunction('get_connections', runTime('get_connections', 'the connections of')),
    new NativeFunction('get_hook', runTime('get_hook', 'the hook of')),
  ],
});
BASE_HOOK.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a hook`, at);
