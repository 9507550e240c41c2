// The pieces of lines that begin and end at each node.

import type { LevelNode, Piece } from './level';
import { addTo } from './lists';

/** The pieces of each node, by side. */
export class Ends {
  private readonly into = new Map<LevelNode, Piece[]>();
  private readonly out = new Map<LevelNode, Piece[]>();

  constructor(pieces: readonly Piece[]) {
    for (const piece of pieces) {
      addTo(this.into, piece.to, piece);
      addTo(this.out, piece.from, piece);
    }
  }

  left(node: LevelNode): readonly Piece[] {
    return this.into.get(node) ?? NONE;
  }

  right(node: LevelNode): readonly Piece[] {
    return this.out.get(node) ?? NONE;
  }
}

const NONE: readonly Piece[] = [];
