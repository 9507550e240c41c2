// The small map of the whole drawing, with a frame around the part that is seen.

import type { Box, Point, Scene } from '../../../graph/scene';
import { html } from '../elements';

const WIDTH = 168;
const HEIGHT = 104;
/** Long rows of tasks are stretched, or nothing could be seen of them. */
const LEAST = 22;
/** Of groups, over which their tasks are painted. */
const GROUP_TINT = 0.2;

export class Minimap {
  readonly element = html('div', 'minimap');
  private readonly canvas = html('canvas', 'map-boxes');
  private readonly frame = html('div', 'map-frame');
  private scale = { x: 1, y: 1 };

  /** @param look moves the middle of what is seen to a point of the drawing */
  constructor(look: (point: Point) => void) {
    this.element.setAttribute('aria-hidden', 'true');
    this.element.append(this.canvas, this.frame);
    const go = (event: PointerEvent): void => {
      const { left, top } = this.canvas.getBoundingClientRect();
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
    const { canvas } = this;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.width = Math.ceil(width * devicePixelRatio);
    canvas.height = Math.ceil(height * devicePixelRatio);
    const context = canvas.getContext('2d')!;
    context.scale(this.scale.x * devicePixelRatio, this.scale.y * devicePixelRatio);
    context.fillStyle = getComputedStyle(canvas).color;
    context.globalAlpha = GROUP_TINT;
    for (const box of scene.groups) context.fillRect(box.x, box.y, box.width, box.height);
    context.globalAlpha = 1;
    for (const box of scene.nodes) context.fillRect(box.x, box.y, box.width, box.height);
  }

  /** Frames what is seen; hides itself where everything is. */
  follow(seen: Box, scene: Scene): void {
    const isAll =
      seen.x <= 1 && seen.y <= 1 && seen.x + seen.width >= scene.width - 1 && seen.y + seen.height >= scene.height - 1;
    this.element.classList.toggle('is-hidden', isAll);
    const { style } = this.frame;
    style.width = `${seen.width * this.scale.x}px`;
    style.height = `${seen.height * this.scale.y}px`;
    style.transform = `translate(${seen.x * this.scale.x}px,${seen.y * this.scale.y}px)`;
  }
}
