// Builtins that loop: len, enumerate, zip, map, sorted, sum, any …

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { orderOf } from '../comparison';
import { equal } from '../equality';
import { LIMITS } from '../interpreter';
import type { Items } from '../iterate';
import { binary } from '../operators';
import { truth } from '../truth';
import { IntValue, IteratorValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeList, makeTuple, native, pure } from './define';
import { lengthOf } from './dunders';
import { advance } from './methods';
import { sortItems, sortKeys } from './sorting';
import { underlying } from './underlying';

/** An iterator over these elements. */
export function iterator(a: Args, items: readonly Value[], typeName: string, open?: Unknown): IteratorValue {
  a.I.spend(items.length);
  const made = new IteratorValue(items, a.at, a.I.home, typeName);
  made.open = open;
  return made;
}

/** Elements side by side, as far as all are known to go. */
/** `strict`: as `zip(strict=True)`, which refuses lengths that differ. */
export function zipItems(
  a: Args,
  sources: readonly Value[],
  strict = false,
): { rows: Value[][]; open: Unknown | undefined } {
  const all: readonly Items[] = sources.map((source) => a.elements(source));
  const closed = all.filter((items) => !items.open).map((items) => items.items.length);
  const known = Math.min(...all.map((items) => items.items.length));
  const length = all.length ? known : 0;
  const rows = Array.from({ length }, (_, index) => all.map((items) => items.items[index]!));
  const open = all.find((items) => items.open)?.open;
  if (strict && !open && all.some((items) => items.items.length !== length))
    a.raise('ValueError', 'zip() arguments have different lengths');
  return { rows, open: open && !(closed.length && Math.min(...closed) <= length) ? open : undefined };
}

const length = pure('len', ['object'], (_, a) => {
  const plain = a.known('object');
  const known = lengthOf(a, plain);
  if (known) return known;
  const members = plain.kind === 'class' ? findAttribute(a.I, plain, '__members__', a.at) : undefined;
  if (members) return lengthOf(a, members);
  const method = plain.kind === 'class' ? undefined : findAttribute(a.I, plain, '__len__', a.at);
  if (!method) return a.fail('TypeError', `object of type '${plain.kind}' has no len()`);
  if (method.kind === 'unknown') throw new NotKnown(method);
  return callWith(a.I, method, [], a.at);
});

function enumerated(a: Args): Value {
  const { items, open } = a.elements(a.value('iterable'));
  const start = a.int('start');
  const pairs = items.map((item, index) =>
    makeTuple(a.I, [new IntValue(start + index, a.at, item.assumed), item], a.at),
  );
  return iterator(a, pairs, 'enumerate', open);
}

function zipped(a: Args): Value {
  const strict = a.keywords.get('strict');
  const { rows, open } = zipItems(a, a.rest, strict !== undefined && a.isTrue(strict));
  const tuples = rows.map((row) => makeTuple(a.I, row, a.at));
  return iterator(a, tuples, 'zip', open);
}

function mapped(a: Args): Value {
  const { rows, open } = zipItems(a, a.rest);
  const results = rows.map((row) => callWith(a.I, a.value('function'), row, a.at));
  return iterator(a, results, 'map', open);
}

/** The elements for which the test is true; an undecided one leaves the result open. */
export function filterItems(a: Args, test: Value | undefined, source: Value, wanted = true): IteratorValue {
  const { items, open } = a.elements(source);
  const kept: Value[] = [];
  let unclear = open;
  for (const item of items) {
    const result = test ? callWith(a.I, test, [item], a.at) : item;
    const answer = truth(a.I, result);
    if (answer === undefined) unclear ??= new Unknown('the test of an element is not known', a.at);
    else if (answer === wanted) kept.push(item);
  }
  return iterator(a, kept, 'filter', unclear);
}

function reversed(a: Args): Value {
  const plain = a.known('sequence');
  const method = plain.kind === 'instance' ? findAttribute(a.I, plain, '__reversed__', a.at) : undefined;
  if (method && method.kind !== 'unknown') return callWith(a.I, method, [], a.at);
  const { items, open } = a.elements(a.value('sequence'));
  return iterator(a, [...items].reverse(), 'reversed', open);
}

const sorted = native('sorted', ['iterable', '*', 'key=None', 'reverse=False'], (I, a) => {
  const { items, open } = a.elements(a.value('iterable'));
  const inOrder = sortItems(a, items, a.some('key'), a.truthy('reverse'));
  const list = makeList(I, inOrder ?? [...items], a.at, a.used);
  if (list.kind === 'list')
    list.open = open ?? (inOrder ? undefined : new Unknown('the order of the elements is not known', a.at));
  return list;
});

function extreme(name: string, sign: number): NativeFunction {
  return pure(name, ['first', '*more', 'key=None', 'default?'], (I, a) => {
    const items = a.rest.length ? [a.value('first'), ...a.rest] : a.items('first');
    if (!items.length) return a.find('default') ?? a.fail('ValueError', `${name}() arg is an empty sequence`);
    const keys = sortKeys(a, items, a.some('key'));
    let best = 0;
    for (let i = 1; i < items.length; i++) {
      const order = orderOf(I, keys[i]!, keys[best]!);
      if (order === undefined || Number.isNaN(order)) return oneOf(a, items);
      if (order * sign < 0) best = i;
    }
    return items[best]!;
  });
}

function oneOf(a: Args, items: readonly Value[]): Unknown {
  const unknown = items.find((item): item is Unknown => item.kind === 'unknown');
  const options = items.length <= 8 && !unknown ? items : undefined;
  return new Unknown(unknown?.because ?? 'compares values that are not known', a.at, { options });
}

function quantifier(name: string, decisive: boolean): NativeFunction {
  return native(name, ['iterable'], (I, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    const answers = items.map((item) => truth(I, item));
    if (answers.includes(decisive) && !open?.mayBeLess) return decisive;
    if (open) throw new NotKnown(open);
    const unclear = items[answers.indexOf(undefined)];
    if (unclear)
      return new Unknown(unclear.kind === 'unknown' ? unclear.because : 'tests a value that is not known', a.at);
    return !decisive;
  });
}

const next = native('next', ['iterator', 'default?'], (I, a) => {
  const iterator = a.known('iterator');
  if (iterator.kind === 'iterator') {
    return advance(a, iterator) ?? a.find('default') ?? a.fail('StopIteration', 'the iterator is at its end');
  }
  const method = findAttribute(I, iterator, '__next__', a.at);
  return method ? callWith(I, method, [], a.at) : a.fail('TypeError', 'the object is not an iterator');
});

/** `iter(function, sentinel)`: what calling the function gives, until it gives the sentinel. */
function callUntil(a: Args, sentinel: Value): Value {
  const items: Value[] = [];
  while (items.length < LIMITS.iterations) {
    const item = callWith(a.I, a.value('object'), [], a.at);
    const ends = equal(a.I, item, sentinel);
    if (ends === undefined) break;
    if (ends) return iterator(a, items, 'iterator');
    items.push(item);
  }
  return iterator(a, items, 'iterator', new Unknown('calls a function until it gives a certain value', a.at));
}

const iter = native('iter', ['object', 'sentinel?'], (_, a) => {
  const sentinel = a.find('sentinel');
  if (sentinel) return callUntil(a, sentinel);
  const object = underlying(a.value('object'));
  if (object.kind === 'iterator') return object;
  const { items, open } = a.elements(a.value('object'));
  return iterator(a, items, 'iterator', open);
});

/** Names of this file as builtins. */
export const ITERATION_BUILTINS: readonly NativeFunction[] = [
  length,
  native('enumerate', ['iterable', 'start=0'], (_, a) => enumerated(a)),
  native('zip', ['*iterables', '**options'], (_, a) => zipped(a)),
  native('map', ['function', '*iterables'], (_, a) => mapped(a)),
  native('filter', ['function', 'iterable'], (_, a) => filterItems(a, a.some('function'), a.value('iterable'))),
  native('reversed', ['sequence'], (_, a) => reversed(a)),
  sorted,
  extreme('min', 1),
  extreme('max', -1),
  quantifier('any', true),
  quantifier('all', false),
  native('sum', ['iterable', 'start=0'], (I, a) => {
    const items = a.items('iterable');
    return items.reduce<Value>((total, item) => binary(I, '+', total, item, a.at), a.value('start'));
  }),
  next,
  iter,
];
