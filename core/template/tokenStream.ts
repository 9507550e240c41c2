// The tokens as the parser sees them: the current one, one more ahead, and how deep the reading is nested.

import type { Lexer } from './lexer';
import type { Place } from './nodes';
import { Refusal, TooDeep } from './refusal';
import { describeToken, describeType, type Token, type TokenType } from './tokens';

/** Jinja's own limit is Python's recursion limit, which some 70 nested brackets reach. */
const DEEPEST = 100;

export class TokenStream {
  current: Token;
  private ahead: Token | undefined;
  private depth = 0;
  /** One past the token before the current one. */
  lastEnd = 0;
  /** The first thing that Jinja reads, but whose code Python refuses. */
  inPython: Refusal | undefined;

  constructor(private readonly lexer: Lexer) {
    this.current = lexer.next();
  }

  /** Goes one token on, and returns the one that was current. */
  next(): Token {
    const token = this.current;
    this.lastEnd = token.end;
    if (this.ahead) {
      this.current = this.ahead;
      this.ahead = undefined;
    } else if (token.type !== 'eof') {
      this.current = this.lexer.next();
    }
    return token;
  }

  /** The token after the current one. */
  look(): Token {
    if (this.current.type === 'eof') return this.current;
    this.ahead ??= this.lexer.next();
    return this.ahead;
  }

  at(type: TokenType): boolean {
    return this.current.type === type;
  }

  atName(name: string): boolean {
    return this.current.type === 'name' && this.current.value === name;
  }

  skip(type: TokenType): boolean {
    if (this.current.type !== type) return false;
    this.next();
    return true;
  }

  skipName(name: string): boolean {
    if (!this.atName(name)) return false;
    this.next();
    return true;
  }

  expect(type: TokenType): Token {
    if (this.current.type !== type) this.failExpecting(describeType(type));
    return this.next();
  }

  expectName(name: string): Token {
    if (!this.atName(name)) this.failExpecting(name);
    return this.next();
  }

  private failExpecting(expected: string): never {
    if (this.current.type === 'eof') this.fail(`unexpected end of template, expected '${expected}'.`);
    this.fail(`expected token '${expected}', got '${describeToken(this.current)}'`);
  }

  /** `lineAt`: an offset on the line that Jinja names, where it is not that of the token. */
  fail(message: string, at: Place = this.current, lineAt = at.start): never {
    throw new Refusal(message, at.start, at.end, lineAt);
  }

  /** Notes what Python refuses; it counts only if Jinja finds nothing wrong. */
  pythonRefuses(message: string, { start, end }: Place): void {
    this.inPython ??= new Refusal(message, start, end);
  }

  /** Counts one level of nesting; `leave` takes it back. */
  enter(): void {
    if (++this.depth > DEEPEST) throw new TooDeep();
  }

  leave(): void {
    this.depth--;
  }
}
