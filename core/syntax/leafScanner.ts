// Where the leaves of a tree stand. Most follow from the text and the leaf before, without asking WebAssembly.

import type { NodeShape } from './nodeTypes';
import type { TreeCursor } from './treeSitter';

export class LeafScanner {
  start = 0;
  end = 0;

  /** @param exact true for a tree without errors, where every leaf has its own text and follows the one before */
  constructor(
    private readonly cursor: TreeCursor,
    private readonly text: string,
    private readonly exact: boolean,
  ) {}

  /** Sets `start` and `end` for the leaf under the cursor. */
  read(shape: NodeShape, name: string | undefined): void {
    if (this.exact && shape === 'identifier' && this.readIdentifier()) return;
    if (this.exact && shape === 'literal' && name !== undefined && this.readLiteral(name)) return;
    this.start = this.cursor.startIndex;
    this.end = this.cursor.endIndex;
  }

  /** True if the string literal just read is an f-string, the only kind whose inside matters as a tree. */
  get isFormatted(): boolean {
    for (let i = this.start; i < this.start + 3; i++) {
      const letter = this.text[i];
      if (letter === 'f' || letter === 'F' || letter === 't' || letter === 'T') return true;
      if (letter === '"' || letter === "'") return false;
    }
    return false;
  }

  /** Goes back to the start of the leaf just read, because its children are read next. */
  rewind(): void {
    this.end = this.start;
  }

  private readIdentifier(): boolean {
    const start = this.skipBlanks();
    if (!isWord(this.text.charCodeAt(start))) return false;
    let end = start + 1;
    while (isWord(this.text.charCodeAt(end))) end++;
    if (this.text.charCodeAt(end) > 127) return false;
    this.start = start;
    this.end = end;
    return true;
  }

  private readLiteral(name: string): boolean {
    const start = this.skipBlanks();
    for (let i = 0; i < name.length; i++) {
      const code = this.text.charCodeAt(start + i);
      // Names of keywords are in capitals.
      if (code !== name.charCodeAt(i) && code - 32 !== name.charCodeAt(i)) return false;
    }
    this.start = start;
    this.end = start + name.length;
    return true;
  }

  private skipBlanks(): number {
    let at = this.end;
    for (;;) {
      const code = this.text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
      at++;
    }
  }
}

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95 || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}
