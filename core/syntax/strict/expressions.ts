// The rules for expressions: operators, calls, subscripts, collections, comprehensions.

import { readArguments } from './arguments';
import { readBraces, readBrackets, readParentheses } from './collections';
import { readFormattedString } from './formattedStrings';
import { checkLiteral } from './literals';
import { readParameters } from './parameters';
import { FORGOTTEN_COMMA, TokenReader } from './reader';
import * as T from './tokenKinds';

const BINARY = new Set([
  T.PLUS,
  T.MINUS,
  T.STAR,
  T.SLASH,
  T.AT,
  T.BAR,
  T.POWER,
  T.FLOOR_DIVIDE,
  T.SHIFT_LEFT,
  T.SHIFT_RIGHT,
  T.sign('%'),
  T.sign('&'),
  T.sign('^'),
]);
const COMPARE = new Set([T.EQUAL, T.NOT_EQUAL, T.LESS_EQUAL, T.GREATER_EQUAL, T.sign('<'), T.sign('>'), T.IN]);

export class ExpressionReader extends TokenReader {
  /** Where the expression being read begins. */
  private begin = 0;

  /** `a if b else c`, `lambda: a`, or a disjunction. */
  override expression(): void {
    const first = this.at;
    const { begin } = this;
    for (let rest = first; ; rest = this.at) {
      if (this.accept(T.LAMBDA)) {
        readParameters(this, T.COLON);
        this.expect(T.COLON);
        this.found('lambda', first);
        continue;
      }
      this.begin = rest;
      this.disjunction();
      this.partStart = rest;
      this.partEnd = this.at;
      this.partFirst = this.grouped ? this.first : rest;
      if (this.kind !== T.IF) break;
      this.at++;
      this.disjunction();
      this.expectElse(rest);
    }
    this.begin = begin;
    if (this.lexer.tokens.kinds[first] === T.LAMBDA) this.found('lambda', first);
    else if (this.partStart !== first) this.found('conditional expression', first);
  }

  private expectElse(first: number): void {
    if (this.kind !== T.ELSE && this.kind !== T.COLON && this.kind !== T.ERROR && this.kind !== T.END_IN_BRACKET) {
      this.fail(first, "expected 'else' after 'if' expression");
    }
    this.expect(T.ELSE);
  }

  override disjunction(): void {
    const first = this.at;
    let operators = 0;
    for (;;) {
      while (this.accept(T.NOT)) operators++;
      this.comparison();
      if (this.kind !== T.AND && this.kind !== T.OR) break;
      this.at++;
      operators++;
    }
    if (operators) this.found('expression', first);
  }

  private comparison(): void {
    const first = this.at;
    this.bitwiseOr();
    let operators = 0;
    while (this.acceptComparison()) {
      this.bitwiseOr();
      operators++;
    }
    if (operators) this.found('comparison', first);
  }

  private acceptComparison(): boolean {
    if (COMPARE.has(this.kind)) this.at++;
    else if (this.kind === T.NOT) {
      if (this.kindAt(this.at + 1) !== T.IN) return false;
      this.at += 2;
    } else if (this.accept(T.IS)) this.accept(T.NOT);
    else return false;
    return true;
  }

  /** Arithmetic, shifts and bit operators: what may stand on either side of a comparison. */
  override bitwiseOr(): void {
    const first = this.at;
    this.operand();
    let operators = 0;
    while (BINARY.has(this.kind)) {
      this.at++;
      this.operand();
      operators++;
    }
    if (operators) this.found('expression', first);
  }

  private operand(): void {
    const first = this.at;
    while (this.kind === T.MINUS || this.kind === T.PLUS || this.kind === T.TILDE) this.at++;
    const signs = this.at - first;
    const awaits = this.accept(T.AWAIT);
    this.primary();
    if (signs) this.found('expression', first);
    else if (awaits) this.found('await expression', first);
  }

  override leadingOperand(): void {
    if (this.kind === T.LAMBDA) {
      this.expression();
      return;
    }
    while (this.kind === T.NOT || this.kind === T.MINUS || this.kind === T.PLUS || this.kind === T.TILDE) this.at++;
    this.accept(T.AWAIT);
    this.atom();
  }

  private primary(): void {
    const first = this.at;
    this.atom();
    for (;;) {
      if (this.accept(T.DOT)) {
        this.expect(T.NAME);
        this.found('attribute', first);
      } else if (this.accept(T.OPEN_PAREN)) {
        readArguments(this);
        this.found('function call', first);
      } else if (this.accept(T.OPEN_BRACKET)) {
        this.subscripts();
        this.found('subscript', first);
      } else return;
    }
  }

  private atom(): void {
    const first = this.at;
    switch (this.kind) {
      case T.NAME:
        this.at++;
        this.found('name', first);
        return;
      case T.NUMBER:
        this.at++;
        this.found('literal', first);
        return;
      case T.STRING:
      case T.BYTES:
      case T.FSTRING_START:
        this.strings();
        return;
      case T.OPEN_PAREN:
        readParentheses(this);
        return;
      case T.OPEN_BRACKET:
        readBrackets(this);
        return;
      case T.OPEN_BRACE:
        readBraces(this);
        return;
      default:
        this.constant(first);
        return;
    }
  }

  private constant(first: number): void {
    const { kind } = this;
    if (kind !== T.TRUE && kind !== T.FALSE && kind !== T.NONE && kind !== T.ELLIPSIS) this.unexpected();
    this.at++;
    this.found(kind === T.TRUE ? 'True' : kind === T.FALSE ? 'False' : kind === T.NONE ? 'None' : 'ellipsis', first);
  }

  /** One or more string literals side by side. */
  override strings(): void {
    const first = this.at;
    let bytes = 0;
    let texts = 0;
    for (; ; this.at++) {
      if (this.kind === T.BYTES || this.kind === T.STRING) {
        checkLiteral(this, this.kind === T.BYTES);
        if (this.kind === T.BYTES) bytes++;
        else texts++;
      } else if (this.kind === T.FSTRING_START) {
        readFormattedString(this);
        texts++;
        this.at--;
      } else break;
    }
    if (bytes && texts) this.fail(this.at, 'cannot mix bytes and nonbytes literals');
    this.found(this.lexer.tokens.kinds[first] === T.FSTRING_START ? 'f-string expression' : 'literal', first);
  }

  /** What stands in `x[…]`, and the closing bracket. */
  private subscripts(): void {
    if (this.kind === T.CLOSE_BRACKET) this.failEmptySubscript();
    do {
      if (this.kind === T.CLOSE_BRACKET && this.kindAt(this.at - 1) === T.COMMA) break;
      this.subscript();
    } while (this.accept(T.COMMA));
    this.expect(T.CLOSE_BRACKET);
  }

  /** `(x[])`: inside brackets CPython takes the `[]` for a second expression. */
  private failEmptySubscript(): never {
    const outer = this.lexer.tokens.depths[this.at]!;
    if (outer > 0 && this.mayLackComma(this.begin)) this.fail(this.begin, FORGOTTEN_COMMA);
    this.unexpected();
  }

  private subscript(): void {
    if (this.accept(T.STAR)) {
      this.expression();
      return;
    }
    if (this.kind !== T.COLON) {
      this.namedExpression();
      if (this.kind !== T.COLON) return;
    }
    for (let colons = 0; colons < 2 && this.accept(T.COLON); colons++) {
      const { kind } = this;
      if (kind !== T.COLON && kind !== T.COMMA && kind !== T.CLOSE_BRACKET) this.expression();
    }
  }

  /** `name := value`, or an expression. */
  override namedExpression(): void {
    const first = this.at;
    if (this.kind === T.NAME && this.kindAt(first + 1) === T.WALRUS) {
      this.at += 2;
      this.expression();
      this.found('named expression', first);
      return;
    }
    this.expression();
    if (this.kind === T.WALRUS) this.fail(first, `cannot use assignment expressions with ${this.shape}`);
    if (this.kind === T.ASSIGN) this.failComparison(first);
  }

  /** `if x = 3:`; CPython points at the left side, if both sides are plain. */
  private failComparison(first: number): void {
    const { at, shape, grouped } = this;
    if (/^(comparison|conditional expression|lambda|list|tuple|generator expression|True|None|False)$/.test(shape)) {
      if (!(grouped && shape !== 'list' && shape !== 'tuple')) return;
    }
    const hasRight = this.canRead(() => {
      this.at++;
      this.bitwiseOr();
      if (this.kind === T.ASSIGN || this.kind === T.WALRUS) this.fail(at, '');
    });
    if (!hasRight) return;
    if (shape === 'name') this.fail(first, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    this.fail(first, `cannot assign to ${shape} here. Maybe you meant '==' instead of '='?`);
  }

  /** One or more expressions, starred or not, between commas; several (or a lone comma) make a tuple. */
  override starExpressions(): void {
    const first = this.at;
    this.starExpression();
    if (this.kind !== T.COMMA) return;
    let { bad, badShape, star } = this;
    while (this.accept(T.COMMA) && this.startsExpression()) {
      this.starExpression();
      if (bad < 0) [bad, badShape] = [this.bad, this.badShape];
      if (star < 0) star = this.star;
    }
    this.found('tuple', first);
    [this.bad, this.badShape, this.star] = [bad, badShape, star];
  }

  private starExpression(): void {
    const first = this.at;
    if (!this.accept(T.STAR)) {
      this.expression();
      return;
    }
    this.bitwiseOr();
    const { bad, badShape } = this;
    this.found('starred', first);
    [this.bad, this.badShape, this.star] = [bad, badShape, first];
  }

  /** False for what may follow a trailing comma. */
  startsExpression(): boolean {
    switch (this.kind) {
      case T.NEWLINE:
      case T.ASSIGN:
      case T.AUGMENTED:
      case T.SEMICOLON:
      case T.COLON:
      case T.CLOSE_PAREN:
      case T.CLOSE_BRACKET:
      case T.CLOSE_BRACE:
      case T.FIELD_END:
      case T.FORMAT_START:
      case T.EXCLAMATION:
      case T.IN:
        return false;
      default:
        return true;
    }
  }

  /** The targets of `for … in`: names, attributes, subscripts, and tuples of such. */
  override targets(): void {
    const first = this.at;
    let count = 0;
    do {
      if (count > 0 && this.kind === T.IN) break;
      this.accept(T.STAR);
      const start = this.at;
      this.bitwiseOr();
      if (this.bad >= 0) this.fail(this.shape === 'expression' ? start : this.bad, `cannot assign to ${this.badShape}`);
      count++;
    } while (this.accept(T.COMMA));
    this.found(count > 1 ? 'tuple' : this.shape, first);
  }
}
