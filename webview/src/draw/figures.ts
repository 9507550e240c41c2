// Figures (plain shapes) → SVG elements. Text is only ever set as text.

import type { Figure, Shape } from '../../../graph/shapes';

const SVG = 'http://www.w3.org/2000/svg';

/** The last figure of an element, to leave alone what did not change. */
const drawn = new WeakMap<Element, string>();

/** An SVG element with attributes; undefined ones are left out. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, String(value));
  }
  return element;
}

/** Gives a group the classes and shapes of a figure. @returns true if anything differs from what it had */
export function drawFigure(group: SVGGElement, { classes, shapes }: Figure): boolean {
  const content = JSON.stringify([classes, shapes]);
  if (drawn.get(group) === content) return false;
  drawn.set(group, content);
  group.setAttribute('class', classes.join(' '));
  group.replaceChildren(...shapes.map(shapeElement));
  return true;
}

function shapeElement(shape: Shape): SVGElement {
  const role = `dl-${shape.role}`;
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      return svgElement('rect', { class: role, x, y, width, height, rx: radius });
    }
    case 'path': {
      const transform = shape.at && `translate(${shape.at.x},${shape.at.y})`;
      return svgElement('path', { class: role, d: shape.d, transform, fill: shape.fill });
    }
    case 'circle':
      return svgElement('circle', { class: role, cx: shape.x, cy: shape.y, r: shape.radius });
    case 'text': {
      const text = svgElement('text', { class: role, x: shape.x, y: shape.y, 'text-anchor': shape.anchor });
      text.textContent = shape.text;
      return text;
    }
  }
}
