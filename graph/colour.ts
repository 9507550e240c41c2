// Colours of operators, made fit to be seen beside both light and dark cards.

import { rgb } from 'd3-color';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Reads a colour as CSS writes it, such as `#e8f7e4`, `gold` or `rgb(1, 2, 3)`; undefined for all else. */
export function parseColour(text: string): Rgb | undefined {
  const { r, g, b } = rgb(text);
  return Number.isNaN(r) ? undefined : [r, g, b];
}

export function hexOf([red, green, blue]: Rgb): string {
  return rgb(red, green, blue).formatHex();
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours as WCAG 2 defines it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** Not lighter than that it stands out from white, not darker than that it stands out from a dark card. */
const LIGHTEST = 0.42;
const DARKEST = 0.16;
const GREY: Rgb = [148, 163, 184];

/**
 * The accent of an operator's colour, as `#rrggbb`: its hue, but strong enough to be seen beside light and dark cards, since
 * Airflow's own colours are nearly white. Grey for what has no hue, is no colour, or is not given.
 */
export function accentOf(fill: string | undefined): string {
  const known = accents.get(fill);
  if (known !== undefined) return known;
  const accent = newAccent(fill);
  accents.set(fill, accent);
  return accent;
}

/** A DAG has few colours for many tasks. */
const accents = new Map<string | undefined, string>();

function newAccent(fill: string | undefined): string {
  const colour = fill === undefined ? undefined : parseColour(fill);
  if (!colour || Math.max(...colour) - Math.min(...colour) < 4) return hexOf(GREY);
  return hexOf(withLuminance(saturated(colour), luminance(colour)));
}

/** The pure colour of the same hue, a little softened. */
function saturated(colour: Rgb): Rgb {
  const low = Math.min(...colour);
  const high = Math.max(...colour);
  return colour.map((part) => 75 + (150 * (part - low)) / (high - low)) as unknown as Rgb;
}

function withLuminance(colour: Rgb, wanted: number): Rgb {
  const goal = Math.min(LIGHTEST, Math.max(DARKEST, wanted));
  const end: Rgb = luminance(colour) > goal ? [0, 0, 0] : [255, 255, 255];
  let near = colour;
  for (let share = 0; share < 1; share += 0.02) {
    near = colour.map((part, index) => part + (end[index]! - part) * share) as unknown as Rgb;
    if (end[0] === 0 ? luminance(near) <= goal : luminance(near) >= goal) break;
  }
  return near;
}
