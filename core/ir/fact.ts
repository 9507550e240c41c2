// A fact of a DAG: known, or not known with the reason.

import type { Origin } from '../text/span';

export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly at: Origin;
  /** Why the value is only assumed (a default, a Variables file …): it may draw the graph, never an error. */
  readonly assumed?: string | undefined;
}

export interface NotKnown {
  readonly known: false;
  readonly because: string;
  readonly at: Origin;
}

export type Fact<T> = Known<T> | NotKnown;

export function known<T>(value: T, at: Origin, assumed?: string): Known<T> {
  return assumed === undefined ? { known: true, value, at } : { known: true, value, at, assumed };
}

export function notKnown(because: string, at: Origin): NotKnown {
  return { known: false, because, at };
}

/** The value if it is certain: known, and not just assumed. */
export function certain<T>(fact: Fact<T>): T | undefined {
  return fact.known && fact.assumed === undefined ? fact.value : undefined;
}

/** The value if it is known at all, assumed or not. */
export function knownValue<T>(fact: Fact<T>): T | undefined {
  return fact.known ? fact.value : undefined;
}
