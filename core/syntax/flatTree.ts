// A tree-sitter tree copied once into plain arrays, so that no later step crosses the WebAssembly border.

import { LeafScanner } from './leafScanner';
import type { NodeShape, NodeTypes } from './nodeTypes';
import type { SyntaxTree, TreeCursor } from './treeSitter';

/** Nodes in preorder; `after(i)` is the node after the subtree of `i`, so the children of `i` are `i + 1`, `after(i + 1)`, … */
export class FlatTree {
  private ids: Uint16Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private nexts: Int32Array;
  private readonly types: NodeTypes;
  count = 0;

  /** @param offset where `text` stands in the text of the whole file; all offsets count from the start of the file */
  constructor(tree: SyntaxTree, text: string, types: NodeTypes, offset = 0) {
    const capacity = 64 + (text.length >> 1);
    this.ids = new Uint16Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.types = types;
    const exact = !tree.rootNode.hasError;
    const cursor = tree.walk();
    this.walk(cursor, new LeafScanner(cursor, text, exact));
    cursor.delete();
    if (offset) this.shift(offset);
  }

  private shift(offset: number): void {
    for (let node = 0; node < this.count; node++) {
      this.starts[node]! += offset;
      this.ends[node]! += offset;
    }
  }

  private walk(cursor: TreeCursor, leaves: LeafScanner): void {
    const open: number[] = [];
    const { shapes, names } = this.types;
    for (;;) {
      const id = cursor.nodeTypeId;
      const shape: NodeShape = shapes[id] ?? 'inner';
      if (shape === 'inner' && cursor.gotoFirstChild()) {
        open.push(this.add(id, -1, -1));
        continue;
      }
      leaves.read(shape, names[id]);
      if (shape !== 'skip') {
        const node = this.add(id, leaves.start, leaves.end);
        if (shape === 'string' && leaves.isFormatted && cursor.gotoFirstChild()) {
          leaves.rewind();
          open.push(node);
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        const parent = open.pop();
        if (parent === undefined) return;
        cursor.gotoParent();
        this.close(parent, cursor, leaves);
      }
    }
  }

  /** A node with children begins with its first and ends with its last child. */
  private close(parent: number, cursor: TreeCursor, leaves: LeafScanner): void {
    this.nexts[parent] = this.count;
    const shape = this.types.shapes[this.ids[parent]!];
    if (shape === 'string' || this.count === parent + 1 || this.types.names[this.ids[parent]!] === 'format_specifier') {
      this.starts[parent] = cursor.startIndex;
      this.ends[parent] = cursor.endIndex;
      leaves.end = this.ends[parent]!;
    } else {
      this.starts[parent] = this.starts[parent + 1]!;
      this.ends[parent] = this.lastEnd;
    }
    this.lastEnd = this.ends[parent]!;
  }

  /** Where the node that was finished last ends. */
  private lastEnd = 0;

  private add(id: number, start: number, end: number): number {
    if (this.count === this.ids.length) this.grow();
    const node = this.count++;
    this.ids[node] = id;
    this.starts[node] = start;
    this.ends[node] = end;
    this.nexts[node] = this.count;
    if (end >= 0) this.lastEnd = end;
    return node;
  }

  private grow(): void {
    const capacity = this.ids.length * 2;
    const grown = <T extends Uint16Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.ids = grown(new Uint16Array(capacity), this.ids);
    this.starts = grown(new Int32Array(capacity), this.starts);
    this.ends = grown(new Int32Array(capacity), this.ends);
    this.nexts = grown(new Int32Array(capacity), this.nexts);
  }

  /** The grammar's name of the node; `ERROR` where the parser could not read. */
  type(node: number): string {
    return this.types.names[this.ids[node]!] ?? 'ERROR';
  }

  start(node: number): number {
    return this.starts[node]!;
  }

  end(node: number): number {
    return this.ends[node]!;
  }

  /** The node after the subtree of `node`: its next sibling, if its parent has one. */
  after(node: number): number {
    return this.nexts[node]!;
  }

  /** The first child, or undefined for a leaf. */
  first(node: number): number | undefined {
    return this.nexts[node]! > node + 1 ? node + 1 : undefined;
  }

  /** All children, punctuation and keywords too, but no comments. */
  children(node: number): number[] {
    const found: number[] = [];
    const end = this.nexts[node]!;
    for (let child = node + 1; child < end; child = this.nexts[child]!) found.push(child);
    return found;
  }
}
