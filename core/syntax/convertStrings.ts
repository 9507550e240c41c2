// String, bytes and f-string literals, and their implicit concatenation.

import type { BytesExpr, Expr, FormattedPart, FStringExpr, StringExpr } from './ast';
import type { Conversion, ExprReader } from './conversion';
import { decodeString, literalParts, type StringLiteral } from './stringLiteral';

type Literal = StringExpr | BytesExpr | FStringExpr;

function readLiteral(from: Conversion, node: number): Literal {
  const { uri } = from;
  const start = from.start(node);
  const end = from.end(node);
  const literal = literalParts(from.text, start, end);
  if (literal.formatted) return { kind: 'FString', uri, start, end, parts: readParts(from, node, literal) };
  const source = from.text.slice(literal.contentStart, literal.contentEnd);
  const value = decodeString(source, literal);
  if (literal.bytes) return { kind: 'Bytes', uri, start, end, value };
  const { contentStart } = literal;
  return { kind: 'String', uri, start, end, value, verbatim: value === source, contentStart };
}

/** The pieces of text and the `{…}` fields between the quotes, in order. */
function readParts(from: Conversion, node: number, literal: StringLiteral): FStringExpr['parts'] {
  const parts: (StringExpr | FormattedPart)[] = [];
  let at = literal.contentStart;
  const addText = (end: number): void => {
    if (end <= at) return;
    const source = from.text.slice(at, end);
    const value = decodeString(source.replaceAll('{{', '{').replaceAll('}}', '}'), literal);
    parts.push({ kind: 'String', uri: from.uri, start: at, end, value, verbatim: value === source, contentStart: at });
  };
  for (const child of from.tree.children(node)) {
    const type = from.tree.type(child);
    if (type !== 'interpolation' && type !== 'format_expression') continue;
    addText(from.tree.start(child));
    parts.push(readField(from, child, literal));
    at = from.tree.end(child);
  }
  addText(literal.contentEnd);
  return parts;
}

function readField(from: Conversion, node: number, literal: StringLiteral): FormattedPart {
  const conversion = from.child(node, 'type_conversion');
  const specifier = from.child(node, 'format_specifier');
  const letter = conversion === undefined ? undefined : from.text[from.tree.start(conversion) + 1];
  const value = from.exprChild(node, 0);
  const given = value === undefined ? undefined : equalsFormat(from, value);
  return {
    kind: 'Formatted',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    value: given ? given.value : from.expr(value),
    conversion: letter === 's' || letter === 'r' || letter === 'a' ? letter : undefined,
    format: given ? given.format : specifier === undefined ? undefined : readFormat(from, specifier, literal),
    debugText: readDebugText(from, node),
  };
}

/** In `{a:=5}` the colon begins the format `=5`; the grammar takes it for an assignment expression. */
function equalsFormat(from: Conversion, node: number): { value: Expr; format: FStringExpr } | undefined {
  if (from.tree.type(node) !== 'named_expression') return undefined;
  const value = from.expr(from.exprChild(node, 0));
  const start = from.text.indexOf(':', value.end) + 1;
  const at = { uri: from.uri, start, end: from.tree.end(node) };
  const text = from.text.slice(at.start, at.end);
  return {
    value,
    format: {
      kind: 'FString',
      ...at,
      parts: [{ kind: 'String', ...at, value: text, verbatim: true, contentStart: start }],
    },
  };
}

function readFormat(from: Conversion, node: number, literal: StringLiteral): FStringExpr {
  const start = from.tree.start(node) + 1;
  const end = from.tree.end(node);
  const inner = { ...literal, contentStart: start, contentEnd: end };
  return { kind: 'FString', uri: from.uri, start, end, parts: readParts(from, node, inner) };
}

/** The `name = ` of `{name = }`, blanks included. */
function readDebugText(from: Conversion, node: number): string | undefined {
  const sign = from.child(node, '=');
  if (sign === undefined) return undefined;
  const after = /^\s*/.exec(from.text.slice(from.tree.end(sign), from.tree.end(node)))![0].length;
  return from.text.slice(from.tree.start(node) + 1, from.tree.end(sign) + after);
}

const readConcatenation: ExprReader = (from, node) => {
  const literals = from.tree.children(node).filter((child) => from.tree.type(child) === 'string');
  const pieces = literals.map((child) => readLiteral(from, child));
  return join(from, node, pieces);
};

function join(from: Conversion, node: number, pieces: readonly Literal[]): Expr {
  const at = from.at(node);
  if (pieces.every((piece) => piece.kind === 'Bytes')) {
    return { kind: 'Bytes', ...at, value: pieces.map((piece) => piece.value).join('') };
  }
  if (pieces.every((piece) => piece.kind === 'String')) {
    const value = pieces.map((piece) => piece.value).join('');
    return { kind: 'String', ...at, value, verbatim: false, contentStart: pieces[0]!.contentStart };
  }
  // Bytes next to text is a syntax error; it is left out here.
  const parts = pieces.flatMap((piece) =>
    piece.kind === 'FString' ? piece.parts : piece.kind === 'String' ? [piece] : [],
  );
  return { kind: 'FString', ...at, parts };
}

export const STRING_READERS: readonly (readonly [string, ExprReader])[] = [
  ['string', readLiteral],
  ['concatenated_string', readConcatenation],
];
