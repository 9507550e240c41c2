// The open blocks of a file: which clause may follow which statement.

import type { BlockKind } from './headers';

/** A statement (or the header of one) that cannot be read. */
export interface BrokenStatement {
  readonly start: number;
  readonly end: number;
  /** `clause` is an `else:` or the like, `decorator` stands before a definition: neither is a statement of its own. */
  readonly kind: 'statement' | 'header' | 'clause' | 'decorator';
  /** Where the block below it ends; `end` if there is none. */
  bodyEnd: number;
}

const FOLLOWERS: Readonly<Partial<Record<BlockKind, readonly BlockKind[]>>> = {
  if: ['elif', 'else'],
  elif: ['elif', 'else'],
  for: ['else'],
  while: ['else'],
  try: ['except', 'finally'],
  except: ['except', 'else', 'finally'],
};
const CLAUSES: ReadonlySet<BlockKind> = new Set<BlockKind>(['elif', 'else', 'except', 'finally']);

export function isClause(kind: BlockKind | undefined): kind is BlockKind {
  return kind !== undefined && CLAUSES.has(kind);
}

/** The statements of one block, seen from the one read last. */
export class Level {
  private owner: BlockKind | undefined;
  private last: BlockKind | undefined;
  /** True if the header of the last statement is broken, so that any clause may follow it. */
  ownerBroken = false;

  /**
   * @param inMatch true for the block of `match`, which holds `case` only
   * @param under the broken statement whose block this is
   */
  constructor(
    readonly inMatch = false,
    readonly under: BrokenStatement | undefined = undefined,
  ) {}

  /** True while a `try` has neither `except` nor `finally`. */
  get isUnfinished(): boolean {
    return this.last === 'try' && !this.ownerBroken;
  }

  /** Whether that clause may stand here. */
  allows(clause: BlockKind): boolean {
    if (this.ownerBroken) return true;
    if (this.last === 'else') return this.owner === 'try' && clause === 'finally';
    return this.last !== undefined && (FOLLOWERS[this.last]?.includes(clause) ?? false);
  }

  addClause(clause: BlockKind): void {
    this.last = clause;
  }

  addStatement(kind: BlockKind | undefined, broken: boolean): void {
    this.owner = kind;
    this.last = kind;
    this.ownerBroken = broken;
  }
}
