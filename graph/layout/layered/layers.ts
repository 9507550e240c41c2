// Which layer each member of a level stands in: behind all that it follows, and no further from what follows it than needed.

/** A wish: `to` stands at least `length` layers behind `from`. Members are numbers. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** The indexes of the arcs that close a circle. Without them there is none. Depth first, in the order of the members. */
export function backArcs(count: number, arcs: readonly Arc[]): Set<number> {
  const out = indexesBy(count, arcs, 'from');
  const state = new Uint8Array(count);
  const back = new Set<number>();
  for (const start of startOrder(count, arcs)) {
    if (state[start]) continue;
    const stack = [{ at: start, next: 0 }];
    state[start] = 1;
    while (stack.length) {
      const top = stack[stack.length - 1]!;
      const index = out[top.at]![top.next++];
      if (index === undefined) {
        state[top.at] = 2;
        stack.pop();
        continue;
      }
      const to = arcs[index]!.to;
      if (state[to] === 1) back.add(index);
      else if (!state[to]) {
        state[to] = 1;
        stack.push({ at: to, next: 0 });
      }
    }
  }
  return back;
}

/** What follows nothing comes first: from there a circle is cut where a reader would cut it. */
function startOrder(count: number, arcs: readonly Arc[]): number[] {
  const followers = new Set(arcs.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const all = Array.from({ length: count }, (_, index) => index);
  return [...all.filter((each) => !followers.has(each)), ...all.filter((each) => followers.has(each))];
}

/** The layer of each member, from 0; `arcs` have no circle. */
export function layersOf(count: number, arcs: readonly Arc[]): Int32Array {
  const into = indexesBy(count, arcs, 'to');
  const out = indexesBy(count, arcs, 'from');
  const sorted = topological(count, arcs, out);
  const layers = new Int32Array(count);
  for (const at of sorted) {
    for (const index of into[at]!) layers[at] = Math.max(layers[at]!, layers[arcs[index]!.from]! + arcs[index]!.length);
  }
  for (const at of sorted.toReversed()) {
    if (out[at]!.length > into[at]!.length) layers[at] = latest(arcs, out[at]!, layers);
  }
  return layers;
}

/** As near as possible to what follows. */
function latest(arcs: readonly Arc[], out: readonly number[], layers: Int32Array): number {
  return Math.min(...out.map((index) => layers[arcs[index]!.to]! - arcs[index]!.length));
}

function topological(count: number, arcs: readonly Arc[], out: readonly (readonly number[])[]): number[] {
  const waiting = new Int32Array(count);
  for (const { to } of arcs) waiting[to]!++;
  const sorted = Array.from({ length: count }, (_, index) => index).filter((index) => !waiting[index]);
  for (let next = 0; next < sorted.length; next++) {
    for (const index of out[sorted[next]!]!) {
      const { to } = arcs[index]!;
      if (--waiting[to]! === 0) sorted.push(to);
    }
  }
  return sorted;
}

function indexesBy(count: number, arcs: readonly Arc[], end: 'from' | 'to'): number[][] {
  const found = Array.from({ length: count }, (): number[] => []);
  for (const [index, arc] of arcs.entries()) found[arc[end]]!.push(index);
  return found;
}
