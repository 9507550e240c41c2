// From an offset in the value of a string literal to the place in the source that says it.

import { decodeString, literalParts } from './stringLiteral';

/** A stretch of the value. As long in the source as in the value: character by character; else one escape. */
interface Piece {
  readonly start: number;
  readonly length: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
}

/** Where `start`..`end` of the value stands in the source: from the first character's beginning to the last one's end. */
export type LiteralMap = (start: number, end: number) => { readonly start: number; readonly end: number };

/**
 * The map for the string expression at `at` of `text`: one literal or several in a row, with any prefix but f and t, in
 * parentheses or not. Undefined if something else stands there, or if what stands there does not say `value`.
 */
export function literalMap(
  text: string,
  at: { readonly start: number; readonly end: number },
  value: string,
): LiteralMap | undefined {
  const pieces: Piece[] = [];
  let decoded = '';
  for (const { start, end } of literalsIn(text, at) ?? []) {
    const literal = literalParts(text, start, end);
    if (literal.formatted) return undefined;
    decoded += addPieces(pieces, decoded.length, text, literal);
  }
  if (pieces.length === 0 || decoded !== value) return undefined;
  return (start, end) => {
    const from = sourceOf(pieces, start, true);
    return { start: from, end: end > start ? sourceOf(pieces, end - 1, false) : from };
  };
}

const BETWEEN = /(?:[\s()]|\\\r?\n|#[^\r\n]*)*/y;
const LITERAL = new RegExp(
  `[a-zA-Z]{0,2}(?:${["'", '"']
    .flatMap((quote) => [
      `${quote.repeat(3)}[^\\\\${quote}]*(?:(?:\\\\.|${quote}(?!${quote.repeat(2)}))[^\\\\${quote}]*)*${quote.repeat(3)}`,
      `${quote}[^\\\\${quote}\r\n]*(?:\\\\(?:\r\n|.)[^\\\\${quote}\r\n]*)*${quote}`,
    ])
    .join('|')})`,
  'sy',
);

/** The literals from `start` to `end`; undefined if something else stands between them. */
function literalsIn(
  text: string,
  at: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number }[] | undefined {
  const found: { start: number; end: number }[] = [];
  for (let position = at.start; ; ) {
    BETWEEN.lastIndex = position;
    const start = position + BETWEEN.exec(text)![0].length;
    if (start >= at.end) return found;
    LITERAL.lastIndex = start;
    const literal = LITERAL.exec(text);
    if (!literal || start + literal[0].length > at.end) return undefined;
    position = start + literal[0].length;
    found.push({ start, end: position });
  }
}

const ESCAPES = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)|\r\n/gs;
const LINE_ENDS = /\r\n/g;

/** Adds the pieces of one literal, whose value begins at `offset`; the value is the answer. */
function addPieces(pieces: Piece[], offset: number, text: string, literal: ReturnType<typeof literalParts>): string {
  const source = text.slice(literal.contentStart, literal.contentEnd);
  let value = '';
  let at = 0;
  const add = (end: number): void => {
    if (end === at) return;
    const decoded = decodeString(source.slice(at, end), literal);
    const sourceStart = literal.contentStart + at;
    const sourceEnd = literal.contentStart + end;
    pieces.push({ start: offset + value.length, length: decoded.length, sourceStart, sourceEnd });
    value += decoded;
    at = end;
  };
  for (const found of source.matchAll(literal.raw ? LINE_ENDS : ESCAPES)) {
    add(found.index);
    add(found.index + found[0].length);
  }
  add(source.length);
  // An empty literal has a place, too.
  if (value === '') pieces.push({ ...emptyAt(literal.contentStart), start: offset });
  return value;
}

function emptyAt(sourceStart: number): Omit<Piece, 'start'> {
  return { length: 0, sourceStart, sourceEnd: sourceStart };
}

/** Where the character at `offset` begins or, if `begin` is false, ends in the source. */
function sourceOf(pieces: readonly Piece[], offset: number, begin: boolean): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  // Pieces without a value (a line that goes on) share their start with the next one.
  const piece = pieces[low]!;
  const inside = offset - piece.start;
  if (inside >= piece.length) return piece.sourceEnd;
  if (piece.sourceEnd - piece.sourceStart === piece.length) return piece.sourceStart + inside + (begin ? 0 : 1);
  return begin ? piece.sourceStart : piece.sourceEnd;
}
