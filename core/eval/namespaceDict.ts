// `globals()` and `locals()`: a scope that is read and written like a dict.

import type { Origin } from '../text/span';
import type { Call, Interpreter } from './interpreter';
import { iterate, pair } from './iterate';
import { makeDict } from './keys';
import type { Scope } from './scope';
import {
  ClassValue,
  Instance,
  LIBRARY,
  LIBRARY_HOME,
  type NativeBody,
  NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from './values';

/** The scope as a dict-like object; writes go to the scope. */
export function namespaceDict(I: Interpreter, scope: Scope, at: Origin): Instance {
  const instance = new Instance(NAMESPACE, at, I.home);
  instance.payload = scope;
  return instance;
}

function scopeOf(call: Call): Scope {
  return (call.args[0] as Instance).payload as Scope;
}

function visible(scope: Scope): (readonly [string, Value])[] {
  return [...scope.vars].filter(([name]) => !name.startsWith('<'));
}

function read(I: Interpreter, call: Call, missing: (key: string) => Value): Value {
  const key = call.args[1];
  if (key?.kind !== 'str') return new Unknown('the name is not known', call.at);
  return scopeOf(call).vars.get(key.value) ?? I.environment.builtins.get(key.value) ?? missing(key.value);
}

function write(I: Interpreter, scope: Scope, key: Value | undefined, value: Value | undefined): void {
  if (!value) return;
  const module = scope.vars.get('<module>');
  if (module?.kind === 'module') I.touch(module);
  // A value under an unknown name is still there for whoever looks through the module.
  scope.vars.set(key?.kind === 'str' ? key.value : `<unnamed ${scope.vars.size}>`, value);
}

const BODIES = {
  __getitem__: (I, call) => read(I, call, (key) => I.fail('KeyError', `'${key}'`, call.at)),
  get: (I, call) => read(I, call, () => call.args[2] ?? I.none(call.at)),
  __setitem__: (I, call) => {
    write(I, scopeOf(call), call.args[1], call.args[2]);
    return I.none(call.at);
  },
  setdefault: (I, call) =>
    read(I, call, () => {
      write(I, scopeOf(call), call.args[1], call.args[2] ?? I.none(call.at));
      return call.args[2] ?? I.none(call.at);
    }),
  update: (I, call) => {
    const given = call.args[1];
    if (given?.kind === 'dict')
      for (const { key, value } of given.entries.values()) write(I, scopeOf(call), key, value);
    else if (given)
      for (const item of iterate(I, given, call.at).items)
        if (item.kind === 'tuple') write(I, scopeOf(call), item.items[0], item.items[1]);
    for (const [name, value] of call.kwargs) write(I, scopeOf(call), new StrValue(name, call.at), value);
    return I.none(call.at);
  },
  __contains__: (I, call) => {
    const key = call.args[1];
    return key?.kind === 'str'
      ? I.bool(scopeOf(call).vars.has(key.value), call.at)
      : new Unknown('the name is not known', call.at);
  },
  keys: (I, call) =>
    I.list(
      visible(scopeOf(call)).map(([name]) => I.str(name, call.at)),
      call.at,
    ),
  values: (I, call) =>
    I.list(
      visible(scopeOf(call)).map(([, value]) => value),
      call.at,
    ),
  items: (I, call) =>
    I.list(
      visible(scopeOf(call)).map(([name, value]) => pair(I.str(name, call.at), value, call.at)),
      call.at,
    ),
  copy: (I, call) =>
    makeDict(
      I,
      visible(scopeOf(call)).map(([name, value]) => [I.str(name, call.at), value] as const),
      call.at,
    ),
  pop: (I, call) => read(I, call, () => call.args[2] ?? I.none(call.at)),
} satisfies Readonly<Record<string, NativeBody>>;

const NAMESPACE = namespaceClass();

function namespaceClass(): ClassValue {
  const type = new ClassValue('dict', [], LIBRARY, LIBRARY_HOME, 'builtins');
  for (const [name, body] of Object.entries(BODIES)) type.attributes.set(name, new NativeFunction(name, body));
  type.attributes.set('__iter__', new NativeFunction('__iter__', BODIES.keys));
  return type;
}
