// Tokens → expressions, precedence by precedence as `jinja2.parser` 3.1 reads them.

import type { ConstantNode, DictNode, Expression, OperationNode, SequenceNode } from './nodes';
import { type Readers, readFilters, readPostfix } from './postfix';
import type { TokenStream } from './tokenStream';
import { describeToken, type TokenType } from './tokens';

const COMPARISONS: ReadonlySet<TokenType> = new Set(['eq', 'ne', 'lt', 'lteq', 'gt', 'gteq']);
const SUMS: ReadonlySet<TokenType> = new Set(['add', 'sub']);
const PRODUCTS: ReadonlySet<TokenType> = new Set(['mul', 'div', 'floordiv', 'mod']);
const POWERS: ReadonlySet<TokenType> = new Set(['pow']);
const TILDES: ReadonlySet<TokenType> = new Set(['tilde']);

const TUPLE_ENDS: ReadonlySet<TokenType> = new Set(['variable_end', 'block_end', 'rparen']);

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** One expression, with `a if b else c`. */
export function parseExpression(tokens: TokenStream): Expression {
  const start = tokens.current.start;
  let value = parseOr(tokens);
  let nested = 0;
  for (; tokens.skipName('if'); nested++) {
    tokens.enter();
    const test = parseOr(tokens);
    const other = tokens.skipName('else') ? parseExpression(tokens) : undefined;
    value = { kind: 'Conditional', test, value, other, start, end: tokens.lastEnd };
  }
  while (nested-- > 0) tokens.leave();
  return value;
}

function parseOr(tokens: TokenStream): Expression {
  tokens.enter();
  const found = parseWords(tokens, 'or', parseAnd);
  tokens.leave();
  return found;
}

function parseAnd(tokens: TokenStream): Expression {
  return parseWords(tokens, 'and', parseNot);
}

function parseWords(
  tokens: TokenStream,
  operator: 'or' | 'and',
  operand: (tokens: TokenStream) => Expression,
): Expression {
  const first = operand(tokens);
  if (!tokens.atName(operator)) return first;
  const operands = [first];
  while (tokens.skipName(operator)) operands.push(operand(tokens));
  return operation(tokens, operator, operands, first.start);
}

function operation(
  tokens: TokenStream,
  operator: OperationNode['operator'],
  operands: readonly Expression[],
  start: number,
): OperationNode {
  return { kind: 'Operation', operator, operands, start, end: tokens.lastEnd };
}

function parseNot(tokens: TokenStream): Expression {
  if (!tokens.atName('not')) return parseComparison(tokens);
  tokens.enter();
  const { start } = tokens.next();
  const operand = parseNot(tokens);
  tokens.leave();
  return operation(tokens, 'not', [operand], start);
}

function parseComparison(tokens: TokenStream): Expression {
  const first = parseSum(tokens);
  const operands = [first];
  while (skipComparison(tokens)) operands.push(parseSum(tokens));
  return operands.length === 1 ? first : operation(tokens, 'compare', operands, first.start);
}

function skipComparison(tokens: TokenStream): boolean {
  if (COMPARISONS.has(tokens.current.type)) {
    tokens.next();
    return true;
  }
  if (!tokens.at('name')) return false;
  if (tokens.skipName('in')) return true;
  if (!tokens.atName('not')) return false;
  const next = tokens.look();
  if (next.type !== 'name' || next.value !== 'in') return false;
  tokens.next();
  tokens.next();
  return true;
}

type OperandReader = (tokens: TokenStream) => Expression;

function parseLeft(
  tokens: TokenStream,
  signs: ReadonlySet<TokenType>,
  operator: OperationNode['operator'],
  operand: OperandReader,
): Expression {
  const first = operand(tokens);
  if (!signs.has(tokens.current.type)) return first;
  const operands = [first];
  while (signs.has(tokens.current.type)) {
    tokens.next();
    operands.push(operand(tokens));
  }
  return operation(tokens, operator, operands, first.start);
}

const parsePower: OperandReader = (tokens) => parseLeft(tokens, POWERS, 'arithmetic', parseUnary);
const parseProduct: OperandReader = (tokens) => parseLeft(tokens, PRODUCTS, 'arithmetic', parsePower);
const parseConcat: OperandReader = (tokens) => parseLeft(tokens, TILDES, 'concat', parseProduct);
const parseSum: OperandReader = (tokens) => parseLeft(tokens, SUMS, 'arithmetic', parseConcat);

function parseUnary(tokens: TokenStream): Expression {
  return readFilters(tokens, parseSigned(tokens), READERS);
}

/** A value behind any signs; filters bind weaker than a sign. */
function parseSigned(tokens: TokenStream): Expression {
  const { type, start } = tokens.current;
  if (type !== 'sub' && type !== 'add') return readPostfix(tokens, parsePrimary(tokens), READERS);
  tokens.enter();
  tokens.next();
  const operand = parseSigned(tokens);
  tokens.leave();
  const signed = operation(tokens, type === 'sub' ? 'negative' : 'positive', [operand], start);
  return readPostfix(tokens, signed, READERS);
}

/** A name, a constant or something in brackets; `target`: `a.b` is a place to set. */
export function parsePrimary(tokens: TokenStream, target = false): Expression {
  const token = tokens.current;
  switch (token.type) {
    case 'name':
      return parseName(tokens, target);
    case 'string':
      return parseStrings(tokens);
    case 'integer':
    case 'float':
      tokens.next();
      return { kind: 'Constant', value: Number(token.value.replaceAll('_', '')), start: token.start, end: token.end };
    case 'lparen':
      return parseParentheses(tokens);
    case 'lbracket':
      return parseList(tokens);
    case 'lbrace':
      return parseDict(tokens);
    default:
      return tokens.fail(`unexpected '${describeToken(token)}'`);
  }
}

function parseName(tokens: TokenStream, target: boolean): Expression {
  const { value: name, start, end } = tokens.next();
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return { kind: 'Constant', value: constant, start, end };
  if (!target || !tokens.skip('dot')) return { kind: 'Name', name, start, end };
  const attribute = tokens.expect('name');
  return { kind: 'Namespace', name, attribute: attribute.value, start, end: attribute.end };
}

function parseStrings(tokens: TokenStream): ConstantNode {
  const { value: first, start } = tokens.next();
  let value = first;
  while (tokens.at('string')) value += tokens.next().value;
  return { kind: 'Constant', value, start, end: tokens.lastEnd };
}

function parseParentheses(tokens: TokenStream): Expression {
  tokens.next();
  const inner = parseTuple(tokens, { parenthesised: true });
  tokens.expect('rparen');
  return inner;
}

function parseList(tokens: TokenStream): SequenceNode {
  const { start } = tokens.next();
  const items: Expression[] = [];
  while (!tokens.at('rbracket')) {
    if (items.length > 0) tokens.expect('comma');
    if (tokens.at('rbracket')) break;
    items.push(parseExpression(tokens));
  }
  return { kind: 'List', items, start, end: tokens.expect('rbracket').end };
}

function parseDict(tokens: TokenStream): DictNode {
  const { start } = tokens.next();
  const pairs: (readonly [Expression, Expression])[] = [];
  while (!tokens.at('rbrace')) {
    if (pairs.length > 0) tokens.expect('comma');
    if (tokens.at('rbrace')) break;
    const key = parseExpression(tokens);
    tokens.expect('colon');
    pairs.push([key, parseExpression(tokens)]);
  }
  return { kind: 'Dict', pairs, start, end: tokens.expect('rbrace').end };
}

export interface TupleOptions {
  /** In parentheses: `()` is a value. */
  readonly parenthesised?: boolean;
  /** Without `a if b else c`, which would take the `if` of a `for`. */
  readonly withoutConditional?: boolean;
}

/** One expression, or several with commas between them. */
export function parseTuple(tokens: TokenStream, options: TupleOptions = {}): Expression {
  return parseItems(tokens, options.withoutConditional ? parseOr : parseExpression, options);
}

/** What `parseTuple` reads, item by item as `item` does. */
export function parseItems(tokens: TokenStream, item: OperandReader, options: TupleOptions = {}): Expression {
  const { start } = tokens.current;
  const items: Expression[] = [];
  let comma = false;
  for (;;) {
    if (items.length > 0) tokens.expect('comma');
    if (TUPLE_ENDS.has(tokens.current.type)) break;
    items.push(item(tokens));
    if (!tokens.at('comma')) break;
    comma = true;
  }
  if (!comma && items.length > 0) return items[0]!;
  if (!comma && !options.parenthesised) {
    tokens.fail(`Expected an expression, got '${describeToken(tokens.current)}'`);
  }
  return { kind: 'Tuple', items, start, end: Math.max(start, tokens.lastEnd) };
}

/** What postfixes need of this file, which they cannot import. */
export const READERS: Readers = { expression: parseExpression, primary: parsePrimary };
