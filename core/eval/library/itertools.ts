// The module itertools. Everything is worked out at once; endless iterators stay open.

import { callWith } from '../calls';
import { equal } from '../equality';
import { LIMITS } from '../interpreter';
import { binary } from '../operators';
import { truth } from '../truth';
import { type IteratorValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeTuple, moduleOf, native } from './define';
import { filterItems, iterator, zipItems } from './iterationBuiltins';

const ENDLESS = 'the iterator never ends';

function tuples(a: Args, rows: readonly (readonly Value[])[], open?: Unknown): Value {
  return iterator(
    a,
    rows.map((row) => makeTuple(a.I, row, a.at)),
    'iterator',
    open,
  );
}

function chain(a: Args, sources: readonly Value[], outerOpen?: Unknown): Value {
  const all: Value[] = [];
  let open = outerOpen;
  for (const source of sources) {
    const elements = a.elements(source);
    all.push(...elements.items);
    open ??= elements.open;
  }
  return iterator(a, all, 'iterator', open);
}

/** All ways to pick one of each pool, the last one fastest. Bounded. */
function product(a: Args, pools: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return pools.reduce<readonly (readonly Value[])[]>(
    (rows, pool) => {
      bounded(a, rows.length * pool.length);
      return rows.flatMap((row) => pool.map((item) => [...row, item]));
    },
    [[]],
  );
}

function bounded(a: Args, count: number): void {
  a.I.spend(Math.min(count, LIMITS.iterations));
  if (count > LIMITS.iterations) throw new NotKnown(new Unknown('the combinations are too many to go through', a.at));
}

type Pick = (indices: readonly number[], next: number) => boolean;

/** Picks `size` indices out of `length`, in order, as far as `may` allows the next one. */
function picks(a: Args, length: number, size: number, may: Pick): number[][] {
  let rows: number[][] = [[]];
  for (let i = 0; i < size; i++) {
    rows = rows.flatMap((row) =>
      Array.from({ length }, (_, next) => next)
        .filter((next) => may(row, next))
        .map((next) => [...row, next]),
    );
    bounded(a, rows.length);
  }
  return rows;
}

function combinatoric(name: string, may: Pick): NativeFunction {
  return native(name, ['iterable', 'r=None'], (_, a) => {
    const items = a.items('iterable');
    const rows = picks(a, items.length, a.intOr('r') ?? items.length, may);
    return tuples(
      a,
      rows.map((row) => row.map((index) => items[index]!)),
    );
  });
}

function slice(a: Args): Value {
  const [start, stop, step] = a.rest.length === 1 ? [undefined, a.rest[0], undefined] : a.rest;
  const number = (value: Value | undefined, usual: number) =>
    value === undefined || value.kind === 'none' ? usual : intOf(a, value);
  const source = a.value('iterable');
  const [from, to, by] = [number(start, 0), number(stop, Number.POSITIVE_INFINITY), number(step, 1)];
  if (source.kind === 'iterator') return takeFrom(a, source, from, to, by);
  const { items, open } = a.elements(source);
  const closed = to <= items.length;
  return iterator(
    a,
    items.slice(from, to).filter((_, index) => index % by === 0),
    'iterator',
    closed ? undefined : open,
  );
}

/** Only as much of an iterator is used up as the slice needs. */
function takeFrom(a: Args, source: IteratorValue, from: number, to: number, by: number): Value {
  a.I.touch(source);
  const rest = source.items.slice(source.next);
  source.next += Math.min(rest.length, to);
  const open = to <= rest.length ? undefined : source.open;
  return iterator(
    a,
    rest.slice(from, to).filter((_, index) => index % by === 0),
    'iterator',
    open,
  );
}

function intOf(a: Args, value: Value): number {
  const plain = a.read(value);
  return plain.kind === 'int' ? plain.value : a.raise('TypeError', 'islice() needs integers');
}

function zipLongest(a: Args): Value {
  const all = a.rest.map((source) => a.elements(source));
  const open = all.find((items) => items.open)?.open;
  const fill = a.keywords.get('fillvalue') ?? a.I.none(a.at);
  const length = Math.max(0, ...all.map((items) => items.items.length));
  const rows = Array.from({ length }, (_, index) => all.map((items) => items.items[index] ?? fill));
  return tuples(a, rows, open);
}

/** Neighbours with the same key, as one list each; Python's groups end when the next one begins, ours stay. */
function groupBy(a: Args): Value {
  const { items, open } = a.elements(a.value('iterable'));
  const key = a.some('key');
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of items) {
    const itsKey = key ? callWith(a.I, key, [item], a.at) : item;
    const last = groups.at(-1);
    const same = last && equal(a.I, last.key, itsKey);
    if (last && same === undefined) throw new NotKnown(new Unknown('groups by a key that is not known', a.at));
    if (same) last!.items.push(item);
    else groups.push({ key: itsKey, items: [item] });
  }
  return tuples(
    a,
    groups.map((group) => [group.key, iterator(a, group.items, 'iterator')]),
    open,
  );
}

function accumulate(a: Args): Value {
  const { items, open } = a.elements(a.value('iterable'));
  const step = a.some('func');
  const totals: Value[] = [];
  const initial = a.some('initial');
  for (const item of initial ? [initial, ...items] : items) {
    const last = totals.at(-1);
    totals.push(!last ? item : step ? callWith(a.I, step, [last, item], a.at) : binary(a.I, '+', last, item, a.at));
  }
  return iterator(a, totals, 'iterator', open);
}

/** The elements up to (or from) the first for which the test fails. */
function prefix(name: string, takes: boolean): NativeFunction {
  return native(name, ['predicate', 'iterable'], (I, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    const answers = items.map((item) => truth(I, callWith(I, a.value('predicate'), [item], a.at)));
    const end = answers.findIndex((answer) => answer !== true);
    if (end >= 0 && answers[end] === undefined)
      throw new NotKnown(new Unknown('tests a value that is not known', a.at));
    const split = end < 0 ? items.length : end;
    return iterator(
      a,
      takes ? items.slice(0, split) : items.slice(split),
      'iterator',
      takes && end >= 0 ? undefined : open,
    );
  });
}

function endless(a: Args, first: readonly Value[]): Value {
  return iterator(a, first, 'iterator', new Unknown(ENDLESS, a.at));
}

/** Enough of an endless iterator for what code usually takes of it. */
const FIRST = 1000;

function count(a: Args): Value {
  const start = a.known('start');
  const items: Value[] = [];
  let next: Value = start;
  for (let i = 0; i < FIRST; i++) {
    items.push(next);
    next = binary(a.I, '+', next, a.value('step'), a.at);
  }
  return endless(a, items);
}

function cycle(a: Args): Value {
  const items = a.items('iterable');
  if (!items.length) return iterator(a, [], 'iterator');
  return endless(
    a,
    Array.from({ length: FIRST }, (_, index) => items[index % items.length]!),
  );
}

const CHAIN: NativeFunction = native('chain', ['*iterables'], (_, a) => chain(a, a.rest));
CHAIN.attributes.set(
  'from_iterable',
  native('from_iterable', ['iterable'], (_, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    return chain(a, items, open);
  }),
);

export const ITERTOOLS_MODULE = moduleOf([
  CHAIN,
  native('product', ['*iterables', '**options'], (_, a) => {
    const repeat = a.keywords.get('repeat');
    const pools = a.rest.map((source) => {
      const { items, open } = a.elements(source);
      if (open) throw new NotKnown(open);
      return items;
    });
    const times = repeat?.kind === 'int' ? Math.min(repeat.value, 20) : 1;
    return tuples(a, product(a, Array.from({ length: times }, () => pools).flat()));
  }),
  combinatoric('combinations', (row, next) => next > (row.at(-1) ?? -1)),
  combinatoric('combinations_with_replacement', (row, next) => next >= (row.at(-1) ?? 0)),
  combinatoric('permutations', (row, next) => !row.includes(next)),
  native('islice', ['iterable', '*bounds'], (_, a) => slice(a)),
  native('zip_longest', ['*iterables', '**options'], (_, a) => zipLongest(a)),
  native('groupby', ['iterable', 'key=None'], (_, a) => groupBy(a)),
  native('accumulate', ['iterable', 'func=None', 'initial=None'], (_, a) => accumulate(a)),
  native('starmap', ['function', 'iterable'], (I, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    const results = items.map((item) => callWith(I, a.value('function'), a.elements(item).items, a.at));
    return iterator(a, results, 'iterator', open);
  }),
  native('pairwise', ['iterable'], (_, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    return tuples(
      a,
      items.slice(1).map((item, index) => [items[index]!, item]),
      open,
    );
  }),
  native('batched', ['iterable', 'n'], (_, a) => {
    const [items, size] = [a.items('iterable'), Math.max(1, a.int('n'))];
    return tuples(
      a,
      Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size)),
    );
  }),
  prefix('takewhile', true),
  prefix('dropwhile', false),
  native('filterfalse', ['predicate', 'iterable'], (_, a) =>
    filterItems(a, a.some('predicate'), a.value('iterable'), false),
  ),
  native('compress', ['data', 'selectors'], (I, a) => {
    const { rows, open } = zipItems(a, [a.value('data'), a.value('selectors')]);
    return iterator(
      a,
      rows.filter(([, selector]) => truth(I, selector!) === true).map(([item]) => item!),
      'iterator',
      open,
    );
  }),
  native('repeat', ['object', 'times=None'], (_, a) => {
    const times = a.intOr('times');
    const first = Array.from({ length: Math.min(times ?? FIRST, LIMITS.iterations) }, () => a.value('object'));
    return times === undefined ? endless(a, first) : iterator(a, first, 'iterator');
  }),
  native('count', ['start=0', 'step=1'], (_, a) => count(a)),
  native('cycle', ['iterable'], (_, a) => cycle(a)),
  native('tee', ['iterable', 'n=2'], (I, a) => {
    const { items, open } = a.elements(a.value('iterable'));
    return makeTuple(
      I,
      Array.from({ length: Math.min(a.int('n'), 20) }, () => iterator(a, items, 'iterator', open)),
      a.at,
    );
  }),
]);
