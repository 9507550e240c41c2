// Which part of the drawing is seen: zoom, pan, fit, and keeping a thing in place while the rest moves.

import { easeCubicInOut } from 'd3-ease';
import { pointer, select } from 'd3-selection';
import 'd3-transition';
import { type D3ZoomEvent, type ZoomBehavior, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import type { Box, Point } from '../../../graph/scene';
import { duration } from './motion';

/** A point of the drawing times `k`, plus `x` and `y`, is where it is seen. */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

const SMALLEST = 0.05;
const LARGEST = 3;
/** A fitted drawing is not blown up. */
const LARGEST_FIT = 1;
const EDGE = 24;
/** Smaller than that, the texts of a fitted drawing cannot be read: begin at its start instead. */
const READABLE = 0.55;

type Seen = [number, number, number];

/** As straight and as fast as the nodes move, so that what is held in place stays there all the way. */
function straight(from: Seen, to: Seen): (share: number) => Seen {
  const scale = (share: number) => 1 / ((1 - share) / from[2] + share / to[2]);
  return (share) => {
    const width = from[2] === to[2] ? from[2] : scale(share);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, width];
  };
}

export class Viewport {
  private readonly behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  private isByUser = false;
  private moved: (byUser: boolean) => void = () => undefined;

  constructor(
    private readonly svg: SVGSVGElement,
    world: SVGGElement,
  ) {
    this.behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([SMALLEST, LARGEST])
      .filter((event: MouseEvent) => event.button === 0 && !event.altKey)
      .interpolate(straight)
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        world.setAttribute('transform', transform.toString());
        this.moved(Boolean(sourceEvent) || this.isByUser);
      });
    select(svg).call(this.behaviour).on('dblclick.zoom', null).on('wheel.zoom', null);
    svg.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  /** Calls back whenever another part is seen. */
  onMove(moved: (byUser: boolean) => void): void {
    this.moved = moved;
  }

  get view(): View {
    const { k, x, y } = zoomTransform(this.svg);
    return { k, x, y };
  }

  /** The part of the drawing that is seen. */
  get seen(): Box {
    const { k, x, y } = this.view;
    const { width, height } = this.size;
    return { x: -x / k, y: -y / k, width: width / k, height: height / k };
  }

  /** The point of the drawing at a point of the page. */
  pointAt(clientX: number, clientY: number): Point {
    const { left, top } = this.svg.getBoundingClientRect();
    const { k, x, y } = this.view;
    return { x: (clientX - left - x) / k, y: (clientY - top - y) / k };
  }

  /** Where a box of the drawing is on the page. */
  clientBox({ x, y, width, height }: Box): DOMRect {
    const { left, top } = this.svg.getBoundingClientRect();
    const view = this.view;
    return new DOMRect(left + view.x + x * view.k, top + view.y + y * view.k, width * view.k, height * view.k);
  }

  set(view: View, animated = false): void {
    const transform = zoomIdentity.translate(view.x, view.y).scale(view.k);
    const time = animated ? duration() : 0;
    const target = select(this.svg);
    target.interrupt();
    if (time) target.transition().duration(time).ease(easeCubicInOut).call(this.behaviour.transform, transform);
    else target.call(this.behaviour.transform, transform);
  }

  /** Shows everything; where that would be too small to read, the start of it. */
  fit(content: { readonly width: number; readonly height: number }, { whole = false, animated = false } = {}): void {
    const { width, height } = this.size;
    const fitting = Math.min((width - 2 * EDGE) / content.width, (height - 2 * EDGE) / content.height, LARGEST_FIT);
    const k = Math.max(fitting, whole ? SMALLEST : READABLE);
    const x = k > fitting ? EDGE : (width - content.width * k) / 2;
    this.set({ k, x: Math.max(x, whole ? x : Math.min(x, EDGE)), y: (height - content.height * k) / 2 }, animated);
  }

  zoomBy(factor: number): void {
    const target = select(this.svg);
    target.interrupt();
    this.isByUser = true;
    target.call(this.behaviour.scaleBy, factor);
    this.isByUser = false;
  }

  /** Moves as little as is needed to see a box. @returns false if it is seen already */
  bringIn(box: Box, animated = true): boolean {
    const { k, x, y } = this.view;
    const { width, height } = this.size;
    const along = (start: number, length: number, shift: number, room: number): number => {
      const from = start * k + shift;
      const to = from + length * k;
      if (from < EDGE) return shift + EDGE - from;
      return to > room - EDGE ? shift - (to - room + EDGE) : shift;
    };
    const next = { k, x: along(box.x, box.width, x, width), y: along(box.y, box.height, y, height) };
    const isSeen = next.x === x && next.y === y;
    if (!isSeen) this.set(next, animated);
    return !isSeen;
  }

  centre({ x, y }: Point): void {
    const { k } = this.view;
    const { width, height } = this.size;
    this.set({ k, x: width / 2 - x * k, y: height / 2 - y * k });
  }

  /** Keeps a thing that moved within the drawing where it is seen. */
  hold(before: Point, after: Point): void {
    const { k, x, y } = this.view;
    this.set({ k, x: x + (before.x - after.x) * k, y: y + (before.y - after.y) * k }, true);
  }

  get size(): { readonly width: number; readonly height: number } {
    const { clientWidth, clientHeight } = this.svg;
    return { width: clientWidth || 1, height: clientHeight || 1 };
  }

  /** The wheel pans as in every editor; with Ctrl, or two fingers pinching, it zooms. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.isByUser = true;
    this.wheelTo(event);
    this.isByUser = false;
  }

  private wheelTo(event: WheelEvent): void {
    const target = select(this.svg);
    target.interrupt();
    const step = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      const factor = 2 ** (-event.deltaY * step * 0.006);
      return void target.call(this.behaviour.scaleBy, factor, pointer(event, this.svg));
    }
    const { k } = this.view;
    const [x, y] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
    target.call(this.behaviour.translateBy, (-x * step) / k, (-y * step) / k);
  }
}
