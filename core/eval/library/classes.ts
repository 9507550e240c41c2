// Builtins about classes and attributes: type, property, classmethod, getattr, isinstance …

import { deleteAttribute, findAttribute, getAttribute, setAttribute } from '../attributes';
import { makeInstance } from '../instantiate';
import {
  ClassValue,
  type FunctionValue,
  LIBRARY,
  type NativeFunction,
  PropertyValue,
  StaticMethod,
  Unknown,
  type Value,
} from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, native, pure } from './define';
import { isInstance, isSubclass } from './instanceChecks';
import { TYPE, textDict, typeOf } from './types';

TYPE.construct = native('type', ['cls', 'object', 'bases?', 'dict?', '**keywords'], (_, a) =>
  a.find('bases') ? makeClass(a) : typeOf(a.value('object')),
).body;

TYPE.attributes.set(
  '__new__',
  new StaticMethod(
    native('__new__', ['cls', 'object', 'bases?', 'dict?', '**keywords'], (I, a) => {
      const made = I.classInMaking;
      I.classInMaking = undefined;
      if (!made) return makeClass(a);
      const names = a.find('dict');
      if (names?.kind === 'dict')
        for (const { key, value } of names.entries.values())
          if (key.kind === 'str') made.attributes.set(key.value, value);
      return made;
    }),
    false,
    LIBRARY,
  ),
);
TYPE.attributes.set(
  '__call__',
  native('__call__', ['cls', '*args', '**kwargs'], (I, a) => {
    const type = a.known('cls');
    const call = { ...a.call, args: a.call.args.slice(1) };
    return type.kind === 'class' ? makeInstance(I, type, call) : new Unknown('calls a class that is not known', a.at);
  }),
);

/** `type(name, bases, namespace)`. */
function makeClass(a: Args): Value {
  const bases = a
    .items('bases')
    .map((base) => (base.kind === 'class' ? base : new Unknown('a base class that is not known', a.at)));
  const namespace = a.find('dict');
  const type = new ClassValue(a.text('object'), bases, a.at, a.I.home, '__main__');
  if (namespace?.kind === 'dict') {
    for (const { key, value } of namespace.entries.values()) {
      if (key.kind === 'str') type.attributes.set(key.value, value);
      if (value.kind === 'function') ownedBy(value, type);
    }
  }
  a.I.classes.add(type);
  for (const base of type.mro.slice(1)) if (base.kind === 'class') base.onSubclass?.(a.I, type);
  return type;
}

function ownedBy(value: FunctionValue, type: ClassValue): void {
  value.owner ??= type;
}

/** A builtin class that only wraps a function in a descriptor. */
function descriptor(name: string, signature: readonly string[], make: (a: Args) => Value): ClassValue {
  const construct = native(name, ['cls', ...signature], (_, a) => make(a)).body;
  return defineClass(name, { module: 'builtins', construct });
}

function nameOf(a: Args): string {
  return a.text('name');
}

const ATTRIBUTES: readonly NativeFunction[] = [
  pure('getattr', ['object', 'name', 'default?'], (I, a) => {
    const object = a.value('object');
    const fallback = a.find('default');
    if (!fallback) return getAttribute(I, object, nameOf(a), a.at);
    if (object.kind === 'unknown' && object.path === undefined) throw new NotKnown(object);
    return findAttribute(I, object, nameOf(a), a.at) ?? fallback;
  }),
  pure('hasattr', ['object', 'name'], (I, a) => {
    const object = a.value('object');
    if (object.kind === 'unknown') throw new NotKnown(object);
    const found = findAttribute(I, object, nameOf(a), a.at);
    if (found?.kind === 'unknown' && object.kind === 'instance' && !object.attributes.has(nameOf(a)))
      throw new NotKnown(found);
    return found !== undefined;
  }),
  native('setattr', ['object', 'name', 'value'], (I, a) => {
    setAttribute(I, a.value('object'), nameOf(a), a.value('value'), a.at);
    return undefined;
  }),
  native('delattr', ['object', 'name'], (I, a) => {
    deleteAttribute(I, a.value('object'), nameOf(a), a.at);
    return undefined;
  }),
  native('vars', ['object'], (I, a) => {
    const object = a.known('object');
    if (object.kind !== 'instance' && object.kind !== 'class')
      throw new NotKnown(new Unknown('the attributes of an object', a.at));
    return textDict(I, object.attributes, a.at);
  }),
];

const CHECKS: readonly NativeFunction[] = [
  pure('isinstance', ['object', 'type'], (_, a) => isInstance(a, a.value('object'), a.value('type'))),
  pure('issubclass', ['cls', 'type'], (_, a) => isSubclass(a, a.value('cls'), a.value('type'))),
  pure('callable', ['object'], (I, a) => {
    const object = a.known('object');
    if (object.kind === 'instance') return findAttribute(I, object, '__call__', a.at) !== undefined;
    return ['function', 'native', 'method', 'class'].includes(object.kind);
  }),
];

/** Names of this file as builtins. */
export const CLASS_BUILTINS: readonly (NativeFunction | ClassValue)[] = [
  TYPE,
  descriptor(
    'property',
    ['fget=None', 'fset=None', 'fdel=None', 'doc=None'],
    (a) => new PropertyValue(a.value('fget'), a.at, a.some('fset')),
  ),
  descriptor('staticmethod', ['function'], (a) => new StaticMethod(a.value('function'), false, a.at)),
  descriptor('classmethod', ['function'], (a) => new StaticMethod(a.value('function'), true, a.at)),
  ...ATTRIBUTES,
  ...CHECKS,
];
