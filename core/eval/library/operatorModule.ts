// The module operator.

import type { BinaryOperator, CompareOperator } from '../../syntax/ast';
import { getAttribute } from '../attributes';
import { callValue } from '../calls';
import { compare } from '../comparison';
import { augmented, binary, unary } from '../operators';
import { getItem, setItem } from '../subscript';
import type { NativeFunction, Value } from '../values';
import type { Args } from './arguments';
import { makeTuple, moduleOf, native, pure } from './define';

const BINARY: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  concat: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  and_: '&',
  or_: '|',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
};
const COMPARE: Readonly<Record<string, CompareOperator>> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  is_: 'is',
  is_not: 'is not',
};

/** A function that gets one thing for each of its arguments: itself if there is one, else a tuple. */
function getter(name: string, get: (a: Args, object: Value, wanted: Value) => Value): NativeFunction {
  return native(name, ['*wanted'], (_, outer) =>
    native('get', ['object'], (I, a) => {
      const found = outer.rest.map((wanted) => get(a, a.value('object'), wanted));
      return found.length === 1 ? found[0]! : makeTuple(I, found, a.at);
    }),
  );
}

function attribute(a: Args, object: Value, path: Value): Value {
  const text = a.read(path);
  if (text.kind !== 'str') return a.raise('TypeError', 'attribute name must be a string');
  return text.value.split('.').reduce((value, name) => getAttribute(a.I, value, name, a.at), object);
}

export const OPERATOR_MODULE = moduleOf([
  ...Object.entries(BINARY).map(([name, operator]) =>
    native(name, ['a', 'b'], (I, a) => binary(I, operator, a.value('a'), a.value('b'), a.at)),
  ),
  ...Object.entries(BINARY).map(([name, operator]) =>
    native(`i${name.replace('_', '')}`, ['a', 'b'], (I, a) => augmented(I, operator, a.value('a'), a.value('b'), a.at)),
  ),
  ...Object.entries(COMPARE).map(([name, operator]) =>
    native(name, ['a', 'b'], (I, a) => compare(I, operator, a.value('a'), a.value('b'), a.at)),
  ),
  native('contains', ['a', 'b'], (I, a) => compare(I, 'in', a.value('b'), a.value('a'), a.at)),
  native('neg', ['a'], (I, a) => unary(I, '-', a.value('a'), a.at)),
  native('pos', ['a'], (I, a) => unary(I, '+', a.value('a'), a.at)),
  native('invert', ['a'], (I, a) => unary(I, '~', a.value('a'), a.at)),
  pure('not_', ['a'], (_, a) => !a.truthy('a')),
  pure('truth', ['a'], (_, a) => a.truthy('a')),
  native('getitem', ['a', 'b'], (I, a) => getItem(I, a.value('a'), a.value('b'), a.at)),
  native('setitem', ['a', 'b', 'c'], (I, a) => {
    setItem(I, a.value('a'), a.value('b'), a.value('c'), a.at);
    return undefined;
  }),
  getter('itemgetter', (a, object, key) => getItem(a.I, object, key, a.at)),
  getter('attrgetter', attribute),
  native('methodcaller', ['name', '*args', '**kwargs'], (_, outer) =>
    native('call', ['object'], (I, a) => {
      const method = getAttribute(I, a.value('object'), outer.text('name'), a.at);
      return callValue(I, method, { ...a.call, args: outer.rest, kwargs: outer.keywords });
    }),
  ),
]);
