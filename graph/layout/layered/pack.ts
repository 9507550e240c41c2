// Blocks of a level that no line joins → one below the other; small ones side by side.

import type { Point } from '../../scene';
import type { Padding } from '../boxGraph';
import type { Block } from './block';

export interface Packed {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly { readonly block: Block; readonly at: Point }[];
}

const GAP = 28;
/** Wider than high, as screens are. */
const ASPECT = 1.8;

/**
 * Packs blocks within a padding, in their order. A block with lines to the border has its rows to itself, and touches the
 * border where they arrive.
 */
export function packed(
  blocks: readonly Block[],
  padding: Padding,
  least: { readonly width: number; readonly height: number },
): Packed {
  const widest = blocks.reduce((most, block) => Math.max(most, block.width), 0);
  const area = blocks.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const goal = Math.max(widest, Math.sqrt(area * ASPECT), least.width - padding.left - padding.right);
  const found: { block: Block; at: Point }[] = [];
  let [x, y, rowHeight, right] = [0, 0, 0, 0];
  for (const block of blocks) {
    const isAlone = block.hasEntries || block.hasExits;
    if (x && (isAlone || x + block.width > goal)) [x, y, rowHeight] = [0, y + rowHeight + GAP, 0];
    found.push({ block, at: { x: block.hasEntries ? 0 : padding.left + x, y: padding.top + y } });
    right = Math.max(right, rightOf(block, x, padding));
    rowHeight = Math.max(rowHeight, block.height);
    x = isAlone ? goal : x + block.width + GAP;
  }
  const height = padding.top + y + rowHeight + padding.bottom;
  return { width: Math.max(right, least.width), height: Math.max(height, least.height), blocks: found };
}

/** How wide the level has to be for a block. */
function rightOf({ width, hasEntries, hasExits }: Block, x: number, padding: Padding): number {
  return (hasEntries ? 0 : padding.left + x) + width + (hasExits ? 0 : padding.right);
}
