// A tree-sitter tree copied once into plain arrays, so that no later step crosses the WebAssembly border.

import type { NodeTypes } from './nodeTypes';
import type { SyntaxTree, TreeVisitor } from './treeSitter';

/** Nodes in preorder; `after(i)` is the node after the subtree of `i`, so the children of `i` are `i + 1`, `after(i + 1)`, … */
export class FlatTree implements TreeVisitor {
  private ids: Uint16Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private nexts: Int32Array;
  private readonly open: number[] = [];
  /** Where the node that was finished last ends. */
  private lastEnd = 0;
  count = 0;

  /** @param offset where `text` stands in the text of the whole file; all offsets count from the start of the file */
  constructor(
    tree: SyntaxTree,
    private readonly text: string,
    readonly types: NodeTypes,
    private readonly offset = 0,
  ) {
    // Python has a node for seven to eight characters.
    const capacity = 64 + (text.length >> 2);
    this.ids = new Uint16Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    tree.visit(this);
  }

  enter(typeId: number, start: number, end: number): boolean {
    const { shapes } = this.types;
    const id = Math.min(typeId, shapes.length - 1);
    const shape = shapes[id];
    if (shape === 'skip') return false;
    this.add(id, start + this.offset, end + this.offset);
    if (shape === 'leaf' || (shape === 'string' && !isFormatted(this.text, start))) return false;
    this.open.push(this.count - 1);
    return true;
  }

  /** A node with children begins with its first and ends with its last child: line ends and the like are not shown. */
  leave(): void {
    const node = this.open.pop()!;
    this.nexts[node] = this.count;
    const type = this.ids[node]!;
    const keepsPlace = this.types.shapes[type] === 'string' || this.types.names[type] === 'format_specifier';
    if (this.count > node + 1 && !keepsPlace) {
      this.starts[node] = this.starts[node + 1]!;
      this.ends[node] = this.lastEnd;
    }
    this.lastEnd = this.ends[node]!;
  }

  private add(id: number, start: number, end: number): void {
    if (this.count === this.ids.length) this.grow();
    const node = this.count++;
    this.ids[node] = id;
    this.starts[node] = start;
    this.ends[node] = end;
    this.nexts[node] = this.count;
    this.lastEnd = end;
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
    return this.types.names[this.ids[node]!]!;
  }

  /** The place of its type in the tables of `types`. */
  typeId(node: number): number {
    return this.ids[node]!;
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

/** True for an f-string, the only string literal whose inside matters as a tree. */
function isFormatted(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const letter = text[i];
    if (letter === 'f' || letter === 'F' || letter === 't' || letter === 'T') return true;
    if (letter === '"' || letter === "'") return false;
  }
  return false;
}
