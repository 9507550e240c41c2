// What an element wears beside its figure: classes, and a tag on a node's lower border.

import type { SceneEdge, SceneNode } from '../../../graph/scene';
import { svgElement } from './figures';

interface Worn {
  readonly classes: string;
  readonly tag: string | undefined;
  readonly tagElement: SVGGElement | undefined;
}

const worn = new WeakMap<Element, Worn>();
const NOTHING: Worn = { classes: '', tag: undefined, tagElement: undefined };

/** Gives an element these extra classes and this tag, and no others of that kind. */
export function dress(
  element: SVGGElement,
  thing: SceneNode | SceneEdge,
  extra: readonly string[] = [],
  tag?: string,
): void {
  const classes = extra.join(' ');
  const before = worn.get(element) ?? NOTHING;
  if (before.classes === classes && before.tag === tag) return;
  if (before.classes) element.classList.remove(...before.classes.split(' '));
  element.classList.add(...extra);
  before.tagElement?.remove();
  const tagElement = tag === undefined ? undefined : tagOf(thing as SceneNode, tag);
  if (tagElement) element.append(tagElement);
  worn.set(element, { classes, tag, tagElement });
}

/** The element has got another figure, which took everything off. */
export function undress(element: SVGGElement): void {
  worn.delete(element);
}

function tagOf({ width, height }: SceneNode, text: string): SVGGElement {
  const tag = svgElement('g', { class: 'tag', transform: `translate(${width / 2},${height + 3})` });
  const room = text.length * 5.8 + 16;
  const label = svgElement('text', { y: 3.5, 'text-anchor': 'middle' });
  label.textContent = text;
  tag.append(svgElement('rect', { x: -room / 2, y: -8, width: room, height: 16, rx: 8 }), label);
  return tag;
}
