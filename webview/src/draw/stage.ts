// The drawing on its stage: one scene follows another without things jumping under the reader's eyes.

import type { FindingView } from '../../../core/ir/dagView';
import type { Box, Scene, SceneNode } from '../../../graph/scene';
import type { Decoration } from '../decorate';
import { Minimap } from '../panels/minimap';
import type { Page } from '../panels/page';
import { Picture } from './picture';
import { type View, Viewport } from './viewport';

/** A scene, and what is needed to draw it. */
export interface Show {
  readonly scene: Scene;
  readonly findings: readonly FindingView[];
  /** Which DAG it is of: another one is fitted anew. */
  readonly name: string;
  /** Keys of the nodes to keep in place, the most important first. */
  readonly anchors: readonly string[];
}

export class Stage {
  readonly viewport: Viewport;
  private readonly picture: Picture;
  private readonly minimap: Minimap;
  /** Which DAG is drawn. */
  name: string | undefined;
  private current: Scene | undefined;
  /** Everything is shown, and shall be when the pane changes its size. */
  isFitted = true;

  /** @param moved is called when another part is seen */
  constructor(svg: SVGSVGElement, page: Page, moved: () => void) {
    this.picture = new Picture(svg);
    this.viewport = new Viewport(svg, this.picture.world);
    this.minimap = new Minimap((point) => {
      this.isFitted = false;
      this.viewport.centre(point);
    });
    page.lowerRight.prepend(this.minimap.element);
    this.viewport.onMove((byUser) => {
      if (byUser) this.isFitted = false;
      if (this.current) this.minimap.follow(this.viewport.seen, this.current);
      moved();
    });
    new ResizeObserver(() => this.resized()).observe(svg);
  }

  get scene(): Scene | undefined {
    return this.current;
  }

  /** Draws a scene. @param view where to begin with a DAG that was not shown before */
  show({ scene, findings, name, anchors }: Show, view?: View): void {
    const before = this.name === name ? this.current : undefined;
    this.current = scene;
    this.name = name;
    this.picture.draw(scene, findings, before !== undefined);
    this.minimap.draw(scene);
    if (before?.direction !== scene.direction) this.begin(before ? undefined : view);
    else if (!this.isFitted || !this.fitAgain(before)) this.holdAnchor(before, anchors);
    this.minimap.follow(this.viewport.seen, scene);
  }

  clear(): void {
    this.current = undefined;
    this.name = undefined;
    this.picture.draw({ direction: 'right', width: 1, height: 1, nodes: [], groups: [], edges: [] }, [], false);
  }

  /** Gives nodes and edges their extra classes. */
  decorate(decoration: Decoration): void {
    this.picture.decorate(decoration);
  }

  /** Gives nodes the words for screen readers. */
  describe(words: (node: SceneNode) => string): void {
    this.picture.describe(words);
  }

  /** Shows everything. */
  fit(): void {
    if (!this.current) return;
    this.viewport.fit(this.current, { whole: true, animated: true });
    this.isFitted = true;
  }

  node(key: string | undefined): SceneNode | undefined {
    return this.current?.nodes.find((node) => node.key === key);
  }

  element(key: string): SVGGElement | undefined {
    return this.picture.nodeElement(key);
  }

  /** Moves as little as is needed to see a node. */
  bringIn(key: string): void {
    const node = this.node(key);
    if (node) this.viewport.bringIn(node);
  }

  private begin(view: View | undefined): void {
    if (view) this.viewport.set(view);
    else this.viewport.fit(this.current!);
    this.isFitted = view === undefined;
  }

  /** @returns false if everything is still seen, so that nothing has to move */
  private fitAgain(before: Scene): boolean {
    const scene = this.current!;
    const { seen } = this.viewport;
    const isSeen =
      seen.x <= 0 && seen.y <= 0 && scene.width <= seen.x + seen.width && scene.height <= seen.y + seen.height;
    if (isSeen && before.width <= scene.width && before.height <= scene.height) return false;
    this.viewport.fit(scene, { animated: true });
    return true;
  }

  private holdAnchor(before: Scene, anchors: readonly string[]): void {
    const middle = middleOf(this.viewport.seen);
    const near = [...before.nodes].sort((a, b) => distance(a, middle) - distance(b, middle)).map(({ key }) => key);
    for (const key of [...anchors, ...near.slice(0, 20)]) {
      const was = before.nodes.find((node) => node.key === key);
      const is = this.node(key);
      if (was && is) {
        this.viewport.hold(was, is);
        return;
      }
    }
  }

  private resized(): void {
    if (!this.current) return;
    if (this.isFitted) this.viewport.fit(this.current);
    this.minimap.follow(this.viewport.seen, this.current);
  }
}

function middleOf({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

function distance(box: Box, to: { x: number; y: number }): number {
  const { x, y } = middleOf(box);
  return Math.hypot(x - to.x, y - to.y);
}
