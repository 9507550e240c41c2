// Who comes before and after whom in what is drawn, and the longest chain.

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
  return { before: reached(key, neighbours(edges, 'to', 'from')), after: reached(key, neighbours(edges, 'from', 'to')) };
}

/** True if a line lies on a way through the node. */
export function isOnWay(edge: { from: string; to: string }, key: string, { before, after }: Reach): boolean {
  const isIn = (set: ReadonlySet<string>, one: string) => one === key || set.has(one);
  return (isIn(before, edge.from) && isIn(before, edge.to)) || (isIn(after, edge.from) && isIn(after, edge.to));
}

/**
 * The nodes of a longest chain, first to last. `weight`: how many tasks a node stands for. Lines that close a circle are passed
 * over.
 */
export function longestChain(keys: readonly string[], { edges }: Links, weight: (key: string) => number): string[] {
  const above = neighbours(edges, 'to', 'from');
  const best = new Map<string, { length: number; from: string | undefined }>();
  const visiting = new Set<string>();
  const lengthTo = (key: string): number => {
    const known = best.get(key);
    if (known) return known.length;
    visiting.add(key);
    let longest: { length: number; from: string | undefined } = { length: 0, from: undefined };
    for (const before of above.get(key) ?? []) {
      if (visiting.has(before)) continue;
      const length = lengthTo(before);
      if (length > longest.length) longest = { length, from: before };
    }
    visiting.delete(key);
    best.set(key, { length: longest.length + weight(key), from: longest.from });
    return longest.length + weight(key);
  };
  const last = keys.reduce<string | undefined>((a, b) => (a === undefined || lengthTo(b) > lengthTo(a) ? b : a), undefined);
  const chain: string[] = [];
  for (let key = last; key !== undefined; key = best.get(key)?.from) chain.unshift(key);
  return chain;
}

function neighbours(edges: Links['edges'], of: 'from' | 'to', other: 'from' | 'to'): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const list = found.get(edge[of]);
    if (list) list.push(edge[other]);
    else found.set(edge[of], [edge[other]]);
  }
  return found;
}

function reached(from: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const each of next.get(key) ?? []) {
      if (found.has(each)) continue;
      found.add(each);
      open.push(each);
    }
  }
  return found;
}
