// The icons of the tool bar, as strokes in a square of 16 pixels in the colour of the text.

import { svgElement } from './draw/figures';

const PATHS = {
  pin: 'M6 2h4l-.5 4.5L12 9H4l2.5-2.5L6 2zM8 9v5',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4M5.5 5.5h5v5h-5z',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0zM10.3 10.3L14 14',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  chain: 'M1.5 8h2.5M6 8h4M12 8h2.5M5 6.2a1.8 1.8 0 1 0 .01 0zM11 6.2a1.8 1.8 0 1 0 .01 0z',
  fold: 'M2 3h12M2 13h12M8 5.2v1.8M6 5.5l2 2 2-2M6 10.5l2-2 2 2',
  unfold: 'M2 8h12M6 4.5l2-2 2 2M6 11.5l2 2 2-2',
  save: 'M8 2v8M4.8 7L8 10.2 11.2 7M2.5 12v1.5h11V12',
  help: 'M5.8 6a2.2 2.2 0 1 1 3 2c-.6.3-.8.7-.8 1.4M8 11.6v.2M8 1.5a6.5 6.5 0 1 0 .01 0z',
  code: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  toRight: 'M1.5 5.5h4v5h-4zM10.5 5.5h4v5h-4zM5.5 8h5M8.7 6.200l1.800 1.800-1.800 1.800',
  toBottom: 'M5.5 1.5h5v4h-5zM5.5 10.5h5v4h-5zM8 5.5v5M6.200 8.7l1.800 1.800 1.800-1.800',
  play: 'M4.500 2.800v10.400l8.500-5.200z',
  stop: 'M4 4h8v8H4z',
  again: 'M13 8a5 5 0 1 1-1.600-3.700M13 2v3h-3',
  form: 'M2.500 4h5M11.500 4h2M7.500 2.500v3h4v-3zM2.500 11h2M8.500 11h5M4.500 9.500v3h4v-3z',
  from: 'M2.500 3v10M5.500 3.500v9l8-4.500z',
  debug:
    'M5 6.500h6v4a3 3 0 0 1-6 0zM5.500 6.500a2.500 2.500 0 0 1 5 0M2 8.500h3M11 8.500h3M2.500 4.500L5 6.500M13.500 4.500L11 6.500M3 13l2.200-1.500M13 13l-2.200-1.500',
  open: 'M9 2.500h4.500V7M13.500 2.500L8 8M6.500 3.500h-4v10h10v-4',
  graph: 'M1.500 6h4v4h-4zM10.500 2h4v4h-4zM10.500 10h4v4h-4zM5.500 8h2.500V4h2.500M8 8v4h2.500',
  log: 'M3 2.500h10v11H3zM5.500 5.500h5M5.500 8h5M5.500 10.500h3',
  right: 'M6 4l4 4-4 4',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
} as const;

export type ToolIcon = keyof typeof PATHS;

export function toolIcon(name: ToolIcon): SVGElement {
  const svg = svgElement('svg', {
    width: 16,
    height: 16,
    viewBox: '0 0 16 16',
    class: 'tool-icon',
    'aria-hidden': 'true',
  });
  svg.append(svgElement('path', { d: PATHS[name] }));
  return svg;
}
