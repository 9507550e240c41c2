// What follows a value: `.name`, `[index]`, `(arguments)`, `|filter` and `is test`.

import type { Arguments, Expression, FilterNode, KeywordArgument, Place, TestNode } from './nodes';
import type { TokenStream } from './tokenStream';
import type { Token, TokenType } from './tokens';

/** The readers of whole expressions, handed in because they need this file. */
export interface Readers {
  readonly expression: (tokens: TokenStream) => Expression;
  readonly primary: (tokens: TokenStream) => Expression;
}

/** Jinja passes such keywords in a dict, where the last of a name counts. */
const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const NO_ARGUMENTS: Arguments = { positional: [], keywords: [], unpacked: [] };
const TEST_ARGUMENT: ReadonlySet<TokenType> = new Set(['name', 'string', 'integer', 'float', 'lbracket', 'lbrace']);

/** `base` with the attributes, items and calls behind it. */
export function readPostfix(tokens: TokenStream, base: Expression, readers: Readers): Expression {
  let value = base;
  for (;;) {
    const { type } = tokens.current;
    if (type === 'dot') value = readAttribute(tokens, value);
    else if (type === 'lbracket') value = readItem(tokens, value, readers);
    else if (type === 'lparen') value = readCall(tokens, value, readers);
    else return value;
  }
}

/** `base` with the filters and tests behind it. */
export function readFilters(tokens: TokenStream, base: Expression, readers: Readers): Expression {
  let value = base;
  for (;;) {
    if (tokens.skip('pipe')) value = readFilter(tokens, value, readers);
    else if (tokens.atName('is')) value = readTest(tokens, value, readers);
    else if (tokens.at('lparen')) value = readCall(tokens, value, readers);
    else return value;
  }
}

function readAttribute(tokens: TokenStream, base: Expression): Expression {
  tokens.next();
  const { type, value, start, end } = tokens.next();
  if (type === 'name') return { kind: 'Attribute', base, name: value, nameStart: start, start: base.start, end };
  if (type !== 'integer') tokens.fail('expected name or number', { start, end });
  const index: Expression = { kind: 'Constant', value: Number(value.replaceAll('_', '')), start, end };
  return { kind: 'Item', base, index, start: base.start, end };
}

function readItem(tokens: TokenStream, base: Expression, readers: Readers): Expression {
  const { start } = tokens.next();
  const indexes: Expression[] = [];
  while (!tokens.at('rbracket')) {
    if (indexes.length > 0) tokens.expect('comma');
    indexes.push(readIndex(tokens, readers));
  }
  const { end } = tokens.expect('rbracket');
  if (indexes.length > 1 && indexes.some((item) => item.kind === 'Slice')) {
    tokens.pythonRefuses('invalid syntax', { start, end });
  }
  const index: Expression = indexes.length === 1 ? indexes[0]! : { kind: 'Tuple', items: indexes, start, end };
  return { kind: 'Item', base, index, start: base.start, end };
}

function readIndex(tokens: TokenStream, readers: Readers): Expression {
  const { start } = tokens.current;
  const parts: Expression[] = [];
  if (!tokens.at('colon')) {
    const index = readers.expression(tokens);
    if (!tokens.at('colon')) return index;
    parts.push(index);
  }
  // Up to two colons, each with a bound or without.
  for (let colons = 0; colons < 2 && tokens.skip('colon'); colons++) {
    const { type } = tokens.current;
    if (type !== 'rbracket' && type !== 'comma' && !(type === 'colon' && colons === 0)) {
      parts.push(readers.expression(tokens));
    }
  }
  return { kind: 'Slice', parts, start, end: tokens.lastEnd };
}

/** `value(arguments)` */
export function readCall(tokens: TokenStream, callee: Expression, readers: Readers): Expression {
  const args = readArguments(tokens, readers);
  if (args.keywords.length > 1) noteRepeated(tokens, args.keywords);
  return { kind: 'Call', callee, args, start: callee.start, end: tokens.lastEnd };
}

function noteRepeated(tokens: TokenStream, keywords: readonly KeywordArgument[]): void {
  const names = new Set<string>();
  const repeated = keywords.find(({ name }) => names.size === names.add(name).size);
  if (repeated && !keywords.some(({ name }) => PYTHON_KEYWORDS.has(name))) {
    tokens.pythonRefuses(`keyword argument repeated: ${repeated.name}`, repeated);
  }
}

function readArguments(tokens: TokenStream, readers: Readers): Arguments {
  const open = tokens.expect('lparen');
  const positional: Expression[] = [];
  const keywords: KeywordArgument[] = [];
  const unpacked: Expression[] = [];
  const stars = new Set<TokenType>();
  const ensure = (valid: boolean): void => {
    if (!valid) tokens.fail('invalid syntax for function call expression', tokens.current, open.start);
  };
  for (let first = true; !tokens.at('rparen'); first = false) {
    if (!first) {
      tokens.expect('comma');
      if (tokens.at('rparen')) break;
    }
    const { type } = tokens.current;
    if (type === 'mul' || type === 'pow') {
      ensure(!stars.has('pow') && !stars.has(type));
      stars.add(tokens.next().type);
      unpacked.push(readers.expression(tokens));
    } else if (type === 'name' && tokens.look().type === 'assign') {
      ensure(!stars.has('pow'));
      keywords.push(readKeyword(tokens, readers));
    } else {
      ensure(stars.size === 0 && keywords.length === 0);
      positional.push(readers.expression(tokens));
    }
  }
  tokens.expect('rparen');
  return { positional, keywords, unpacked };
}

function readKeyword(tokens: TokenStream, readers: Readers): KeywordArgument {
  const name = tokens.next();
  tokens.next();
  const value = readers.expression(tokens);
  return { name: name.value, value, start: name.start, end: value.end };
}

/** `name(args)` behind a pipe, or at the beginning of `{% filter %}`. */
export function readFilter(tokens: TokenStream, base: Expression | undefined, readers: Readers): FilterNode {
  const named = readDottedName(tokens);
  const args = tokens.at('lparen') ? readArguments(tokens, readers) : NO_ARGUMENTS;
  const start = base?.start ?? named.namePlace.start;
  return { kind: 'Filter', base, ...named, args, start, end: tokens.lastEnd };
}

function readDottedName(tokens: TokenStream): { readonly name: string; readonly namePlace: Place } {
  const first: Token = tokens.expect('name');
  let name = first.value;
  while (tokens.skip('dot')) name += `.${tokens.expect('name').value}`;
  return { name, namePlace: { start: first.start, end: tokens.lastEnd } };
}

function readTest(tokens: TokenStream, base: Expression, readers: Readers): TestNode {
  tokens.next();
  tokens.skipName('not');
  const named = readDottedName(tokens);
  const args = readTestArguments(tokens, readers);
  return { kind: 'Test', base, ...named, args, start: base.start, end: tokens.lastEnd };
}

/** `is divisibleby 3` and `is divisibleby(3)` */
function readTestArguments(tokens: TokenStream, readers: Readers): Arguments {
  if (tokens.at('lparen')) return readArguments(tokens, readers);
  if (!TEST_ARGUMENT.has(tokens.current.type)) return NO_ARGUMENTS;
  if (tokens.atName('else') || tokens.atName('or') || tokens.atName('and')) return NO_ARGUMENTS;
  if (tokens.atName('is')) tokens.fail('You cannot chain multiple tests with is');
  const argument = readPostfix(tokens, readers.primary(tokens), readers);
  return { ...NO_ARGUMENTS, positional: [argument] };
}
