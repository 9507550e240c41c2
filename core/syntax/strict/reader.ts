// Reads the tokens of one logical line: the ground that the rules of the grammar stand on.

import type { Lexer } from './lexer';
import * as T from './tokenKinds';

/** Where and why Python refuses a statement. Thrown within this folder only, to leave the rules at once. */
export class Refusal {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly message: string,
  ) {}
}

/** What the expression read last is, in CPython's words; the first five can be assigned to. */
export type Shape =
  | 'name'
  | 'attribute'
  | 'subscript'
  | 'tuple'
  | 'list'
  | 'starred'
  | 'function call'
  | 'literal'
  | 'True'
  | 'False'
  | 'None'
  | 'ellipsis'
  | 'f-string expression'
  | 'expression'
  | 'comparison'
  | 'conditional expression'
  | 'lambda'
  | 'await expression'
  | 'yield expression'
  | 'named expression'
  | 'dict literal'
  | 'set display'
  | 'list comprehension'
  | 'set comprehension'
  | 'dict comprehension'
  | 'generator expression';

export const FORGOTTEN_COMMA = 'invalid syntax. Perhaps you forgot a comma?';

const TARGETS: ReadonlySet<Shape> = new Set(['name', 'attribute', 'subscript', 'tuple', 'list', 'starred']);

/** The expression rules that other rules need; `ExpressionReader` implements them. */
export abstract class TokenReader {
  /** The token to read next. */
  at = 0;
  /** What the expression read last is. */
  shape: Shape = 'name';
  /** True if it stands in parentheses of its own. */
  grouped = false;
  /** Its first token, inside such parentheses. */
  first = 0;
  /** The first part of it that cannot be assigned to, or -1; its shape is `badShape`. */
  bad = -1;
  badShape: Shape = 'name';
  /** The first starred part of it, or -1. */
  star = -1;
  /** Start and end of the last part between commas that an expression begins with (without a trailing `if … else`). */
  partStart = -1;
  partEnd = -1;
  /** Where CPython says that part starts: inside the parentheses around all of it. */
  protected partFirst = -1;
  /** How far the last rule came that could not be read when it was tried. */
  reached = 0;
  /** True while it is only tried whether something can be read: the place of a refusal does not matter then. */
  private trying = false;

  constructor(readonly lexer: Lexer) {}

  abstract expression(): void;
  abstract namedExpression(): void;
  abstract disjunction(): void;
  abstract bitwiseOr(): void;
  abstract starExpressions(): void;
  abstract targets(): void;
  /** The least that makes an expression: signs and the atom after them, or a lambda. */
  abstract leadingOperand(): void;
  abstract strings(): void;

  get kind(): number {
    return this.lexer.tokens.kinds[this.at]!;
  }

  kindAt(index: number): number {
    return index < this.lexer.tokens.count ? this.lexer.tokens.kinds[index]! : T.NEWLINE;
  }

  textAt(index: number): string {
    const { starts, ends } = this.lexer.tokens;
    return this.lexer.text.slice(starts[index]!, ends[index]!);
  }

  /** True if the token to read next is that name (a soft keyword). */
  isName(name: string): boolean {
    return this.kind === T.NAME && this.textAt(this.at) === name;
  }

  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.at++;
    return true;
  }

  expect(kind: number): void {
    if (this.kind !== kind) this.unexpected();
    this.at++;
  }

  dottedName(): void {
    this.expect(T.NAME);
    while (this.accept(T.DOT)) this.expect(T.NAME);
  }

  /** Refuses at a token. */
  fail(index: number, message: string): never {
    const { starts, ends } = this.lexer.tokens;
    throw new Refusal(starts[index]!, Math.max(ends[index]!, starts[index]! + 1), message);
  }

  /**
   * The last token that CPython has read when it refuses here for a reason found later: after a lone name it looks further,
   * for the statement `print x` of Python 2.
   */
  farthest(): number {
    let { at } = this;
    if (this.partEnd !== at || this.partStart !== at - 1 || this.kindAt(at - 1) !== T.NAME) return at;
    this.canRead(() => {
      this.starExpressions();
      at = this.at;
    });
    return at;
  }

  /** True if the rule can be read from here; the reader stands where it stood before. */
  canRead(rule: () => void): boolean {
    const { at, partStart, partEnd, partFirst, trying } = this;
    this.trying = true;
    try {
      rule();
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.reached = this.at;
      return false;
    } finally {
      this.at = at;
      this.partStart = partStart;
      this.partEnd = partEnd;
      this.partFirst = partFirst;
      this.trying = trying;
    }
  }

  /** Notes what was read, starting at token `first`. */
  found(shape: Shape, first: number): void {
    this.shape = shape;
    this.first = first;
    this.grouped = false;
    this.star = -1;
    this.bad = TARGETS.has(shape) ? -1 : first;
    this.badShape = shape;
  }

  /** Refuses the token to read next, with the place and the words of CPython; it may point at another token, `index`. */
  unexpected(message = 'invalid syntax', index = this.at): never {
    const { tokens, open, problem } = this.lexer;
    if (this.kind === T.ERROR && problem) throw new Refusal(problem.start, problem.end, problem.message);
    if (this.kind === T.END_IN_BRACKET) this.failUnclosed(open.at(-1)!);
    if (!this.trying) {
      this.failForgottenComma(tokens.depths[this.at]!);
      this.failAfterName();
    }
    this.fail(index, message);
  }

  failUnclosed(bracket: number): never {
    throw new Refusal(bracket, bracket + 1, `'${this.lexer.text[bracket]}' was never closed`);
  }

  /** `f(a b)`: two expressions side by side inside brackets; CPython points at the first. */
  private failForgottenComma(depth: number): void {
    if (this.partEnd !== this.at || depth === 0 || !this.mayLackComma(this.partStart)) return;
    if (this.canRead(() => this.leadingOperand())) this.fail(this.partFirst, FORGOTTEN_COMMA);
  }

  /** False for what CPython takes for something else: a wrong prefix of a string, soft keywords, `print x`. */
  protected mayLackComma(start: number): boolean {
    if (this.kindAt(start) !== T.NAME) return true;
    const next = this.kindAt(start + 1);
    if (next === T.STRING || next === T.BYTES || next === T.FSTRING_START) return false;
    const name = this.textAt(start);
    return !/^(match|case|_|type)$/.test(name) && !(this.partEnd === start + 1 && /^(print|exec)$/.test(name));
  }

  /** After a lone name CPython reads on, to find `print x` of Python 2; what it refuses on the way counts. */
  private failAfterName(): void {
    const start = this.at - 1;
    if (this.partEnd !== this.at || this.partStart !== start || this.kindAt(start) !== T.NAME) return;
    const name = this.textAt(start);
    if (/^(print|exec)$/.test(name) && this.canRead(() => this.leadingOperand())) {
      this.fail(start, `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`);
    }
    const { at, partStart, partEnd, partFirst } = this;
    this.partEnd = -1;
    try {
      this.starExpressions();
      this.failForgottenComma(this.lexer.tokens.depths[this.at]!);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.message !== 'invalid syntax') throw refusal;
    }
    Object.assign(this, { at, partStart, partEnd, partFirst });
  }
}
