// Indentation as CPython's tokenizer measures it: a tab goes to the next multiple of 8, and must mean the same at width 1.

import { isNewline, skipNewline } from './signs';

const MAX_INDENTS = 100;
const UNMATCHED = 'unindent does not match any outer indentation level';
const MIXED = 'inconsistent use of tabs and spaces in indentation';

export class IndentStack {
  /** Columns of the line just measured. */
  column = 0;
  /** Columns of it with tabs of width 1. */
  private narrow = 0;
  /** What CPython refuses about the line just measured. */
  problem: string | undefined;

  constructor(
    private readonly columns = [0],
    private readonly narrows = [0],
  ) {}

  copy(): IndentStack {
    return new IndentStack([...this.columns], [...this.narrows]);
  }

  /** Measures the blanks at `at`; gives the offset of the first other character. */
  measure(text: string, at: number): number {
    let end = this.measureLine(text, at);
    // A backslash in the indentation: the columns before it count, if there are any.
    while (text.charCodeAt(end) === 92 && isNewline(text.charCodeAt(end + 1))) {
      const { column, narrow } = this;
      end = this.measureLine(text, skipNewline(text, end + 1));
      if (column > 0) {
        this.column = column;
        this.narrow = narrow;
      }
    }
    return end;
  }

  private measureLine(text: string, at: number): number {
    this.column = 0;
    this.narrow = 0;
    for (let i = at; ; i++) {
      const code = text.charCodeAt(i);
      if (code === 32) {
        this.column++;
        this.narrow++;
      } else if (code === 9) {
        this.column = ((this.column >> 3) + 1) << 3;
        this.narrow++;
      } else if (code === 12) {
        this.column = 0;
        this.narrow = 0;
      } else return i;
    }
  }

  /** Compares the line just measured with the open blocks: 1 opens one, -n closes n. */
  change(): number {
    this.problem = undefined;
    if (this.column > this.columns.at(-1)!) return this.deeper();
    let change = 0;
    while (this.column < this.columns.at(-1)!) {
      this.columns.pop();
      this.narrows.pop();
      change--;
    }
    if (this.column !== this.columns.at(-1)) {
      this.problem = UNMATCHED;
      // To read on, the line counts as one of the block that it stands nearest to.
      this.columns.push(this.column);
      this.narrows.push(this.narrow);
      change++;
    } else if (this.narrow !== this.narrows.at(-1)) this.problem = MIXED;
    return change;
  }

  private deeper(): number {
    if (this.narrow <= this.narrows.at(-1)!) this.problem = MIXED;
    if (this.columns.length >= MAX_INDENTS) {
      this.problem = 'too many levels of indentation';
      return 0;
    }
    this.columns.push(this.column);
    this.narrows.push(this.narrow);
    return 1;
  }

  /** The end of the text closes all blocks. */
  closeAll(): number {
    const change = 1 - this.columns.length;
    this.columns.length = 1;
    this.narrows.length = 1;
    this.column = 0;
    return change || 0;
  }
}
