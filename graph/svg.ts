// Scenes as SVG text: one document that needs nothing else, with a title for each DAG.

import type { DagView } from '../core/ir/dagView';
import { headerOf } from './header';
import { colourRules, DARK, FORMS, LIGHT, type Palette } from './palette';
import type { Scene } from './scene';
import { edgeFigure, type Figure, groupFigure, isFrame, isWriting, nodeFigure, partOf, type Shape } from './shapes';
import { element, escaped } from './svgText';

/** A DAG and its laid out scene. */
export interface Picture {
  readonly view: DagView;
  readonly scene: Scene;
}

export interface SvgOptions {
  /** `auto` follows the reader's system. */
  readonly theme: 'light' | 'dark' | 'auto';
}

const GAP_BETWEEN = 24;
const NOTHING: Shape = { kind: 'text', role: 'note', x: 16, y: 27, text: 'There are no DAGs.', anchor: 'start' };

/** The SVG text of some DAGs, one below the other; without any, it says so. Ends in a line break. */
export function picturesToSvg(pictures: readonly Picture[], options: SvgOptions): string {
  if (!pictures.length) return document(shapeText(NOTHING), 180, 44, [], options);
  const parts: string[] = [];
  let width = 0;
  let y = 0;
  for (const picture of pictures) {
    const part = pictureParts(picture, y);
    parts.push(part.text);
    width = Math.max(width, part.width);
    y += part.height + GAP_BETWEEN;
  }
  return document(parts.join('\n'), Math.ceil(width), Math.ceil(Math.max(0, y - GAP_BETWEEN)), pictures, options);
}

/** The SVG text of one DAG. Ends in a line break. */
export function sceneToSvg(scene: Scene, view: DagView, options: SvgOptions): string {
  return picturesToSvg([{ scene, view }], options);
}

function document(
  body: string,
  width: number,
  height: number,
  pictures: readonly Picture[],
  { theme }: SvgOptions,
): string {
  const titles = pictures.map(({ view }) => view.dagId ?? '?').join(', ');
  const content = [
    element('title', {}, escaped(titles) || 'No DAGs'),
    element('desc', {}, escaped(pictures.map(description).join(' ')) || 'Nothing to draw.'),
    `<style>\n${[...FORMS, ...themeRules(theme)].join('\n')}\n</style>`,
    element('rect', { class: 'dl-background', width: '100%', height: '100%' }),
    body,
  ];
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', class: 'dl', role: 'img', 'aria-label': titles };
  return `${element('svg', { ...attributes, width, height, viewBox: `0 0 ${width} ${height}` }, `\n${content.join('\n')}\n`)}\n`;
}

function themeRules(theme: SvgOptions['theme']): string[] {
  const rules = (palette: Palette) => colourRules(palette);
  if (theme !== 'auto') return rules(theme === 'dark' ? DARK : LIGHT);
  return [...rules(LIGHT), '@media (prefers-color-scheme:dark){', ...rules(DARK), '}'];
}

function description({ view }: Picture): string {
  const counts = `${view.tasks.length} tasks, ${view.edges.length} dependencies, ${view.groups.length} task groups`;
  return `The graph of the Airflow DAG ${view.dagId ?? '?'}: ${counts}.`;
}

function pictureParts({ view, scene }: Picture, y: number): { text: string; width: number; height: number } {
  const header = headerOf(view, scene.width);
  const body = [
    ...header.shapes.map(shapeText),
    `<g transform="translate(0,${header.height})">`,
    ...sceneParts(scene, view),
    '</g>',
  ];
  const text = element('g', { transform: `translate(0,${y})` }, `\n${body.join('\n')}\n`);
  return { text, width: Math.max(header.width, scene.width), height: header.height + scene.height };
}

/** Frames below, then lines, then the labels of frames, then cards, then what is written on lines. */
function sceneParts(scene: Scene, { findings }: DagView): string[] {
  const edges = scene.edges.map((edge) => edgeFigure(edge, findings));
  return [
    ...scene.groups.map((group) => figureText(partOf(groupFigure(group), isFrame), group)),
    ...edges.map((edge) => figureText(lineOf(edge))),
    ...scene.groups.map((group) => figureText(titleOf(groupFigure(group)), group)),
    ...scene.nodes.map((node) => figureText(nodeFigure(node, findings), node)),
    ...edges.map(writtenOn).flatMap((edge) => (edge.shapes.length ? figureText(edge) : [])),
  ];
}

function lineOf(edge: Figure): Figure {
  return partOf(edge, (role) => !isWriting(role) && role !== 'grip');
}

/** It stands above the lines, in a group of its own. */
function titleOf(group: Figure): Figure {
  return renamed(
    partOf(group, (role) => !isFrame(role)),
    'dl-group',
    'dl-group-title',
  );
}

/** It stands above the cards, in a group of its own. */
function writtenOn(edge: Figure): Figure {
  return renamed(partOf(edge, isWriting), 'dl-edge', 'dl-edge-note');
}

/** So that each thing is one group of its own class. */
function renamed(figure: Figure, from: string, to: string): Figure {
  return { ...figure, classes: figure.classes.map((name) => (name === from ? to : name)) };
}

/** The SVG group of a figure. */
function figureText({ classes, tooltip, shapes }: Figure, at?: { readonly x: number; readonly y: number }): string {
  const attributes = { class: classes.join(' '), transform: at && `translate(${at.x},${at.y})` };
  return element('g', attributes, [element('title', {}, escaped(tooltip)), ...shapes.map(shapeText)].join(''));
}

function shapeText(shape: Shape): string {
  const classes = `dl-${shape.role}`;
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      return element('rect', { class: classes, x, y, width, height, rx: radius });
    }
    case 'path': {
      const transform = shape.at && `translate(${shape.at.x},${shape.at.y})`;
      return element('path', { class: classes, d: shape.d, transform, fill: shape.fill });
    }
    case 'circle':
      return element('circle', { class: classes, cx: shape.x, cy: shape.y, r: shape.radius });
    case 'text': {
      const anchor = shape.anchor === 'start' ? undefined : shape.anchor;
      return element('text', { class: classes, x: shape.x, y: shape.y, 'text-anchor': anchor }, escaped(shape.text));
    }
  }
}
