// The order that a level had in the drawing before, so that what a reader knows stays where it was.

import type { Layered, LevelNode } from './level';

/** The layers by where their nodes were; undefined where most are new. New ones come to stand beside what they are joined to. */
export function formerOrder({ layers }: Layered): LevelNode[][] | undefined {
  const members = layers.flat().filter(({ kind }) => kind === 'member');
  const known = members.filter(({ before }) => before !== undefined);
  if (known.length < 2 || known.length * 2 < members.length) return undefined;
  const fromLeft = wishes(layers, (node, found) =>
    node.left.flatMap(({ from, fromAt, toAt }) => (found.get(from) ?? Number.NaN) + fromAt - toAt),
  );
  const fromRight = wishes(layers.toReversed(), (node, found) =>
    node.right.flatMap(({ to, fromAt, toAt }) => (found.get(to) ?? Number.NaN) + toAt - fromAt),
  );
  const wish = (node: LevelNode) => (mean([fromLeft.get(node), fromRight.get(node)]) ?? LAST) + node.height / 2;
  return layers.map((layer) => layer.toSorted((a, b) => wish(a) - wish(b)));
}

const LAST = 1e9;

/** The upper border that a node had, else the one that suits those on one side of it, however far. */
function wishes(
  layers: readonly (readonly LevelNode[])[],
  beside: (node: LevelNode, found: ReadonlyMap<LevelNode, number>) => readonly number[],
): Map<LevelNode, number> {
  const found = new Map<LevelNode, number>();
  for (const node of layers.flat()) {
    const wish = node.before ?? mean(beside(node, found));
    if (wish !== undefined) found.set(node, wish);
  }
  return found;
}

/** Of those values that are known. */
function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined;
}
