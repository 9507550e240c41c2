// `sorted`, `list.sort`, `min` and `max`.

import { callWith } from '../calls';
import { orderOf } from '../comparison';
import type { Value } from '../values';
import type { Args } from './arguments';

/** The sort key of each element. */
export function sortKeys(a: Args, items: readonly Value[], key: Value | undefined): readonly Value[] {
  return key ? items.map((item) => callWith(a.I, key, [item], a.at)) : items;
}

/** The elements in Python's order (stable); undefined where some of them cannot be compared, or are not known. */
export function sortItems(
  a: Args,
  items: readonly Value[],
  key: Value | undefined,
  reverse: boolean,
): Value[] | undefined {
  const keys = sortKeys(a, items, key);
  const order = items.map((_, index) => index);
  a.I.spend(Math.ceil(items.length * Math.log2(items.length + 2)));
  let known = true;
  order.sort((left, right) => {
    const result = known ? orderOf(a.I, keys[left]!, keys[right]!) : 0;
    if (result === undefined) known = false;
    return reverse ? -(result ?? 0) : (result ?? 0);
  });
  return known ? order.map((index) => items[index]!) : undefined;
}
