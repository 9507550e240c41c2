// At the end of which lines a comment may stand: not inside a string, not after a backslash.

import { LineIndex } from '../text/lines';
import { Lexer } from './strict/lexer';
import * as T from './strict/tokenKinds';

export interface CommentText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The lines of one text, and which of them may end with a comment. Text that Python refuses counts as if it could anywhere. */
export class CommentPlaces {
  readonly lines: LineIndex;
  /** Lines that end inside a string. */
  private readonly closed = new Set<number>();
  private readonly comments = new Map<number, CommentText>();

  constructor(text: string) {
    this.lines = new LineIndex(text);
    const lexer = new Lexer(text);
    while (lexer.nextLine() && !lexer.problem)
      for (const line of linesInStrings(lexer, this.lines)) this.closed.add(line);
    for (let i = 0; i < lexer.comments.length; i += 2) {
      const [start, end] = [lexer.comments[i]!, lexer.comments[i + 1]!];
      this.comments.set(this.lines.position(start).line, { start, end, text: text.slice(start, end) });
    }
  }

  /** The comment in a line. */
  commentOn(line: number): CommentText | undefined {
    return this.comments.get(line);
  }

  /** The first line from this one on at whose end a comment may stand. */
  lineFrom(line: number): number {
    let at = line;
    while (at < this.lines.lineCount && (this.closed.has(at) || this.goesOn(at))) at++;
    return at;
  }

  private goesOn(line: number): boolean {
    return this.lines.line(line).endsWith('\\') && !this.comments.has(line);
  }
}

/** The lines that end inside a string of the logical line just read. */
function* linesInStrings({ tokens }: Lexer, lines: LineIndex): Iterable<number> {
  const { kinds, starts, ends, count } = tokens;
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    const kind = kinds[i]!;
    if (kind === T.FSTRING_START) open.push(starts[i]!);
    const isString = kind === T.STRING || kind === T.BYTES;
    const start = kind === T.FSTRING_END ? open.pop() : isString ? starts[i] : undefined;
    if (start === undefined) continue;
    const last = lines.position(ends[i]!).line;
    for (let line = lines.position(start).line; line < last; line++) yield line;
  }
}
