// Positions of the protocol (line and character from 0, in the negotiated encoding) to offsets, and back.

import type { Position, Range } from 'vscode-languageserver';
import { LineIndex } from '../../../core/text/lines';

/** How `character` counts: UTF-16 code units or UTF-8 bytes. */
export type Encoding = 'utf-16' | 'utf-8';

/** The first encoding of the client's list that we speak. Every client speaks UTF-16 (LSP 3.17, `general.positionEncodings`). */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  return offered?.find((name) => name === 'utf-16' || name === 'utf-8') ?? 'utf-16';
}

/** Positions in one text. A byte order mark the client counts on line 0 is not part of the text. */
export class TextPositions {
  private readonly lines: LineIndex;

  constructor(
    readonly text: string,
    private readonly encoding: Encoding,
    private readonly byteOrderMark = false,
  ) {
    this.lines = new LineIndex(text);
  }

  /** The position of an offset; offsets outside the text are clamped. */
  position(offset: number): Position {
    const { line, column } = this.lines.position(offset);
    const end = Math.max(0, Math.min(offset, this.text.length));
    const before = this.text.slice(end - (column - 1), end);
    const width = this.encoding === 'utf-8' ? Buffer.byteLength(before) : before.length;
    return { line: line - 1, character: width + this.markWidth(line - 1) };
  }

  /** The offset of a position; a character past the end of its line means the end of the line. */
  offset(position: Position): number {
    if (position.line >= this.lines.lineCount) return this.text.length;
    const start = this.lines.offset({ line: position.line + 1, column: 1 });
    const line = this.lines.line(position.line + 1);
    const width = Math.max(0, position.character - this.markWidth(position.line));
    return start + (this.encoding === 'utf-8' ? unitsOfBytes(line, width) : Math.min(width, line.length));
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  private markWidth(line: number): number {
    if (!this.byteOrderMark || line > 0) return 0;
    return this.encoding === 'utf-8' ? 3 : 1;
  }
}

/** How many UTF-16 units of `line` lie within its first `bytes` UTF-8 bytes; a character cut in two does not count. */
function unitsOfBytes(line: string, bytes: number): number {
  let left = bytes;
  let units = 0;
  for (const character of line) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    units += character.length;
  }
  return units;
}
