// The special methods of builtin types. Instances of classes derived from them get their behaviour through these.

import type { BinaryOperator, CompareOperator } from '../../syntax/ast';
import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { compare } from '../comparison';
import { dictGet } from '../keys';
import { binary } from '../operators';
import { deleteItem, getItem, setItem } from '../subscript';
import { type NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { makeInt, native } from './define';
import { pythonLength } from './strings';
import { type Data, underlying } from './underlying';

export type DataKind = Data['kind'];

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  and: '&',
  or: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
};
const NUMERIC = 'add sub mul truediv floordiv mod pow and or xor lshift rshift';
const SUPPORTED: Readonly<Record<DataKind, string>> = {
  str: 'add mul mod',
  bytes: 'add mul mod',
  list: 'add mul',
  tuple: 'add mul',
  set: 'and or sub xor',
  dict: 'or',
  int: NUMERIC,
  bool: NUMERIC,
  float: 'add sub mul truediv floordiv mod pow',
};
const EQUALITY: Readonly<Record<string, CompareOperator>> = { eq: '==', ne: '!=' };
const ORDER: Readonly<Record<string, CompareOperator>> = { lt: '<', le: '<=', gt: '>', ge: '>=' };

function plain(a: Args, name: string): Value {
  return underlying(a.value(name));
}

function operators(kind: DataKind): NativeFunction[] {
  return SUPPORTED[kind]
    .split(' ')
    .flatMap((name) => [
      native(`__${name}__`, ['self', 'other'], (I, a) =>
        binary(I, OPERATORS[name]!, plain(a, 'self'), plain(a, 'other'), a.at),
      ),
      native(`__r${name}__`, ['self', 'other'], (I, a) =>
        binary(I, OPERATORS[name]!, plain(a, 'other'), plain(a, 'self'), a.at),
      ),
    ]);
}

function comparisons(kind: DataKind): NativeFunction[] {
  const known = kind === 'dict' ? EQUALITY : { ...EQUALITY, ...ORDER };
  return Object.entries(known).map(([name, operator]) =>
    native(`__${name}__`, ['self', 'other'], (I, a) => compare(I, operator, plain(a, 'self'), plain(a, 'other'), a.at)),
  );
}

/** `len(value)` of a builtin container or text; undefined: it has none. */
export function lengthOf(a: Args, value: Value): Value | undefined {
  switch (value.kind) {
    case 'str':
      return makeInt(a.I, pythonLength(value.value), a.at, [value]);
    case 'bytes':
      return makeInt(a.I, value.value.length, a.at, [value]);
    case 'list':
    case 'tuple':
      return value.open ?? makeInt(a.I, value.items.length, a.at, [value]);
    case 'set':
      return value.open ?? makeInt(a.I, value.items.size, a.at, [value]);
    case 'dict':
      return value.open ?? makeInt(a.I, value.entries.size, a.at, [value]);
    default:
      return undefined;
  }
}

/** `value[key]`, asking `__missing__` of classes derived from dict. */
function item(a: Args): Value {
  const self = a.value('self');
  const data = underlying(self);
  const key = a.value('key');
  if (self.kind === 'instance' && data.kind === 'dict' && !data.open && !dictGet(data, key)) {
    const missing = findAttribute(a.I, self, '__missing__', a.at);
    if (missing && missing.kind !== 'unknown') return callWith(a.I, missing, [key], a.at);
  }
  return getItem(a.I, data, key, a.at);
}

const CONTAINER: readonly NativeFunction[] = [
  native(
    '__len__',
    ['self'],
    (_, a) => lengthOf(a, plain(a, 'self')) ?? a.fail('TypeError', 'the object has no len()'),
  ),
  native('__contains__', ['self', 'item'], (I, a) => compare(I, 'in', plain(a, 'item'), plain(a, 'self'), a.at)),
  native('__iter__', ['self'], (I, a) => {
    const { items, open } = a.elements(plain(a, 'self'));
    const iterator = I.iterator(items, a.at, 'iterator');
    iterator.open = open;
    return iterator;
  }),
  native('__getitem__', ['self', 'key'], (_, a) => item(a)),
];

const CHANGEABLE: readonly NativeFunction[] = [
  native('__setitem__', ['self', 'key', 'value'], (I, a) => {
    setItem(I, plain(a, 'self'), a.value('key'), a.value('value'), a.at);
    return undefined;
  }),
  native('__delitem__', ['self', 'key'], (I, a) => {
    deleteItem(I, plain(a, 'self'), a.value('key'), a.at);
    return undefined;
  }),
];

const NUMBER: readonly NativeFunction[] = [
  native('__bool__', ['self'], (_, a) => a.number('self') !== 0),
  native('__int__', ['self'], (_, a) => Math.trunc(a.number('self'))),
  native('__index__', ['self'], (_, a) => a.int('self')),
];

const HASH = native('__hash__', ['self'], (_, a) => new Unknown('hashes differ from run to run', a.at));

/** The special methods of a builtin type, in the form class attributes have. */
export function dunders(kind: DataKind): readonly NativeFunction[] {
  const shared = [...operators(kind), ...comparisons(kind)];
  if (kind === 'int' || kind === 'float' || kind === 'bool') return [...shared, ...NUMBER, HASH];
  const changeable = kind === 'list' || kind === 'dict' ? CHANGEABLE : [HASH];
  return [...shared, ...CONTAINER, ...changeable];
}
