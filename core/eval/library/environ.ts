// `os.environ` and `os.getenv`: values from the settings' env file, or the code's own defaults; all of them assumed.

import { assume } from '../assumed';
import { keyOf } from '../keys';
import {
  BoolValue,
  DictValue,
  Instance,
  LIBRARY,
  LIBRARY_HOME,
  type NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, native } from './define';
import { iteratePairs } from './pairs';
import { makeView } from './views';

/** What the code itself set, else what the settings say; undefined: neither. */
export function settingOf(a: Args, name: string): Value | undefined {
  const own = ENVIRON.attributes.get(`$${name}`);
  if (own) return own;
  const text = a.I.environment.variables.get(name);
  return text === undefined ? undefined : new StrValue(text, a.at, `the environment variable ${name} of the settings`);
}

function get(a: Args): Value {
  const name = a.text('key');
  const setting = settingOf(a, name);
  return setting ?? assume(a.value('default'), `the default of the environment variable ${name}`);
}

/** Unknown, for a variable that is neither set nor has a default. */
export function notSet(a: Args, name: string): Unknown {
  return new Unknown(`the environment variable ${name} is not known`, a.at, { truthy: true, text: `{${name}}` });
}

function set(a: Args, name: Value, value: Value): undefined {
  if (name.kind !== 'str') return undefined;
  a.I.touch(ENVIRON);
  ENVIRON.attributes.set(`$${name.value}`, value);
  return undefined;
}

function remove(a: Args, name: string): undefined {
  a.I.touch(ENVIRON);
  ENVIRON.attributes.delete(`$${name}`);
  return undefined;
}

/** The environment as a dict that holds more than is known. */
function asDict(a: Args): DictValue {
  const dict = new DictValue(new Map(), a.at, a.I.home);
  for (const name of a.I.environment.variables.keys()) {
    const key = a.I.str(name, a.at);
    dict.entries.set(keyOf(key)!, { key, value: settingOf(a, name)! });
  }
  dict.open = new Unknown('the environment variables are not known', a.at);
  return dict;
}

const METHODS: readonly NativeFunction[] = [
  native('get', ['self', 'key', 'default=None'], (_, a) => get(a)),
  native('__getitem__', ['self', 'key'], (_, a) => settingOf(a, a.text('key')) ?? notSet(a, a.text('key'))),
  native('__contains__', ['self', 'key'], (_, a) => {
    const setting = settingOf(a, a.text('key'));
    if (!setting) throw new NotKnown(notSet(a, a.text('key')));
    return new BoolValue(true, a.at, setting.assumed);
  }),
  native('__setitem__', ['self', 'key', 'value'], (_, a) => set(a, a.value('key'), a.value('value'))),
  native('__delitem__', ['self', 'key'], (_, a) => remove(a, a.text('key'))),
  native('setdefault', ['self', 'key', 'default'], (_, a) => {
    const setting = settingOf(a, a.text('key'));
    if (setting) return setting;
    const value = assume(a.value('default'), `the default of the environment variable ${a.text('key')}`);
    set(a, a.value('key'), value);
    return value;
  }),
  native('pop', ['self', 'key', 'default?'], (_, a) => {
    const setting = settingOf(a, a.text('key'));
    remove(a, a.text('key'));
    return setting ?? a.find('default') ?? notSet(a, a.text('key'));
  }),
  native('update', ['self', 'other=None', '**more'], (I, a) => {
    const given = a.some('other');
    for (const [name, value] of given ? iteratePairs(a, given).pairs : []) set(a, name, value);
    for (const [name, value] of a.keywords) set(a, I.str(name, a.at), value);
    return undefined;
  }),
  native('copy', ['self'], (_, a) => asDict(a)),
  native('__iter__', ['self'], (I, a) => {
    const iterator = I.iterator([], a.at, 'iterator');
    iterator.open = asDict(a).open;
    return iterator;
  }),
  ...(['keys', 'values', 'items'] as const).map((kind) =>
    native(kind, ['self'], (_, a) => makeView(a, kind, asDict(a))),
  ),
];

/** `os.environ`. */
export const ENVIRON = new Instance(defineClass('_Environ', { module: 'os', methods: METHODS }), LIBRARY, LIBRARY_HOME);

/** `os.getenv`. */
export const GETENV = native('getenv', ['key', 'default=None'], (_, a) => get(a));

/** `os.putenv`. */
export const PUTENV = native('putenv', ['key', 'value'], (_, a) => set(a, a.value('key'), a.value('value')));
