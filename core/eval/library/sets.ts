// Methods of set and frozenset.

import { keyOf, makeSet, setAdd } from '../keys';
import { type NativeFunction, SetValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { native } from './define';
import { change } from './sequences';

function self(a: Args): SetValue {
  const value = a.known('self');
  return value.kind === 'set' ? value : a.raise('TypeError', `${a.name}() needs a set`);
}

function changing(a: Args): SetValue {
  const set = self(a);
  a.I.touch(set);
  return set;
}

/** Any iterable as a set. */
function asSet(a: Args, value: Value): SetValue {
  const plain = a.read(value);
  return plain.kind === 'set' ? plain : elementsAsSet(a, value);
}

/** A new set of the elements of any iterable. */
export function elementsAsSet(a: Args, iterable: Value, frozen = false): SetValue {
  const { items, open } = a.elements(iterable);
  const set = makeSet(a.I, items, a.at, frozen);
  set.open ??= open;
  return set;
}

type Keep = (left: SetValue, right: SetValue, key: string) => boolean;

const KEEP: Readonly<Record<string, Keep>> = {
  union: () => true,
  intersection: (left, right, key) => left.items.has(key) && right.items.has(key),
  difference: (left, right, key) => left.items.has(key) && !right.items.has(key),
  symmetric_difference: (left, right, key) => left.items.has(key) !== right.items.has(key),
};

function combine(a: Args, keep: Keep): SetValue {
  let left = self(a);
  for (const other of a.rest) {
    const right = asSet(a, other);
    const entries = [...left.items, ...right.items].filter(([key]) => keep(left, right, key));
    const next = new SetValue(new Map(entries), a.at, a.I.home, a.I.taint(a.used), left.frozen);
    next.open = left.open ?? right.open;
    left = next;
  }
  return left;
}

function algebra(name: string, keep: Keep): NativeFunction[] {
  const update = name === 'union' ? 'update' : `${name}_update`;
  return [
    native(name, ['self', '*others'], (_, a) => {
      const result = combine(a, keep);
      return result === a.known('self') ? copyOf(a, result) : result;
    }),
    change(update, ['*others'], (_, a) => {
      const result = combine(a, keep);
      const set = changing(a);
      set.items = new Map(result.items);
      set.open = result.open;
      return undefined;
    }),
  ];
}

function copyOf(a: Args, set: SetValue): SetValue {
  const copy = new SetValue(new Map(set.items), a.at, a.I.home, a.I.taint(a.used), set.frozen);
  copy.open = set.open;
  return copy;
}

/** `issubset` and kin: known only if both sides are. */
function relation(name: string, holds: (left: SetValue, right: SetValue) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const [left, right] = [self(a), asSet(a, a.value('other'))];
    const open = left.open ?? right.open;
    if (open) throw new NotKnown(open);
    return holds(left, right);
  });
}

/** True if every element of `left` is in `right`. */
export function isSubset(left: SetValue, right: SetValue): boolean {
  return [...left.items.keys()].every((key) => right.items.has(key));
}

function remove(a: Args, mustExist: boolean): undefined {
  const set = changing(a);
  const key = keyOf(a.known('element'));
  if (key === undefined) throw new NotKnown(new Unknown('removes an element that is not known', a.at));
  if (!set.items.delete(key) && mustExist && !set.open) a.raise('KeyError', 'the element is not in the set');
  return undefined;
}

export const SET_METHODS: readonly NativeFunction[] = [
  ...Object.entries(KEEP).flatMap(([name, keep]) => algebra(name, keep)),
  relation('issubset', isSubset),
  relation('issuperset', (left, right) => isSubset(right, left)),
  relation('isdisjoint', (left, right) => ![...left.items.keys()].some((key) => right.items.has(key))),
  native('copy', ['self'], (_, a) => copyOf(a, self(a))),
  change('add', ['element'], (I, a) => {
    setAdd(I, self(a), a.value('element'));
    return undefined;
  }),
  change('remove', ['element'], (_, a) => remove(a, true)),
  change('discard', ['element'], (_, a) => remove(a, false)),
  change('clear', [], (_, a) => {
    const set = changing(a);
    set.items = new Map();
    if (!set.open?.mayBeLess) set.open = undefined;
    return undefined;
  }),
  change('pop', [], (_, a) => {
    const set = changing(a);
    if (set.items.size === 0 && !set.open) return a.fail('KeyError', 'pop from an empty set');
    if (set.items.size !== 1 || set.open) throw new NotKnown(new Unknown('takes any element of a set', a.at));
    const [key, value] = [...set.items][0]!;
    set.items.delete(key);
    return value;
  }),
];
