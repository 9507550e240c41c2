// The picture of a large graph from far away: painted on a canvas that moves with the view, and is painted anew when the view
// comes to rest or leaves it.

import type { FindingView } from '../../../core/ir/dagView';
import type { Box, Scene } from '../../../graph/scene';
import type { Decoration } from '../decorate';
import { html } from '../elements';
import { Looks } from './looks';
import { paint } from './paint';
import type { View, Viewport } from './viewport';
import { grown, holds, thingsIn } from './visible';

/** Painted around what is seen, as a share of it. */
const MARGIN = 0.2;
/** Painting takes no more than one part of so many of the time. */
const SHARE = 3;

export interface Shown {
  readonly scene: Scene;
  readonly findings: readonly FindingView[];
}

export class Overview {
  readonly element = html('canvas', 'overview is-hidden');
  private readonly looks: Looks;
  private shown: Shown | undefined;
  private decoration: Decoration | undefined;
  /** What is on the canvas: the part of the scene, and the view in which that part begins at the canvas' corner. */
  private painted: { readonly part: Box; readonly view: View } | undefined;
  private isOrdered = false;
  private paintedAt = 0;
  private cost = 0;

  constructor(
    svg: SVGSVGElement,
    private readonly viewport: Viewport,
  ) {
    this.looks = new Looks(svg);
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** Paints a scene from now on; undefined: nothing. */
  show(shown: Shown | undefined): void {
    if (this.shown?.scene === shown?.scene) return;
    this.shown = shown;
    this.element.classList.toggle('is-hidden', shown === undefined);
    this.painted = undefined;
    if (shown) this.paint();
  }

  decorate(decoration: Decoration): void {
    this.decoration = decoration;
    if (this.shown) this.order();
  }

  /** After a change of the theme. */
  repaint(): void {
    this.looks.forget();
    if (this.shown) this.order();
  }

  /** Follows the view. */
  follow(): void {
    if (!this.shown || !this.painted) return;
    const { view, part } = this.painted;
    const now = this.viewport.view;
    const scale = now.k / view.k;
    this.element.style.transform = `translate(${now.x - scale * view.x}px,${now.y - scale * view.y}px) scale(${scale})`;
    if (scale !== 1 || !holds(part, this.viewport.seen)) this.order();
  }

  /** Paints soon, but not all the time. */
  private order(): void {
    if (this.isOrdered) return;
    this.isOrdered = true;
    const wait = this.paintedAt + SHARE * this.cost - performance.now();
    setTimeout(() => requestAnimationFrame(() => this.take()), Math.max(0, wait));
  }

  private take(): void {
    this.isOrdered = false;
    if (this.shown) this.paint();
  }

  private paint(): void {
    const start = performance.now();
    const { scene, findings } = this.shown!;
    const { k } = this.viewport.view;
    const part = grown(this.viewport.seen, MARGIN);
    const context = this.blank(part, k);
    context.scale(k, k);
    context.translate(-part.x, -part.y);
    const { looks, decoration } = this;
    paint(context, { things: thingsIn(scene, part), findings, decoration, looks, scale: k });
    this.painted = { part, view: { k, x: -part.x * k, y: -part.y * k } };
    this.paintedAt = performance.now();
    this.cost = this.paintedAt - start;
    this.follow();
  }

  /** An empty canvas, large enough for a part of the scene. */
  private blank(part: Box, k: number): CanvasRenderingContext2D {
    const { element } = this;
    const [width, height] = [Math.ceil(part.width * k), Math.ceil(part.height * k)];
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.width = width * devicePixelRatio;
    element.height = height * devicePixelRatio;
    const context = element.getContext('2d')!;
    context.scale(devicePixelRatio, devicePixelRatio);
    return context;
  }
}
