// A tree-sitter tree copied once into plain arrays, so that no later step crosses the WebAssembly border.

import type { PythonLanguage, SyntaxTree, TreeCursor } from './treeSitter';

/** What the walk does with a node of some type. */
type Shape = 'inner' | 'leaf' | 'comment' | 'skip' | 'string';

const LEAVES = new Set(
  'identifier integer float true false none ellipsis wildcard_import string_start string_content string_end type_conversion'.split(
    ' ',
  ),
);

function shapeOf(type: string): Shape {
  if (type === 'comment' || type === 'string') return type;
  if (type === 'line_continuation') return 'skip';
  return LEAVES.has(type) || !/^[a-z]/.test(type) ? 'leaf' : 'inner';
}

/** Type names by id; the grammar's literal tokens in capitals (`'YIELD'` is the keyword, `'yield'` the expression). */
function typeNames(language: PythonLanguage): string[] {
  const names = language.types.map((name, id) =>
    language.nodeTypeIsNamed(id) || name === 'not in' || name === 'is not' ? (name ?? '') : (name ?? '').toUpperCase(),
  );
  // Names come out of WebAssembly memory; as property keys they are made unique, so that comparing them compares pointers.
  return names.map((name) => Object.keys({ [name]: 0 })[0]!);
}

/** Nodes in preorder; `next[i]` is the node after the subtree of `i`, so the children of `i` are `i + 1`, `next[i + 1]`, … */
export class FlatTree {
  private ids: Uint16Array;
  private starts: Int32Array;
  private ends: Int32Array;
  private nexts: Int32Array;
  private readonly names: readonly string[];
  count = 0;
  /** Start and end of each comment, in order. */
  readonly comments: number[] = [];

  constructor(tree: SyntaxTree, text: string, language: PythonLanguage) {
    const capacity = 64 + (text.length >> 1);
    this.ids = new Uint16Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    this.names = typeNames(language);
    const cursor = tree.walk();
    this.walk(cursor, text, this.names.map(shapeOf));
    cursor.delete();
  }

  private walk(cursor: TreeCursor, text: string, shapes: readonly Shape[]): void {
    const open: number[] = [];
    for (;;) {
      const id = cursor.nodeTypeId;
      const shape = shapes[id] ?? 'inner';
      if (shape === 'comment') this.comments.push(cursor.startIndex, cursor.endIndex);
      else if (shape !== 'skip') {
        const node = this.add(id, cursor.startIndex, cursor.endIndex);
        const enter = shape === 'inner' || (shape === 'string' && isFormatted(text, this.starts[node]!));
        if (enter && cursor.gotoFirstChild()) {
          open.push(node);
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        const parent = open.pop();
        if (parent === undefined) return;
        this.nexts[parent] = this.count;
        cursor.gotoParent();
      }
    }
  }

  private add(id: number, start: number, end: number): number {
    if (this.count === this.ids.length) this.grow();
    const node = this.count++;
    this.ids[node] = id;
    this.starts[node] = start;
    this.ends[node] = end;
    this.nexts[node] = this.count;
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
    return this.names[this.ids[node]!] ?? 'ERROR';
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

  /** All children, punctuation and keywords too; comments are in `comments`. */
  children(node: number): number[] {
    const found: number[] = [];
    const end = this.nexts[node]!;
    for (let child = node + 1; child < end; child = this.nexts[child]!) found.push(child);
    return found;
  }
}

/** True if the string literal at `start` is an f-string, the only kind whose inside matters as a tree. */
function isFormatted(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) {
    const letter = text[i];
    if (letter === 'f' || letter === 'F' || letter === 't' || letter === 'T') return true;
    if (letter === '"' || letter === "'") return false;
  }
  return false;
}
