// What `dict.keys()`, `.values()` and `.items()` give.

import type { BinaryOperator } from '../../syntax/ast';
import { binary } from '../operators';
import {
  type ClassValue,
  type DictValue,
  Instance,
  ListValue,
  type NativeFunction,
  Unknown,
  type Value,
} from '../values';
import type { Args } from './arguments';
import { defineClass, makeTuple, native } from './define';
import { dunders } from './dunders';
import { pythonRepr } from './repr';
import { elementsAsSet, isSubset } from './sets';
import { underlying, wrap } from './underlying';

export type ViewKind = 'keys' | 'values' | 'items';

const OPERATORS: Readonly<Record<string, BinaryOperator>> = { and: '&', or: '|', sub: '-', xor: '^' };

/** `a.keys() & b` and `b - a.keys()`: views of keys and items are sets. */
function setOperators(): NativeFunction[] {
  return Object.entries(OPERATORS).flatMap(([name, operator]) => [
    native(`__${name}__`, ['self', 'other'], (I, a) =>
      binary(I, operator, elementsAsSet(a, a.value('self')), elementsAsSet(a, a.value('other')), a.at),
    ),
    native(`__r${name}__`, ['self', 'other'], (I, a) =>
      binary(I, operator, elementsAsSet(a, a.value('other')), elementsAsSet(a, a.value('self')), a.at),
    ),
  ]);
}

const equals = native('__eq__', ['self', 'other'], (_, a) => {
  const [left, right] = [elementsAsSet(a, a.value('self')), elementsAsSet(a, a.value('other'))];
  return left.open ?? right.open ?? (left.items.size === right.items.size && isSubset(left, right));
});

function viewClass(kind: ViewKind): ClassValue {
  const name = `dict_${kind}`;
  const repr = native('__repr__', ['self'], (I, a) => {
    const text = pythonRepr(I, underlying(a.value('self')));
    if (text === undefined) return new Unknown('the text of the dict is not known', a.at);
    return `${name}(${text})`;
  });
  const asSets = kind === 'values' ? [] : [...setOperators(), equals];
  const inherited = dunders('list').filter((method) => /^__(len|contains|iter)__$/.test(method.name));
  return defineClass(name, { module: 'builtins', methods: [...inherited, ...asSets, repr] });
}

const CLASSES: Readonly<Record<ViewKind, ClassValue>> = {
  keys: viewClass('keys'),
  values: viewClass('values'),
  items: viewClass('items'),
};

/** A view, as of now: it does not follow later changes of the dict. */
export function makeView(a: Args, kind: ViewKind, dict: DictValue): Value {
  a.I.spend(dict.entries.size);
  const items = [...dict.entries.values()].map((entry) => {
    if (kind === 'items') return makeTuple(a.I, [entry.key, entry.value], a.at, [entry.value]);
    return kind === 'keys' ? entry.key : entry.value;
  });
  const list = new ListValue(items, a.at, a.I.home, a.I.taint([dict]));
  list.open = dict.open;
  return wrap(new Instance(CLASSES[kind], a.at, a.I.home, a.I.taint([dict])), list);
}
