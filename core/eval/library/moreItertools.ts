// more_itertools, as far as DAG factories use it.

import type { Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { moduleOf, native } from './define';

/** The element that `pick` takes of an iterable that is known, else the default. */
function elementOr(a: Args, pick: (items: readonly Value[]) => Value | undefined): Value {
  const { items, open } = a.elements(a.value('iterable'));
  if (open) throw new NotKnown(open);
  return pick(items) ?? a.find('default') ?? a.fail('ValueError', `${a.name}() was called on an empty iterable`);
}

export const MORE_ITERTOOLS_MODULE: ReadonlyMap<string, Value> = moduleOf([
  native('first', ['iterable', 'default?'], (_, a) => elementOr(a, (items) => items[0])),
  native('last', ['iterable', 'default?'], (_, a) => elementOr(a, (items) => items.at(-1))),
]);
