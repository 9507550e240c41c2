// Reads tree-sitter's trees where they lie in WebAssembly memory: calling its functions for each node takes several times longer.

import type { TreeVisitor } from '../../core/syntax/treeSitter';

/** The memory of web-tree-sitter's module; the views are replaced when it grows. */
export interface TreeMemory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
}

// Offsets in bytes within the structures of web-tree-sitter 0.27.1 (lib/src/tree.c, parser.h, subtree.h; ABI 15, 32 bits).
const TREE_LANGUAGE = 8;
const LANGUAGE_ALIAS_LENGTH = 36;
const LANGUAGE_PUBLIC_SYMBOLS = 76;
const LANGUAGE_ALIASES = 84;
/** A `Subtree` is a small leaf itself, if its lowest bit is set, else the address of a node. */
const SUBTREE_SIZE = 8;
const LEAF = { symbol: 1, padding: 6, size: 7, isLeaf: 1, visible: 2, extra: 8 };
const NODE = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, production: 66, visible: 1, extra: 4 };
const ERROR_SYMBOL = 0xffff;

/**
 * Shows the visitor all visible nodes of a tree, as a cursor of tree-sitter would meet them.
 * @param tree the address of the `TSTree`
 */
export function visitTree(memory: TreeMemory, tree: number, visitor: TreeVisitor): void {
  new TreeWalk(memory, memory.HEAP32[(tree + TREE_LANGUAGE) >> 2]!, visitor).run(tree);
}

class TreeWalk {
  private readonly bytes: Uint8Array;
  private readonly shorts: Uint16Array;
  private readonly words: Int32Array;
  private readonly publicSymbols: number;
  private readonly aliases: number;
  private readonly aliasLength: number;
  /** What is left of the levels above, five numbers each; a recursive walk would not survive deep trees. */
  private readonly above: number[] = [];
  /** The address of the next sibling, and where the last one ends. */
  private at = 0;
  private last = 0;
  /** The index in `shorts` of the other name of the next sibling; 0: they have none. */
  private alias = 0;
  /** Where the siblings read so far end, in bytes. */
  private position = 0;
  /** Space before the first child is its parent's. */
  private isFirst = false;

  constructor(
    memory: TreeMemory,
    language: number,
    private readonly visitor: TreeVisitor,
  ) {
    this.bytes = memory.HEAPU8;
    this.shorts = memory.HEAPU16;
    this.words = memory.HEAP32;
    this.publicSymbols = this.words[(language + LANGUAGE_PUBLIC_SYMBOLS) >> 2]! >> 1;
    this.aliases = this.words[(language + LANGUAGE_ALIASES) >> 2]! >> 1;
    this.aliasLength = this.shorts[(language + LANGUAGE_ALIAS_LENGTH) >> 1]!;
  }

  run(tree: number): void {
    this.at = tree;
    this.last = tree + SUBTREE_SIZE;
    for (;;) {
      while (this.at < this.last) this.next();
      if (!this.leave()) return;
    }
  }

  private next(): void {
    const { at, bytes } = this;
    this.at += SUBTREE_SIZE;
    const bits = bytes[at]!;
    if (bits & LEAF.isLeaf) {
      const start = this.startAfter(bytes[at + LEAF.padding]!);
      this.position = start + bytes[at + LEAF.size]!;
      const alias = this.nextAlias(bits & LEAF.extra);
      if ((bits & LEAF.visible || alias) && this.enter(alias || bytes[at + LEAF.symbol]!, start)) this.visitor.leave();
    } else this.node(this.words[at >> 2]!);
  }

  private node(node: number): void {
    const { words, shorts } = this;
    const flags = this.bytes[node + NODE.flags]!;
    const start = this.startAfter(words[(node + NODE.padding) >> 2]!);
    this.position = start + words[(node + NODE.size) >> 2]!;
    const alias = this.nextAlias(flags & NODE.extra);
    const shown = (flags & NODE.visible) !== 0 || alias !== 0;
    if (shown && !this.enter(alias || shorts[(node + NODE.symbol) >> 1]!, start)) return;
    const count = words[(node + NODE.childCount) >> 2]!;
    if (count) this.descend(node, count, start, shown);
    else if (shown) this.visitor.leave();
  }

  private startAfter(padding: number): number {
    const start = this.isFirst ? this.position : this.position + padding;
    this.isFirst = false;
    return start;
  }

  /** Extras, such as comments, stand outside of the grammar's productions and have no other name. */
  private nextAlias(isExtra: number): number {
    return isExtra || !this.alias ? 0 : this.shorts[this.alias++]!;
  }

  private enter(symbol: number, start: number): boolean {
    const type = symbol === ERROR_SYMBOL ? symbol : this.shorts[this.publicSymbols + symbol]!;
    // Positions are bytes of UTF-16.
    return this.visitor.enter(type, start >> 1, this.position >> 1);
  }

  /** Goes on with the children, which lie just before the node. */
  private descend(node: number, count: number, start: number, shown: boolean): void {
    this.above.push(this.at, this.last, this.alias, this.position, shown ? 1 : 0);
    const production = this.shorts[(node + NODE.production) >> 1]!;
    this.at = node - count * SUBTREE_SIZE;
    this.last = node;
    this.alias = production ? this.aliases + production * this.aliasLength : 0;
    this.position = start;
    this.isFirst = true;
  }

  /** Goes on behind the parent; false behind the root. */
  private leave(): boolean {
    const { above } = this;
    if (!above.length) return false;
    if (above.pop()) this.visitor.leave();
    this.position = above.pop()!;
    this.alias = above.pop()!;
    this.last = above.pop()!;
    this.at = above.pop()!;
    return true;
  }
}
