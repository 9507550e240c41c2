// The small map of the whole drawing, with a frame around the part that is seen.

import type { Box, Point, Scene } from '../../../graph/scene';
import { svgElement } from '../draw/figures';

const WIDTH = 168;
const HEIGHT = 104;
/** Long rows of tasks are stretched, or nothing could be seen of them. */
const LEAST = 22;

export class Minimap {
  readonly element: SVGSVGElement;
  private readonly boxes = svgElement('g');
  private readonly frame = svgElement('rect', { class: 'map-frame', rx: 2 });
  private scale = { x: 1, y: 1 };

  /** @param look moves the middle of what is seen to a point of the drawing */
  constructor(look: (point: Point) => void) {
    this.element = svgElement('svg', { class: 'minimap', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    this.element.append(this.boxes, this.frame);
    const go = (event: PointerEvent): void => {
      const { left, top } = this.element.getBoundingClientRect();
      look({ x: (event.clientX - left) / this.scale.x, y: (event.clientY - top) / this.scale.y });
    };
    this.element.addEventListener('pointerdown', (event) => {
      this.element.setPointerCapture(event.pointerId);
      go(event);
    });
    this.element.addEventListener('pointermove', (event) => {
      if (event.buttons & 1) go(event);
    });
  }

  draw(scene: Scene): void {
    const scale = Math.min(WIDTH / scene.width, HEIGHT / scene.height);
    const [width, height] = [Math.max(LEAST, scene.width * scale), Math.max(LEAST, scene.height * scale)];
    this.scale = { x: width / scene.width, y: height / scene.height };
    this.element.setAttribute('width', String(width));
    this.element.setAttribute('height', String(height));
    this.element.setAttribute('viewBox', `0 0 ${scene.width} ${scene.height}`);
    const box = (each: Box, kind: string) =>
      svgElement('rect', { class: kind, x: each.x, y: each.y, width: each.width, height: each.height, rx: 6 });
    this.boxes.replaceChildren(
      ...scene.groups.map((group) => box(group, 'map-group')),
      ...scene.nodes.map((node) => box(node, 'map-node')),
    );
  }

  /** Frames what is seen; hides itself where everything is. */
  follow(seen: Box, scene: Scene): void {
    const isAll =
      seen.x <= 1 && seen.y <= 1 && seen.x + seen.width >= scene.width - 1 && seen.y + seen.height >= scene.height - 1;
    this.element.classList.toggle('is-hidden', isAll);
    for (const name of ['x', 'y', 'width', 'height'] as const) this.frame.setAttribute(name, String(seen[name]));
  }
}
