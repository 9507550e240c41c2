// A graph of boxes in frames, as levels: what stands directly in each frame, and which lines begin, end or run there.

import type { BoxGraph, Line } from '../boxGraph';

/** What stands directly in one frame, or in none. */
export interface Level {
  /** Key of the frame; undefined: the outermost level. */
  readonly frame: string | undefined;
  /** Keys of boxes and frames, in the order of the boxes. */
  readonly members: string[];
  /** Lines whose ends are in different members of this level. */
  readonly lines: Line[];
  /** Lines from a box to itself. */
  readonly loops: Line[];
  /** Boxes within, however deep, with lines that leave the frame. */
  readonly exits: Set<string>;
  /** Boxes within with lines that come from outside. */
  readonly entries: Set<string>;
}

export class LevelTree {
  /** Inner ones before those around them. */
  readonly levels: readonly Level[];
  private readonly parents: ReadonlyMap<string, string | undefined>;

  constructor(graph: BoxGraph) {
    this.parents = new Map([...graph.frames, ...graph.boxes].map(({ key, parent }) => [key, parent]));
    const levels = new Map<string | undefined, Level>([[undefined, emptyLevel(undefined)]]);
    for (const { key } of graph.frames) levels.set(key, emptyLevel(key));
    this.fill(graph, levels);
    for (const line of graph.lines) this.lift(line, levels);
    this.levels = [...levels.values()].reverse();
  }

  /** The member of a level that is a box or holds it. */
  memberAt(frame: string | undefined, box: string): string {
    const around = this.around(box);
    return around[around.indexOf(frame) - 1]!;
  }

  /** A box and the frames around it, innermost first; undefined at the end is the outermost level. */
  around(box: string): (string | undefined)[] {
    const found: (string | undefined)[] = [box];
    for (let next = this.parents.get(box); next !== undefined; next = this.parents.get(next)) found.push(next);
    return [...found, undefined];
  }

  /** The frames that a line leaves, innermost first, and those that it enters, outermost first. */
  crossed({ from, to }: Line): { readonly left: string[]; readonly entered: string[] } {
    const [up, down] = [this.around(from).slice(1), this.around(to).slice(1)];
    const left = up.filter((frame) => !down.includes(frame));
    const entered = down.filter((frame) => !up.includes(frame)).reverse();
    return { left: left as string[], entered: entered as string[] };
  }

  private fill(graph: BoxGraph, levels: ReadonlyMap<string | undefined, Level>): void {
    const seen = new Set<string>();
    for (const { key } of graph.boxes) {
      const around = this.around(key);
      for (const [index, member] of around.slice(0, -1).entries()) {
        if (seen.has(member!)) break;
        seen.add(member!);
        levels.get(around[index + 1])!.members.push(member!);
      }
    }
  }

  private lift(line: Line, levels: ReadonlyMap<string | undefined, Level>): void {
    const { left, entered } = this.crossed(line);
    for (const frame of left) levels.get(frame)!.exits.add(line.from);
    for (const frame of entered) levels.get(frame)!.entries.add(line.to);
    const common = left.length ? this.parents.get(left.at(-1)!) : this.parents.get(line.from);
    const level = levels.get(common)!;
    (line.from === line.to ? level.loops : level.lines).push(line);
  }
}

function emptyLevel(frame: string | undefined): Level {
  return { frame, members: [], lines: [], loops: [], exits: new Set(), entries: new Set() };
}
