// Where in a file something is made, as an editor lists it.

import type { Origin } from '../text/span';

/** The place of a DAG, a group or a task in a file: where it is made, or what leads there; undefined: it is made elsewhere. */
export function placeIn(
  uri: string,
  { at, via }: { readonly at: Origin; readonly via: Origin | undefined },
): Origin | undefined {
  return [at, via].find((each) => each?.uri === uri);
}

/** Sorts by place. */
export function inOrder<T extends { readonly at: Origin }>(items: T[]): T[] {
  return items.sort((a, b) => a.at.start - b.at.start);
}
