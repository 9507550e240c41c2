// What `dict(…)` and `dict.update(…)` take: mappings and iterables of pairs.

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { iterate } from '../iterate';
import { getItem } from '../subscript';
import type { Unknown, Value } from '../values';
import type { Args } from './arguments';
import { underlying } from './underlying';

export interface Pairs {
  readonly pairs: readonly (readonly [Value, Value])[];
  /** Why there may be more. */
  readonly open: Unknown | undefined;
}

/** The pairs of a mapping or of an iterable of pairs; what is not known leaves them open. */
export function iteratePairs(a: Args, source: Value): Pairs {
  const plain = underlying(source);
  if (plain.kind === 'unknown') return { pairs: [], open: plain };
  if (plain.kind === 'dict') {
    a.I.spend(plain.entries.size);
    return { pairs: [...plain.entries.values()].map(({ key, value }) => [key, value] as const), open: plain.open };
  }
  const keys = plain.kind === 'instance' ? findAttribute(a.I, plain, 'keys', a.at) : undefined;
  if (keys?.kind === 'unknown') return { pairs: [], open: keys };
  if (keys) {
    const found = a.elements(callWith(a.I, keys, [], a.at));
    return { pairs: found.items.map((key) => [key, getItem(a.I, plain, key, a.at)] as const), open: found.open };
  }
  return fromElements(a, plain);
}

function fromElements(a: Args, source: Value): Pairs {
  const { items, open } = a.elements(source);
  const pairs: (readonly [Value, Value])[] = [];
  let unclear = open;
  for (const item of items) {
    const pair = iterate(a.I, item, a.at);
    if (pair.open) unclear ??= pair.open;
    else if (pair.items.length === 2) pairs.push([pair.items[0]!, pair.items[1]!]);
    else unclear ??= a.fail('ValueError', 'dictionary update sequence element does not have length 2');
  }
  return { pairs, open: unclear };
}
