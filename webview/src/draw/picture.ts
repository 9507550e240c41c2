// The drawing of a scene: keyed groups of SVG that move when their things move, and stay when they stay.

import { easeCubicInOut } from 'd3-ease';
import { type BaseType, type Selection, select } from 'd3-selection';
import 'd3-transition';
import type { FindingView } from '../../../core/ir/dagView';
import type { Scene, SceneEdge, SceneGroup, SceneNode } from '../../../graph/scene';
import { edgeFigure, type Figure, groupFigure, isFrame, isWriting, nodeFigure, partOf } from '../../../graph/shapes';
import type { Decoration } from '../decorate';
import { drawFigure, svgElement } from './figures';
import { duration } from './motion';

type Layer<T> = Selection<SVGGElement, T, BaseType, unknown>;

export class Picture {
  readonly world: SVGGElement;
  private readonly groups: SVGGElement;
  private readonly edges: SVGGElement;
  /** Of groups: above the lines that enter them. */
  private readonly titles: SVGGElement;
  private readonly nodes: SVGGElement;
  private readonly writing: SVGGElement;

  constructor(svg: SVGSVGElement) {
    this.world = svgElement('g', { class: 'world' });
    this.groups = svgElement('g', { class: 'groups' });
    this.edges = svgElement('g', { class: 'edges' });
    this.titles = svgElement('g', { class: 'titles' });
    this.nodes = svgElement('g', { class: 'nodes' });
    this.writing = svgElement('g', { class: 'writing' });
    this.world.append(this.groups, this.edges, this.titles, this.nodes, this.writing);
    svg.append(this.world);
  }

  /** Draws a scene. `animated`: what was there before moves to its new place. */
  draw(scene: Scene, findings: readonly FindingView[], animated: boolean): void {
    const time = animated ? duration() : 0;
    place(
      joined(this.groups, scene.groups, (group) => partOf(groupFigure(group), isFrame), time),
      time,
    );
    const titles = joined(
      this.titles,
      scene.groups,
      (group) => partOf(groupFigure(group), (role) => !isFrame(role)),
      time,
    );
    titles.attr('role', 'button').attr('tabindex', 0).attr('aria-expanded', 'true');
    titles.attr('aria-label', ({ group }) => `${group.id}, task group: fold`);
    place(titles, time);
    const nodes = joined(this.nodes, inReadingOrder(scene.nodes), (node) => nodeFigure(node, findings), time);
    nodes.attr('role', 'button').attr('tabindex', 0).order();
    place(nodes, time);
    this.drawEdges(scene.edges, findings, time);
  }

  /** Gives every node and edge its extra classes, and only those. */
  decorate({ nodes, edges, tags }: Decoration): void {
    const put = (classes: ReadonlyMap<string, readonly string[]>) =>
      function (this: SVGGElement, { key }: { key: string }) {
        setExtra(this, classes.get(key) ?? []);
      };
    select(this.nodes)
      .selectChildren<SVGGElement, SceneNode>()
      .each(put(nodes))
      .each(function (node) {
        setTag(this, node, tags.get(node.key));
      });
    for (const layer of [this.edges, this.writing])
      select(layer).selectChildren<SVGGElement, SceneEdge>().each(put(edges));
  }

  /** Says to screen readers what the nodes are. */
  describe(words: (node: SceneNode) => string): void {
    select(this.nodes).selectChildren<SVGGElement, SceneNode>().attr('aria-label', words);
  }

  /** The element of a node. */
  nodeElement(key: string): SVGGElement | undefined {
    return (
      select(this.nodes)
        .selectChildren<SVGGElement, SceneNode>()
        .filter((node) => node.key === key)
        .node() ?? undefined
    );
  }

  /** What is written on lines lies above the cards. */
  private drawEdges(scene: readonly SceneEdge[], findings: readonly FindingView[], time: number): void {
    const figures = new Map(scene.map((edge) => [edge.key, edgeFigure(edge, findings)]));
    const part =
      (written: boolean) =>
      ({ key }: SceneEdge): Figure =>
        partOf(figures.get(key)!, (role) => isWriting(role) === written);
    joined(this.edges, scene, part(false), time);
    joined(
      this.writing,
      scene.filter((edge) => part(true)(edge).shapes.length > 0),
      part(true),
      time,
    );
  }
}

/** Joins things with their groups by key, and draws those that differ; new and changed ones fade in. */
function joined<T extends { readonly key: string }>(
  layer: SVGGElement,
  things: readonly T[],
  figure: (thing: T) => Figure,
  time: number,
): Layer<T> {
  const groups = select(layer)
    .selectChildren<SVGGElement, T>()
    .data(things, (thing) => thing.key)
    .join('g');
  groups.each(function (thing) {
    const isNew = !this.hasChildNodes();
    const differs = drawFigure(this, figure(thing));
    const isLine = !('x' in thing);
    if (!time || !(isNew || (differs && isLine))) return;
    select(this)
      .style('opacity', 0)
      .transition('fade')
      .delay(time / 2)
      .duration(time / 2)
      .style('opacity', 1);
  });
  return groups;
}

/** Moves groups to their places; new ones are there at once. */
function place(groups: Layer<SceneNode> | Layer<SceneGroup>, time: number): void {
  (groups as Layer<SceneNode>).each(function ({ x, y }) {
    const group = select(this);
    const to = `translate(${x},${y})`;
    group.interrupt('move');
    if (!time || !this.hasAttribute('transform')) group.attr('transform', to);
    else if (this.getAttribute('transform') !== to)
      group.transition('move').duration(time).ease(easeCubicInOut).attr('transform', to);
  });
}

/** From left to right, from top to bottom: the order in which Tab goes. */
function inReadingOrder(nodes: readonly SceneNode[]): SceneNode[] {
  return [...nodes].sort((a, b) => a.x - b.x || a.y - b.y);
}

const extras = new WeakMap<Element, readonly string[]>();

function setExtra(element: SVGGElement, classes: readonly string[]): void {
  const before = extras.get(element) ?? [];
  if (before.length === 0 && classes.length === 0) return;
  element.classList.remove(...before);
  element.classList.add(...classes);
  extras.set(element, classes);
}

const tags = new WeakMap<Element, SVGGElement>();

function setTag(element: SVGGElement, { width, height }: SceneNode, text: string | undefined): void {
  tags.get(element)?.remove();
  if (text === undefined) return;
  const tag = svgElement('g', { class: 'tag', transform: `translate(${width / 2},${height + 3})` });
  const room = text.length * 5.8 + 16;
  const label = svgElement('text', { y: 3.5, 'text-anchor': 'middle' });
  label.textContent = text;
  tag.append(svgElement('rect', { x: -room / 2, y: -8, width: room, height: 16, rx: 8 }), label);
  element.append(tag);
  tags.set(element, tag);
}
