// A layered layout of our own: frames are laid out from the inside out, each one as a box of the level around it.

import type { Box, Point } from '../../scene';
import { type Arrangement, type BoxGraph, type Line, MARGIN, type Route } from '../boxGraph';
import { blockOf } from './block';
import { type Link, levelNode } from './chains';
import { componentsOf } from './components';
import type { LevelNode } from './level';
import { type Packed, packed } from './pack';
import { type Level, LevelTree } from './tree';

/** Arranges boxes in layers from left to right. */
export async function arrangeInLayers(graph: BoxGraph): Promise<Arrangement> {
  return new Arranger(graph).arrange();
}

/** A level that is laid out. */
interface Done {
  readonly width: number;
  readonly height: number;
  /** Corners of the members, from the corner of the level. */
  readonly corners: ReadonlyMap<string, Point>;
  readonly labels: ReadonlyMap<string, Box>;
  /** By key of the line; from a box to the border: by `exit` and the box; from the border: by `entry` and the box. */
  readonly ways: ReadonlyMap<string, readonly Point[]>;
}

class Arranger {
  private readonly tree: LevelTree;
  private readonly boxes: ReadonlyMap<string, BoxGraph['boxes'][number]>;
  private readonly frames: ReadonlyMap<string, BoxGraph['frames'][number]>;
  private readonly done = new Map<string | undefined, Done>();

  constructor(private readonly graph: BoxGraph) {
    this.tree = new LevelTree(graph);
    this.boxes = new Map(graph.boxes.map((box) => [box.key, box]));
    this.frames = new Map(graph.frames.map((frame) => [frame.key, frame]));
  }

  arrange(): Arrangement {
    for (const level of this.tree.levels) this.done.set(level.frame, this.layOut(level));
    const { width, height } = this.done.get(undefined)!;
    const places = this.places();
    const routes = new Map(this.graph.lines.map((line) => [line.key, this.route(line, places)]));
    return { width, height, places, routes };
  }

  private layOut(level: Level): Done {
    const nodes = new Map(level.members.map((key) => [key, this.memberNode(key)]));
    const { links, ports } = this.links(level, nodes);
    const components = componentsOf([...nodes.values(), ...ports], links);
    const blocks = components.map(({ nodes, links }) => blockOf(nodes, links, this.graph.framePadding.left));
    if (level.frame === undefined) return finished(packed(blocks, PAGE, { width: 0, height: 0 }));
    const { minWidth, minHeight } = this.frames.get(level.frame)!;
    return finished(packed(blocks, this.graph.framePadding, { width: minWidth, height: minHeight }));
  }

  private memberNode(key: string): LevelNode {
    return levelNode('member', key, this.boxes.get(key) ?? this.done.get(key)!, 0, this.before(key));
  }

  /** The upper border before; that of a frame lies above those of its boxes. */
  private before(key: string): number | undefined {
    const box = this.boxes.get(key);
    if (box) return box.before?.y;
    const within = [...this.done.get(key)!.corners.keys()].flatMap((each) => this.before(each) ?? []);
    return within.length ? Math.min(...within) - this.graph.framePadding.top : undefined;
  }

  private links(level: Level, nodes: ReadonlyMap<string, LevelNode>): { links: Link[]; ports: LevelNode[] } {
    const end = (box: string, way: Way) => {
      const member = this.tree.memberAt(level.frame, box);
      return { node: nodes.get(member)!, at: this.portAt(member, box, way) };
    };
    const links = level.lines.map(({ key, from, to, label }): Link => {
      const [start, stop] = [end(from, 'exit'), end(to, 'entry')];
      return { key, from: start.node, to: stop.node, fromAt: start.at, toAt: stop.at, label };
    });
    const ports: LevelNode[] = [];
    for (const way of ['exit', 'entry'] as const) {
      for (const box of way === 'exit' ? level.exits : level.entries) {
        const port = levelNode(way, portKey(way, box), { width: 0, height: 0 });
        const { node, at } = end(box, way);
        ports.push(port);
        const ends =
          way === 'exit'
            ? { from: node, to: port, fromAt: at, toAt: 0 }
            : { from: port, to: node, fromAt: 0, toAt: at };
        links.push({ key: port.key, ...ends, label: undefined });
      }
    }
    return { links, ports };
  }

  /** How far below the upper border of a member the lines of a box leave or enter it. */
  private portAt(member: string, box: string, way: Way): number {
    if (member === box) return this.boxes.get(box)!.height / 2;
    const points = this.done.get(member)!.ways.get(portKey(way, box))!;
    return points.at(way === 'exit' ? -1 : 0)!.y;
  }

  private places(): Map<string, Box> {
    const places = new Map<string, Box>();
    const take = (frame: string | undefined, origin: Point) => {
      for (const [key, corner] of this.done.get(frame)!.corners) {
        const at = plus(origin, corner);
        places.set(key, { ...at, ...sizeOf(this.boxes.get(key) ?? this.done.get(key)!) });
        if (!this.boxes.has(key)) take(key, at);
      }
    };
    take(undefined, { x: 0, y: 0 });
    return places;
  }

  private route(line: Line, places: ReadonlyMap<string, Box>): Route {
    if (line.from === line.to) return { points: loop(places.get(line.from)!), label: undefined };
    const origin = (frame: string | undefined): Point => (frame === undefined ? { x: 0, y: 0 } : places.get(frame)!);
    const { left, entered } = this.tree.crossed(line);
    const around = this.tree.around(line.from);
    const common = around[1 + left.length];
    const moved = (frame: string | undefined, key: string) =>
      this.done
        .get(frame)!
        .ways.get(key)!
        .map((point) => plus(origin(frame), point));
    const points = [
      ...left.flatMap((frame) => moved(frame, portKey('exit', line.from))),
      ...moved(common, line.key),
      ...entered.flatMap((frame) => moved(frame, portKey('entry', line.to))),
    ];
    const label = this.done.get(common)!.labels.get(line.key);
    return { points: simplified(points), label: label && { ...label, ...plus(origin(common), label) } };
  }
}

type Way = 'exit' | 'entry';

const PAGE = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };

function portKey(way: Way, box: string): string {
  return `${way} ${box}`;
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}

/** A packed level by the keys of what stands there. Lines to the border are made so long that they reach it. */
function finished({ width, height, blocks }: Packed): Done {
  const corners = new Map<string, Point>();
  const labels = new Map<string, Box>();
  const ways = new Map<string, readonly Point[]>();
  for (const { block, at } of blocks) {
    for (const [node, corner] of block.corners) {
      if (node.kind === 'member') corners.set(node.key, plus(at, corner));
      if (node.kind === 'label') labels.set(node.key, { ...plus(at, corner), ...sizeOf(node) });
    }
    for (const { key, points } of block.ways) {
      const moved = points.map((point) => plus(at, point));
      if (key.startsWith('exit ')) moved.push({ x: width, y: moved.at(-1)!.y });
      ways.set(key, moved);
    }
  }
  return { width, height, corners, labels, ways };
}

/** Over the top of a box, from its right side to its left one. */
function loop({ x, y, width, height }: Box): Point[] {
  const [middle, above] = [y + height / 2, y - 9];
  return [
    { x: x + width, y: middle },
    { x: x + width, y: above },
    { x, y: above },
    { x, y: middle },
  ];
}

/** Without points that change nothing. */
function simplified(points: readonly Point[]): Point[] {
  const found: Point[] = [];
  for (const point of points) {
    const [before, last] = [found.at(-2), found.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    if (before && last && before.y === last.y && last.y === point.y) found.pop();
    found.push(point);
  }
  return found;
}
