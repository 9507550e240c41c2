// Python's tokenizer, one logical line at a time; it refuses what CPython's tokenizer refuses, with the same words.

import { type Brackets, readBracket } from './brackets';
import { IndentStack } from './indentation';
import { readName } from './names';
import { readNumber } from './numbers';
import { isNewline, SIGNS_2, SIGNS_3, skipNewline } from './signs';
import { readString, type StringState } from './strings';
import * as T from './tokenKinds';
import { TokenList } from './tokenList';

/** What the tokenizer refuses; `start` is where CPython points. */
export interface LexProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** True if CPython reports it even where its parser has refused something before. */
  readonly prior: boolean;
}

const NOT_PRIOR = /^unexpected (?:character after|EOF)/;

/** The state of the tokenizer at the start of a line; enough to go on from there. */
export class Lexer implements Brackets, StringState {
  readonly tokens = new TokenList();
  /** The next character to read. */
  at = 0;
  /** What is wrong with the line just read, if its last token is an ERROR. */
  problem: LexProblem | undefined;
  /** What is wrong with its indentation; its tokens are complete nevertheless. */
  indentProblem: LexProblem | undefined;
  /** How the line just read stands to the one before: 1 deeper, 0 the same, -n blocks closed. */
  indentChange = 0;
  /** Where the first token of the line stands. */
  lineStart = 0;
  readonly open: number[] = [];
  /** Start and end of each comment read so far, in order. */
  readonly comments: number[] = [];

  constructor(
    readonly text: string,
    private readonly indents = new IndentStack(),
  ) {
    // A byte order mark is no part of the program.
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** A lexer that reads on from here, on its own. */
  copy(): Lexer {
    const copy = new Lexer(this.text, this.indents.copy());
    copy.at = this.at;
    return copy;
  }

  /** Columns of the indentation of the line just read, as CPython counts them. */
  get column(): number {
    return this.indents.column;
  }

  /** Reads the next logical line into `tokens`; false at the end of the text. */
  nextLine(): boolean {
    this.tokens.clear();
    this.problem = undefined;
    this.indentProblem = undefined;
    this.open.length = 0;
    if (!this.skipToCode()) {
      this.lineStart = this.text.length;
      this.indentChange = this.indents.closeAll();
      return false;
    }
    this.lineStart = this.at;
    this.indentChange = this.indents.change();
    if (this.indents.problem)
      this.indentProblem = { start: this.at, end: this.at + 1, message: this.indents.problem, prior: false };
    while (this.readToken());
    return true;
  }

  refuse(start: number, end: number, message: string): false {
    this.problem ??= { start, end, message, prior: !NOT_PRIOR.test(message) };
    this.tokens.add(T.ERROR, start, end, this.open.length);
    return false;
  }

  /** Skips blank lines and comments; leaves `at` at the first character of code. False at the end of the text. */
  private skipToCode(): boolean {
    const { text } = this;
    for (;;) {
      this.at = this.indents.measure(text, this.at);
      const code = text.charCodeAt(this.at);
      if (code === 35) this.skipComment();
      else if (this.at >= text.length) return false;
      else if (!isNewline(code)) return true;
      if (this.at >= text.length) return false;
      this.at = skipNewline(text, this.at);
    }
  }

  private skipComment(): void {
    const start = this.at;
    while (this.at < this.text.length && !isNewline(this.text.charCodeAt(this.at))) this.at++;
    // After a broken statement, lines are read again.
    if (start >= (this.comments.at(-1) ?? 0)) this.comments.push(start, this.at);
  }

  /** Skips blanks, comments and, inside brackets, line breaks. */
  skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 35) this.skipComment();
      else if (code === 32 || code === 9 || code === 12 || (isNewline(code) && this.open.length)) this.at++;
      else return;
    }
  }

  /** Reads one token; false after the last one of the logical line. */
  readToken(): boolean {
    const { text } = this;
    for (;;) {
      this.skipBlanks();
      const code = text.charCodeAt(this.at);
      if (isNewline(code) || this.at >= text.length) return this.endLine();
      if (code !== 92) return this.readCode(code);
      if (!this.continueLine()) return false;
    }
  }

  private endLine(): false {
    const start = this.at;
    if (this.open.length) this.tokens.add(T.END_IN_BRACKET, start, start, this.open.length);
    else this.tokens.add(T.NEWLINE, start, start, 0);
    this.at = skipNewline(this.text, start);
    return false;
  }

  private continueLine(): boolean {
    const start = this.at;
    if (!isNewline(this.text.charCodeAt(start + 1)) && start + 1 < this.text.length) {
      return this.refuse(start, start + 1, 'unexpected character after line continuation character');
    }
    this.at = skipNewline(this.text, start + 1);
    return this.at < this.text.length || this.refuse(start, start + 1, 'unexpected EOF while parsing');
  }

  private readCode(code: number): boolean {
    if (isWordStart(code)) return readName(this);
    if (isDigit(code) || (code === 46 && isDigit(this.text.charCodeAt(this.at + 1)))) return readNumber(this);
    if (code === 34 || code === 39) return readString(this, this.at);
    if (code === 40 || code === 41 || code === 91 || code === 93 || code === 123 || code === 125)
      return readBracket(this, code);
    return this.readSign(code);
  }

  private readSign(code: number): boolean {
    const start = this.at;
    const next = this.text.charCodeAt(start + 1);
    // The second character of every longer sign: * . / < = >
    const long = next === 61 || next === 42 || next === 46 || next === 47 || next === 60 || next === 62;
    if (long && this.readLongSign(start)) return true;
    if (code < 32 || code === 127) return this.refuse(start, start + 1, nonPrintable(code));
    this.at = start + 1;
    this.tokens.add(code, start, this.at, this.open.length);
    return true;
  }

  private readLongSign(start: number): boolean {
    const three = SIGNS_3.get(this.text.slice(start, start + 3));
    const kind = three ?? SIGNS_2.get(this.text.slice(start, start + 2));
    if (!kind) return false;
    this.at = start + (three ? 3 : 2);
    this.tokens.add(kind, start, this.at, this.open.length);
    return true;
  }
}

function nonPrintable(code: number): string {
  return `invalid non-printable character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}
