// The patterns of `case`.

import type { Expr, Identifier, Pattern } from './ast';
import type { Conversion } from './conversion';

const MAX_NESTING = 100;

/** The pattern of a case clause: a lone one, or a sequence where commas stand between several. */
export function readCasePattern(from: Conversion, clause: number): Pattern {
  const children = from.tree.children(clause).filter((child) => from.tree.type(child) !== 'ERROR');
  const patterns = children.filter((child) => from.tree.type(child) === 'case_pattern');
  const first = patterns[0];
  if (first === undefined)
    return { kind: 'UnknownPattern', uri: from.uri, start: from.start(clause), end: from.end(clause) };
  const comma = children.findLast((child) => from.tree.type(child) === ',');
  if (comma === undefined && patterns.length === 1) return readPattern(from, first, 0);
  const end = Math.max(from.tree.end(patterns.at(-1)!), comma === undefined ? 0 : from.tree.end(comma));
  const items = patterns.map((pattern) => readPattern(from, pattern, 0));
  return { kind: 'SequencePattern', uri: from.uri, start: from.tree.start(first), end, items };
}

function readPattern(from: Conversion, node: number, depth: number): Pattern {
  const { tree } = from;
  const at = from.at(node);
  if (depth > MAX_NESTING) return { kind: 'UnknownPattern', ...at };
  const inner = (child: number): Pattern => readPattern(from, child, depth + 1);
  switch (tree.type(node)) {
    case 'case_pattern':
      return readSimple(from, node, depth);
    case '_':
      return { kind: 'CapturePattern', ...at, name: undefined };
    case 'dotted_name':
      return readNamePattern(from, node);
    case 'splat_pattern':
      return { kind: 'StarPattern', ...at, name: starName(from, node) };
    case 'union_pattern':
      return { kind: 'OrPattern', ...at, options: alternatives(from, node).map(inner) };
    case 'as_pattern':
      return readAsPattern(from, node, inner);
    case 'list_pattern':
    case 'tuple_pattern':
      return readSequence(from, node, inner);
    case 'dict_pattern':
      return readMapping(from, node, inner);
    case 'class_pattern':
      return readClassPattern(from, node, inner);
    default:
      return { kind: 'ValuePattern', ...at, value: readValue(from, [node]) };
  }
}

/** A `case_pattern` holds one pattern, or a minus sign and a number. */
function readSimple(from: Conversion, node: number, depth: number): Pattern {
  const children = from.tree.children(node);
  if (children.length === 1) return readPattern(from, children[0]!, depth + 1);
  if (children.length === 0)
    return { kind: 'UnknownPattern', uri: from.uri, start: from.start(node), end: from.end(node) };
  return {
    kind: 'ValuePattern',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    value: readValue(from, children),
  };
}

/** Numbers with a sign and `1 + 2j` are no expressions in the grammar; they are read as such. */
function readValue(from: Conversion, nodes: readonly number[]): Expr {
  const [first, second] = nodes;
  if (first === undefined) return from.missing(0);
  if (from.tree.type(first) === 'complex_pattern')
    return { kind: 'Complex', uri: from.uri, start: from.start(first), end: from.end(first) };
  if (from.tree.type(first) !== '-' || second === undefined) return from.expr(first);
  const operand = from.expr(second);
  return {
    kind: 'Unary',
    uri: from.uri,
    start: from.start(first),
    end: operand.end,
    operator: '-',
    operand,
  };
}

function readNamePattern(from: Conversion, node: number): Pattern {
  const at = from.at(node);
  const names = identifiers(from, node);
  if (names.length === 1) return { kind: 'CapturePattern', ...at, name: names[0]!.name === '_' ? undefined : names[0] };
  return { kind: 'ValuePattern', ...at, value: dotted(from, names) };
}

function identifiers(from: Conversion, node: number): Identifier[] {
  const children = from.tree.children(node).filter((child) => from.tree.type(child) === 'identifier');
  return children.map((child) => from.identifier(child));
}

function dotted(from: Conversion, names: readonly Identifier[]): Expr {
  const [first, ...rest] = names;
  if (!first) return from.missing(0);
  let value: Expr = { ...first, kind: 'Name' };
  for (const name of rest) {
    value = { kind: 'Attribute', uri: from.uri, start: first.start, end: name.end, value, name };
  }
  return value;
}

function starName(from: Conversion, node: number): Identifier | undefined {
  const name = identifiers(from, node)[0];
  return name?.name === '_' ? undefined : name;
}

const PATTERN_TYPES = new Set(
  (
    'case_pattern class_pattern splat_pattern union_pattern list_pattern tuple_pattern dict_pattern string ' +
    'concatenated_string true false none integer float complex_pattern dotted_name _'
  ).split(' '),
);

function patterns(from: Conversion, node: number): number[] {
  return from.tree.children(node).filter((child) => PATTERN_TYPES.has(from.tree.type(child)));
}

/** The options of `a | b | c`, which nest to the left. */
function alternatives(from: Conversion, node: number): number[] {
  const found: number[] = [];
  let left: number | undefined = node;
  while (left !== undefined && from.tree.type(left) === 'union_pattern') {
    const [first, ...others]: number[] = patterns(from, left);
    found.push(...others.reverse());
    left = first;
  }
  if (left !== undefined) found.push(left);
  return found.reverse();
}

function readAsPattern(from: Conversion, node: number, inner: (child: number) => Pattern): Pattern {
  const pattern = patterns(from, node)[0];
  const name = identifiers(from, node)[0];
  if (pattern === undefined || !name)
    return { kind: 'UnknownPattern', uri: from.uri, start: from.start(node), end: from.end(node) };
  return {
    kind: 'AsPattern',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    pattern: inner(pattern),
    name,
  };
}

/** `[…]` and `(a, b)`; `(a)` is the pattern itself. */
function readSequence(from: Conversion, node: number, inner: (child: number) => Pattern): Pattern {
  const items = patterns(from, node);
  const comma = from.child(node, ',') !== undefined;
  const only = items[0];
  if (from.tree.type(node) === 'tuple_pattern' && items.length === 1 && !comma && only !== undefined)
    return inner(only);
  return {
    kind: 'SequencePattern',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    items: items.map(inner),
  };
}

function readMapping(from: Conversion, node: number, inner: (child: number) => Pattern): Pattern {
  const entries: { key: Expr; value: Pattern }[] = [];
  let rest: Identifier | undefined;
  let key: number[] = [];
  let colon = false;
  for (const child of from.tree.children(node)) {
    const type = from.tree.type(child);
    if (type === 'splat_pattern') rest = identifiers(from, child)[0];
    else if (type === ',') [key, colon] = [[], false];
    else if (type === ':') colon = true;
    else if (colon && type === 'case_pattern') entries.push({ key: readKey(from, key), value: inner(child) });
    else if (type !== '{' && type !== '}') key.push(child);
  }
  return { kind: 'MappingPattern', uri: from.uri, start: from.start(node), end: from.end(node), entries, rest };
}

function readKey(from: Conversion, nodes: readonly number[]): Expr {
  const first = nodes[0];
  if (first !== undefined && from.tree.type(first) === 'dotted_name') return dotted(from, identifiers(from, first));
  return readValue(from, nodes);
}

function readClassPattern(from: Conversion, node: number, inner: (child: number) => Pattern): Pattern {
  const type = from.child(node, 'dotted_name');
  const positional: Pattern[] = [];
  const keywords: { name: string; value: Pattern }[] = [];
  for (const child of from.tree.children(node)) {
    if (from.tree.type(child) !== 'case_pattern') continue;
    const keyword = from.child(child, 'keyword_pattern') ?? namedKeyword(from, child);
    if (keyword === undefined) positional.push(inner(child));
    else keywords.push(withName(from, child, readKeyword(from, keyword, inner)));
  }
  const called = type === undefined ? from.error(node) : dotted(from, identifiers(from, type));
  return {
    kind: 'ClassPattern',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    type: called,
    positional,
    keywords,
  };
}

/** The keyword of `key=pattern as name`, which the grammar reads as `(key=pattern) as name`. */
function namedKeyword(from: Conversion, node: number): number | undefined {
  const named = from.child(node, 'as_pattern');
  const pattern = named === undefined ? undefined : from.child(named, 'case_pattern');
  return pattern === undefined ? undefined : from.child(pattern, 'keyword_pattern');
}

function withName(
  from: Conversion,
  node: number,
  keyword: { name: string; value: Pattern },
): { name: string; value: Pattern } {
  const named = from.child(node, 'as_pattern');
  const name = named === undefined ? undefined : identifiers(from, named)[0];
  if (!name) return keyword;
  const { uri, start } = keyword.value;
  return { name: keyword.name, value: { kind: 'AsPattern', uri, start, end: name.end, pattern: keyword.value, name } };
}

function readKeyword(
  from: Conversion,
  node: number,
  inner: (child: number) => Pattern,
): { name: string; value: Pattern } {
  const [name, ...rest] = from.tree.children(node).filter((child) => from.tree.type(child) !== '=');
  const at = from.at(node);
  const single = rest.length === 1 ? inner(rest[0]!) : undefined;
  return {
    name: name === undefined ? '' : from.name(name),
    value: single ?? { kind: 'ValuePattern', ...at, value: readValue(from, rest) },
  };
}
