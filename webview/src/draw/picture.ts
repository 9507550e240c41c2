// The drawing of a scene: keyed groups of SVG that move when their things move, and stay when they stay. Only what lies in the
// wanted part of the scene has elements.

import { easeCubicInOut } from 'd3-ease';
import { type BaseType, type Selection, select } from 'd3-selection';
import 'd3-transition';
import type { FindingView } from '../../../core/ir/dagView';
import type { Box, Scene, SceneEdge, SceneGroup, SceneNode } from '../../../graph/scene';
import { edgeFigure, type Figure, groupFigure, isFrame, isWriting, nodeFigure, partOf } from '../../../graph/shapes';
import type { Decoration } from '../decorate';
import type { Words } from '../describe';
import { inReadingOrder } from '../readingOrder';
import { dress, undress } from './dress';
import { drawFigure, svgElement } from './figures';
import { duration } from './motion';
import { type Things, thingsIn } from './visible';

type Layer<T> = Selection<SVGGElement, T, BaseType, unknown>;

export class Picture {
  readonly world: SVGGElement;
  private readonly groups = svgElement('g', { class: 'groups' });
  private readonly edges = svgElement('g', { class: 'edges' });
  /** Of groups: above the lines that enter them. */
  private readonly titles = svgElement('g', { class: 'titles' });
  private readonly nodes = svgElement('g', { class: 'nodes' });
  private readonly writing = svgElement('g', { class: 'writing' });
  private scene: Scene | undefined;
  private findings: readonly FindingView[] = [];
  private decoration: Decoration | undefined;
  private words: Words | undefined;

  constructor(svg: SVGSVGElement) {
    this.world = svgElement('g', { class: 'world' });
    this.world.append(this.groups, this.edges, this.titles, this.nodes, this.writing);
    svg.append(this.world);
  }

  /**
   * Draws a part of another scene. `animated`: what was there before moves to its new place.
   * @param part undefined: all of it
   * @param kept keys of nodes and groups that are drawn wherever they are
   */
  draw(scene: Scene, findings: readonly FindingView[], part: Box | undefined, kept: Kept, animated: boolean): void {
    this.scene = scene;
    this.findings = findings;
    const drawn = select(this.nodes).selectChildren<SVGGElement, SceneNode>().data();
    this.render(part, animated ? new Set([...kept, ...drawn.map(({ key }) => key)]) : kept, animated ? duration() : 0);
  }

  /** Draws another part of the scene. */
  look(part: Box | undefined, kept: Kept): void {
    if (!this.scene) return;
    this.render(part, kept, 0);
    this.dress();
    this.name();
  }

  /** Gives every node and edge its extra classes, and only those: to be called for each scene. */
  decorate(decoration: Decoration): void {
    this.decoration = decoration;
    this.dress();
  }

  /** Says to screen readers what the nodes and groups are: to be called for each scene. */
  describe(words: Words): void {
    this.words = words;
    this.name();
  }

  /** The element of a node or group that is drawn. */
  element(key: string): SVGGElement | undefined {
    for (const layer of [this.nodes, this.titles]) {
      const found = select(layer)
        .selectChildren<SVGGElement, SceneNode | SceneGroup>()
        .filter((thing) => thing.key === key)
        .node();
      if (found) return found;
    }
    return undefined;
  }

  /** The key of what an element is drawn for. */
  keyOf(element: Element): string | undefined {
    return (select(element).datum() as SceneNode | SceneGroup | undefined)?.key;
  }

  private render(part: Box | undefined, kept: Kept, time: number): void {
    const scene = this.scene!;
    const { groups, nodes, edges } = part ? thingsIn(scene, part, kept) : scene;
    place(
      joined(this.groups, groups, (group) => partOf(groupFigure(group), isFrame), time),
      time,
    );
    const titles = joined(this.titles, groups, (group) => partOf(groupFigure(group), (role) => !isFrame(role)), time);
    titles.attr('role', 'button').attr('tabindex', 0).attr('aria-expanded', 'true');
    place(titles, time);
    const cards = joined(this.nodes, inReadingOrder(nodes), (node) => nodeFigure(node, this.findings), time);
    cards.attr('role', 'button').attr('tabindex', 0).order();
    place(cards, time);
    this.drawEdges(edges, time);
  }

  private dress(): void {
    if (!this.decoration) return;
    const { nodes, edges, tags } = this.decoration;
    each<SceneNode>(this.nodes, (element, node) => dress(element, node, nodes.get(node.key), tags.get(node.key)));
    for (const layer of [this.edges, this.writing])
      each<SceneEdge>(layer, (element, edge) => dress(element, edge, edges.get(edge.key)));
  }

  private name(): void {
    const { words } = this;
    if (!words) return;
    each<SceneNode>(this.nodes, (element, node) => name(element, words.node(node)));
    each<SceneGroup>(this.titles, (element, group) => name(element, words.group(group)));
  }

  /** What is written on lines lies above the cards. */
  private drawEdges(edges: Things['edges'], time: number): void {
    const figures = new Map<SceneEdge, Figure>();
    const figure = (edge: SceneEdge): Figure => {
      const known = figures.get(edge) ?? edgeFigure(edge, this.findings);
      figures.set(edge, known);
      return known;
    };
    const part = (written: boolean) => (edge: SceneEdge) => partOf(figure(edge), (role) => isWriting(role) === written);
    joined(this.edges, edges, part(false), time);
    const hasWriting = (edge: SceneEdge) =>
      edge.label !== undefined || edge.edges.some(({ findings }) => findings.length);
    joined(this.writing, edges.filter(hasWriting), part(true), time);
  }
}

type Kept = ReadonlySet<string>;

function each<T>(layer: SVGGElement, run: (element: SVGGElement, thing: T) => void): void {
  select(layer)
    .selectChildren<SVGGElement, T>()
    .each(function (thing) {
      run(this, thing);
    });
}

/** The thing that an element was last drawn for: things never change, another scene has other ones. */
const drawnFor = new WeakMap<Element, unknown>();
const placedFor = new WeakMap<Element, unknown>();

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
    if (drawnFor.get(this) === thing) return;
    drawnFor.set(this, thing);
    const isNew = !this.hasChildNodes();
    const differs = drawFigure(this, figure(thing));
    if (differs) undress(this);
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
  (groups as Layer<SceneNode>).each(function (thing) {
    if (placedFor.get(this) === thing) return;
    placedFor.set(this, thing);
    const group = select(this);
    const to = `translate(${thing.x},${thing.y})`;
    group.interrupt('move');
    if (!time || !this.hasAttribute('transform')) group.attr('transform', to);
    else if (this.getAttribute('transform') !== to)
      group.transition('move').duration(time).ease(easeCubicInOut).attr('transform', to);
  });
}

function name(element: SVGGElement, words: string): void {
  if (element.getAttribute('aria-label') !== words) element.setAttribute('aria-label', words);
}
