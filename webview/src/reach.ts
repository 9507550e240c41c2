// Who comes before and after whom in what is drawn, and the longest chain.

import { neighbours, reached } from '../../core/ir/reached';

/** Lines between nodes, by the keys of the nodes. */
export interface Links {
  readonly edges: readonly { readonly key: string; readonly from: string; readonly to: string }[];
}

/** A node with all nodes before it and all after it. */
export interface Reach {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export function reachOf(key: string, { edges }: Links): Reach {
  return {
    before: reached(key, neighbours(edges, 'to', 'from')),
    after: reached(key, neighbours(edges, 'from', 'to')),
  };
}

/** True if a line lies on a way through the node. */
export function isOnWay(edge: { from: string; to: string }, key: string, { before, after }: Reach): boolean {
  const isIn = (set: ReadonlySet<string>, one: string) => one === key || set.has(one);
  return (isIn(before, edge.from) && isIn(before, edge.to)) || (isIn(after, edge.from) && isIn(after, edge.to));
}

/**
 * The nodes of a longest chain, first to last. Nodes on a circle, and those that only follow one, are passed over.
 * @param weight how many tasks a node stands for
 */
export function longestChain(keys: readonly string[], { edges }: Links, weight: (key: string) => number): string[] {
  const below = neighbours(edges, 'from', 'to');
  const waitsFor = new Map([...neighbours(edges, 'to', 'from')].map(([key, above]) => [key, above.length]));
  const best = new Map<string, { readonly length: number; readonly from: string | undefined }>();
  const lengthOf = (key: string) => best.get(key)?.length ?? 0;
  const ready = keys.filter((key) => !waitsFor.has(key));
  for (const key of ready) {
    const length = lengthOf(key) + weight(key);
    best.set(key, { length, from: best.get(key)?.from });
    for (const next of below.get(key) ?? []) {
      if (length > lengthOf(next)) best.set(next, { length, from: key });
      const left = waitsFor.get(next)! - 1;
      waitsFor.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const last = ready.reduce<string | undefined>(
    (a, b) => (a === undefined || lengthOf(b) > lengthOf(a) ? b : a),
    undefined,
  );
  const chain: string[] = [];
  for (let key = last; key !== undefined; key = best.get(key)?.from) chain.unshift(key);
  return chain;
}
