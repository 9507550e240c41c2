// The drawing on its stage: one scene follows another without things jumping under the reader's eyes.

import type { FindingView } from '../../../core/ir/dagView';
import type { Box, Scene, SceneGroup, SceneNode } from '../../../graph/scene';
import type { Decoration } from '../decorate';
import type { Words } from '../describe';
import { Minimap } from '../panels/minimap';
import type { Page } from '../panels/page';
import { endOfOrder } from '../readingOrder';
import { type Target, thingAt } from './hit';
import { Overview } from './overview';
import { Picture } from './picture';
import { type View, Viewport } from './viewport';
import { grown, holds } from './visible';

/** A scene, and what is needed to draw it. */
export interface Show {
  readonly scene: Scene;
  readonly findings: readonly FindingView[];
  /** Which DAG it is of: another one is fitted anew. */
  readonly name: string;
  /** Keys of the nodes to keep in place, the most important first. */
  readonly anchors: readonly string[];
}

/** Nodes and lines of a scene that is not drawn as a whole. */
const LARGE = 800;
/** Where a large scene is smaller than that, its texts cannot be read: it is painted. */
const FAR = 0.4;
/** Drawn around what is seen of a large scene, as a share of it. */
const MARGIN = 0.25;
/** Pixels of the screen beside a painted line that still are on it. */
const NEAR_LINE = 5;

export class Stage {
  readonly viewport: Viewport;
  private readonly picture: Picture;
  private readonly overview: Overview;
  private readonly minimap: Minimap;
  /** Which DAG is drawn. */
  name: string | undefined;
  private current: Scene | undefined;
  private findings: readonly FindingView[] = [];
  private nodes: ReadonlyMap<string, SceneNode> = new Map();
  /** What has elements: a part of the scene; undefined: all of it. */
  private drawnPart: Box | undefined;
  /** Keys of what has elements wherever it is, since it has the focus, or shall get it. */
  private kept: ReadonlySet<string> = new Set();
  /** Everything is shown, and shall be when the pane changes its size. */
  isFitted = true;
  /** … even where it is too small to read then. */
  private fitsWhole = false;
  private mapTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param moved is called when another part is seen */
  constructor(
    private readonly svg: SVGSVGElement,
    page: Page,
    moved: () => void,
  ) {
    this.picture = new Picture(svg);
    this.viewport = new Viewport(svg, this.picture.world);
    this.overview = new Overview(svg, this.viewport);
    page.stage.prepend(this.overview.element);
    this.minimap = new Minimap((point) => {
      this.isFitted = false;
      this.viewport.centre(point);
    });
    page.lowerRight.prepend(this.minimap.element);
    this.viewport.onMove((byUser) => {
      if (byUser) this.isFitted = false;
      this.look();
      moved();
    });
    new ResizeObserver(() => this.resized()).observe(svg);
    const themes = new MutationObserver(() => this.repaint());
    for (const element of [document.documentElement, document.body])
      themes.observe(element, { attributes: true, attributeFilter: ['class', 'style'] });
  }

  get scene(): Scene | undefined {
    return this.current;
  }

  /** Draws a scene. @param view where to begin with a DAG that was not shown before */
  show({ scene, findings, name, anchors }: Show, view?: View): void {
    const before = this.name === name ? this.current : undefined;
    const places = this.nodes;
    this.current = undefined;
    if (before?.direction !== scene.direction) this.begin(scene, before ? undefined : view);
    this.current = scene;
    this.findings = findings;
    this.name = name;
    this.nodes = new Map(scene.nodes.map((node) => [node.key, node]));
    this.drawnPart = this.partToDraw();
    this.picture.draw(scene, findings, this.drawnPart, this.keptNow(), before !== undefined);
    this.overview.show(this.isFar ? { scene, findings } : undefined);
    this.drawMap();
    if (before?.direction === scene.direction && (!this.isFitted || !this.fitAgain(before)))
      this.holdAnchor(places, anchors);
    this.minimap.follow(this.viewport.seen, scene);
  }

  clear(): void {
    this.current = undefined;
    this.name = undefined;
    this.nodes = new Map();
    this.overview.show(undefined);
    this.picture.draw(NOTHING, [], undefined, new Set(), false);
  }

  /** Gives nodes and edges their extra classes. */
  decorate(decoration: Decoration): void {
    this.picture.decorate(decoration);
    this.overview.decorate(decoration);
  }

  /** Gives nodes and groups the words for screen readers. */
  describe(words: Words): void {
    this.picture.describe(words);
  }

  /** Shows everything. */
  fit(): void {
    if (!this.current) return;
    this.viewport.fit(this.current, { whole: true, animated: true });
    this.isFitted = true;
    this.fitsWhole = true;
  }

  node(key: string | undefined): SceneNode | undefined {
    return key === undefined ? undefined : this.nodes.get(key);
  }

  /** The element of a node or group, which is drawn for that if need be. */
  element(key: string): SVGGElement | undefined {
    const drawn = this.picture.element(key);
    if (drawn || !this.box(key)) return drawn;
    this.kept = new Set([key]);
    this.picture.look(this.drawnPart, this.keptNow());
    return this.picture.element(key);
  }

  /** Moves as little as is needed to see a node or the label of a group. */
  bringIn(key: string): void {
    const box = this.box(key);
    if (box && this.viewport.bringIn(box)) this.isFitted = false;
  }

  /** The painted thing at a point of the page, where things have no elements. */
  paintedAt({ clientX, clientY }: MouseEvent): Target | undefined {
    if (!this.current || !this.isFar) return undefined;
    const at = this.viewport.pointAt(clientX, clientY);
    return thingAt(this.current, at, NEAR_LINE / this.viewport.view.k);
  }

  private box(key: string): Box | undefined {
    const node = this.nodes.get(key);
    if (node) return node;
    const group = this.current?.groups.find((each) => each.key === key);
    return group && labelOf(group);
  }

  private get isLarge(): boolean {
    return this.current !== undefined && this.current.nodes.length + this.current.edges.length > LARGE;
  }

  private get isFar(): boolean {
    return this.isLarge && this.viewport.view.k < FAR;
  }

  /** Another part is seen. */
  private look(): void {
    const scene = this.current;
    if (!scene) return;
    this.minimap.follow(this.viewport.seen, scene);
    this.overview.show(this.isFar ? { scene, findings: this.findings } : undefined);
    this.overview.follow();
    if (!this.isLarge || (this.drawnPart && !this.isFar && holds(this.drawnPart, this.viewport.seen))) return;
    if (this.isFar && this.drawnPart === NOWHERE) return;
    this.drawnPart = this.partToDraw();
    this.picture.look(this.drawnPart, this.keptNow());
  }

  private partToDraw(): Box | undefined {
    if (!this.isLarge) return undefined;
    return this.isFar ? NOWHERE : grown(this.viewport.seen, MARGIN);
  }

  /** What has the focus keeps it; and there is always something that the Tab key can reach. */
  private keptNow(): ReadonlySet<string> {
    const focused = document.activeElement?.closest('.dl-node, .dl-group');
    const key = focused && this.svg.contains(focused) ? this.picture.keyOf(focused) : undefined;
    const first = this.current && this.isLarge ? endOfOrder(this.current, 'first') : undefined;
    return new Set([...this.kept, ...[key, first].flatMap((each) => each ?? [])]);
  }

  private begin(scene: Scene, view: View | undefined): void {
    if (view) this.viewport.set(view);
    else this.viewport.fit(scene);
    this.isFitted = view === undefined;
    this.fitsWhole = false;
  }

  /** @returns false if everything is still seen, so that nothing has to move */
  private fitAgain(before: Scene): boolean {
    const scene = this.current!;
    const isSeen = holds(this.viewport.seen, { x: 0, y: 0, width: scene.width, height: scene.height });
    if (isSeen && before.width <= scene.width && before.height <= scene.height) return false;
    this.viewport.fit(scene, { whole: this.fitsWhole, animated: true });
    return true;
  }

  private holdAnchor(places: ReadonlyMap<string, SceneNode>, anchors: readonly string[]): void {
    const chosen = anchors.find((key) => places.has(key) && this.nodes.has(key));
    const middle = middleOf(this.viewport.seen);
    const key =
      chosen ??
      nearest(
        [...places.values()].filter((node) => this.nodes.has(node.key)),
        middle,
      )?.key;
    if (key !== undefined) this.viewport.hold(places.get(key)!, this.nodes.get(key)!);
  }

  private resized(): void {
    if (!this.current) return;
    if (this.isFitted) this.viewport.fit(this.current, { whole: this.fitsWhole });
    this.look();
  }

  private repaint(): void {
    this.overview.repaint();
    this.drawMap();
  }

  /** After the picture itself: nobody waits for the map. */
  private drawMap(): void {
    clearTimeout(this.mapTimer);
    this.mapTimer = setTimeout(() => {
      if (!this.current) return;
      this.minimap.draw(this.current);
      this.minimap.follow(this.viewport.seen, this.current);
    });
  }
}

const NOTHING: Scene = { direction: 'right', width: 1, height: 1, nodes: [], groups: [], edges: [] };
const NOWHERE: Box = { x: -1e9, y: -1e9, width: 0, height: 0 };

/** The upper left part of a group's frame. */
function labelOf({ x, y, width }: SceneGroup): Box {
  return { x, y, width: Math.min(width, 200), height: 34 };
}

function nearest(nodes: readonly SceneNode[], to: { x: number; y: number }): SceneNode | undefined {
  let best: { node: SceneNode; distance: number } | undefined;
  for (const node of nodes) {
    const { x, y } = middleOf(node);
    const distance = Math.hypot(x - to.x, y - to.y);
    if (!best || distance < best.distance) best = { node, distance };
  }
  return best?.node;
}

function middleOf({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
