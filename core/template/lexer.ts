// Template text → tokens, one at a time, as `jinja2.lexer` 3.1 makes them with its default delimiters.

import { beforeSpaces, isIdentifier, isSpace, isWordCode, nameEnd, SPACE_CLASS, skipSpaces } from './characters';
import { Refusal } from './refusal';
import { decodeTemplateString } from './strings';
import { LONG_OPERATORS, SHORT_OPERATORS, type Token, type TokenType } from './tokens';

const RAW_BEGIN = new RegExp(`\\{%[-+]?[${SPACE_CLASS}]*raw[${SPACE_CLASS}]*(?:-%\\}[${SPACE_CLASS}]*|%\\})`, 'y');
const RAW_END = new RegExp(
  `\\{%([-+]?)[${SPACE_CLASS}]*endraw[${SPACE_CLASS}]*(?:\\+%\\}|-%\\}[${SPACE_CLASS}]*|%\\})`,
  'g',
);
const FLOAT =
  /(?<!\.)(?:\p{Nd}+_)*\p{Nd}+(?:(?:\.(?:\p{Nd}+_)*\p{Nd}+)?[eE][+-]?(?:\p{Nd}+_)*\p{Nd}+|\.(?:\p{Nd}+_)*\p{Nd}+)/uy;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\p{Nd}a-fA-F])+|[1-9](?:_?\p{Nd})*|0(?:_?0)*/uy;
const STRING = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Hands out tokens until `eof`, which stands where the last token stood, as in Jinja. Throws a Refusal where Jinja fails. */
export class Lexer {
  private at = 0;
  private inside: 'text' | 'block' | 'variable' = 'text';
  private readonly pending: Token[] = [];
  private readonly open: string[] = [];
  /** What is wrong after the data that is still to be handed out: the parser may refuse that first. */
  private failure: Refusal | undefined;
  private last: { start: number; end: number } = { start: 0, end: 0 };

  /** `text`: line ends are `\n` only, and the last one is cut off. */
  constructor(readonly text: string) {}

  next(): Token {
    const token = this.pending.shift() ?? this.read();
    this.last = token;
    return token;
  }

  private read(): Token {
    while (this.at < this.text.length) {
      if (this.failure) throw this.failure;
      const token = this.inside === 'text' ? this.readText() : this.readTag();
      if (token) return token;
    }
    return { type: 'eof', value: '', start: this.last.start, end: this.last.end };
  }

  private token(type: TokenType, start: number, end: number, value = this.text.slice(start, end)): Token {
    this.at = end;
    return { type, value, start, end };
  }

  /** Data up to the next tag, and the tag's beginning; undefined: nothing that the parser sees. */
  private readText(): Token | undefined {
    const from = this.at;
    const tag = this.nextTag(from);
    if (tag < 0) return this.token('data', from, this.text.length);
    RAW_BEGIN.lastIndex = tag;
    const raw = RAW_BEGIN.exec(this.text);
    const sign = this.text[tag + 2];
    const signed = sign === '-' || sign === '+';
    const dataEnd = sign === '-' ? beforeSpaces(this.text, from, tag) : tag;
    if (dataEnd > from) this.pending.push(this.token('data', from, dataEnd));
    if (raw) this.readRaw(tag + raw[0].length);
    else if (this.text[tag + 1] === '#') this.skipComment(tag, signed ? tag + 3 : tag + 2);
    else this.beginTag(tag, signed ? tag + 3 : tag + 2);
    return this.pending.shift();
  }

  /** Where `{{`, `{%` or `{#` stands next; -1: nowhere. */
  private nextTag(from: number): number {
    let at = this.text.indexOf('{', from);
    while (at >= 0) {
      const next = this.text.charCodeAt(at + 1);
      if (next === 123 || next === 37 || next === 35) return at;
      at = this.text.indexOf('{', at + 1);
    }
    return -1;
  }

  private beginTag(start: number, end: number): void {
    this.inside = this.text[start + 1] === '%' ? 'block' : 'variable';
    this.pending.push(this.token(this.inside === 'block' ? 'block_begin' : 'variable_begin', start, end));
  }

  private skipComment(start: number, from: number): void {
    const end = this.text.indexOf('#}', from);
    this.at = from;
    if (end >= 0) this.at = end > from && this.text[end - 1] === '-' ? skipSpaces(this.text, end + 2) : end + 2;
    else if (from < this.text.length) this.failure = new Refusal('Missing end of comment tag', start, from, from);
  }

  private readRaw(from: number): void {
    RAW_END.lastIndex = from;
    const end = RAW_END.exec(this.text);
    if (!end) {
      const start = this.text.lastIndexOf('{%', from);
      this.at = from;
      if (from < this.text.length) this.failure = new Refusal('Missing end of raw directive', start, from, from);
      return;
    }
    const dataEnd = end[1] === '-' ? beforeSpaces(this.text, from, end.index) : end.index;
    if (dataEnd > from) this.pending.push(this.token('data', from, dataEnd));
    this.at = end.index + end[0].length;
  }

  private readTag(): Token | undefined {
    const { text, at } = this;
    const end = this.open.length === 0 ? this.tagEnd(at) : -1;
    if (end >= 0) {
      const type = this.inside === 'block' ? 'block_end' : 'variable_end';
      this.inside = 'text';
      return this.token(type, at, end);
    }
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      this.at = skipSpaces(text, at);
      return undefined;
    }
    if ((code >= 48 && code <= 57) || code >= 128) return this.readNumber() ?? this.readName();
    if (isWordCode(code)) return this.readName();
    if (code === 34 || code === 39) return this.readString();
    return this.readOperator();
  }

  /** One past the end of the tag that stands at `at`; -1: it does not end here. */
  private tagEnd(at: number): number {
    const { text } = this;
    const close = this.inside === 'block' ? '%}' : '}}';
    if (text.startsWith(close, at)) return at + 2;
    const sign = text.charCodeAt(at);
    if (sign === 45 && text.startsWith(close, at + 1)) return skipSpaces(text, at + 3);
    return sign === 43 && this.inside === 'block' && text.startsWith(close, at + 1) ? at + 3 : -1;
  }

  private readNumber(): Token | undefined {
    FLOAT.lastIndex = this.at;
    const float = FLOAT.exec(this.text);
    if (float) return this.token('float', this.at, this.at + float[0].length);
    INTEGER.lastIndex = this.at;
    const integer = INTEGER.exec(this.text);
    return integer ? this.token('integer', this.at, this.at + integer[0].length) : undefined;
  }

  private readName(): Token {
    const { at } = this;
    const end = nameEnd(this.text, at);
    if (end === at) throw this.unexpectedCharacter();
    const token = this.token('name', at, end);
    if (this.text.charCodeAt(at) < 58 || !/^\w+$/.test(token.value)) {
      if (!isIdentifier(token.value)) throw new Refusal('Invalid character in identifier', at, end);
    }
    return token;
  }

  private readString(): Token {
    STRING.lastIndex = this.at;
    const found = STRING.exec(this.text);
    if (!found) throw this.unexpectedCharacter();
    const end = this.at + found[0].length;
    const decoded = decodeTemplateString(found[0].slice(1, -1));
    if ('problem' in decoded) throw new Refusal(decoded.problem, this.at, end);
    return this.token('string', this.at, end, decoded.value);
  }

  private readOperator(): Token {
    const { at } = this;
    const long = this.text.slice(at, at + 2);
    const longType = LONG_OPERATORS[long];
    if (longType) return this.token(longType, at, at + 2, long);
    const short = this.text[at]!;
    const type = SHORT_OPERATORS[short];
    if (!type) throw this.unexpectedCharacter();
    this.balance(short);
    return this.token(type, at, at + 1, short);
  }

  private balance(operator: string): void {
    const closing = CLOSING[operator];
    if (closing) this.open.push(closing);
    else if (operator === ')' || operator === ']' || operator === '}') {
      const expected = this.open.pop();
      if (expected === operator) return;
      const instead = expected === undefined ? '' : `, expected '${expected}'`;
      throw new Refusal(`unexpected '${operator}'${instead}`, this.at, this.at + 1);
    }
  }

  private unexpectedCharacter(): Refusal {
    const character = String.fromCodePoint(this.text.codePointAt(this.at)!);
    // Jinja counts code points.
    const position = [...this.text.slice(0, this.at)].length;
    const message = `unexpected char ${pythonRepr(character)} at ${position}`;
    return new Refusal(message, this.at, this.at + character.length);
  }
}

function pythonRepr(character: string): string {
  if (character === "'") return '"\'"';
  if (character === '\\') return "'\\\\'";
  const code = character.codePointAt(0)!;
  if (!/[\p{C}\p{Z}]/u.test(character)) return `'${character}'`;
  if (code < 256) return `'\\x${code.toString(16).padStart(2, '0')}'`;
  return code < 0x10000 ? `'\\u${code.toString(16).padStart(4, '0')}'` : `'\\U${code.toString(16).padStart(8, '0')}'`;
}
