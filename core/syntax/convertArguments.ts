// The arguments of calls, and the bases of classes.

import type { Argument } from './ast';
import type { Conversion } from './conversion';

/** The arguments below `node`, which holds an `argument_list` or a lone generator expression. */
export function readArguments(from: Conversion, node: number): Argument[] {
  const list = from.child(node, 'argument_list');
  if (list !== undefined) return readList(from, list);
  const generator = from.tree.children(node).findLast((child) => from.tree.type(child) === 'generator_expression');
  if (generator === undefined) return [];
  return [
    {
      kind: 'Argument',
      uri: from.uri,
      start: from.start(generator),
      end: from.end(generator),
      name: undefined,
      star: 0,
      value: from.expr(generator),
    },
  ];
}

function readList(from: Conversion, list: number): Argument[] {
  const found: Argument[] = [];
  const end = from.tree.after(list);
  for (let child = list + 1; child < end; child = from.tree.after(child)) {
    const next = from.tree.after(child);
    const made = readUnfinished(from, child, next < end ? next : undefined) ?? readArgument(from, child);
    if (made) found.push(made);
  }
  return found;
}

/** `name=` whose value is not typed yet. */
function readUnfinished(from: Conversion, node: number, next: number | undefined): Argument | undefined {
  if (next === undefined || from.tree.type(next) !== 'ERROR' || from.tree.type(node) !== 'identifier') return undefined;
  if (from.source(next)[0] !== '=') return undefined;
  const end = from.tree.end(next);
  const at = { uri: from.uri, start: from.tree.start(node), end };
  return { kind: 'Argument', ...at, name: from.identifier(node), star: 0, value: from.missing(end) };
}

function readArgument(from: Conversion, node: number): Argument | undefined {
  const type = from.tree.type(node);
  if (type === 'keyword_argument') return readKeyword(from, node);
  const { uri } = from;
  const start = from.tree.start(node);
  const end = from.tree.end(node);
  if (type === 'dictionary_splat') {
    return {
      kind: 'Argument',
      uri,
      start,
      end,
      name: undefined,
      star: 2,
      value: from.expr(from.exprChild(node, 0)),
    };
  }
  if (!from.isExpr(node)) return undefined;
  const value = from.expr(node);
  if (value.kind !== 'Starred' || type === 'parenthesized_expression') {
    return { kind: 'Argument', uri, start, end, name: undefined, star: 0, value };
  }
  return { kind: 'Argument', uri, start, end, name: undefined, star: 1, value: value.value };
}

function readKeyword(from: Conversion, node: number): Argument {
  const { uri } = from;
  const start = from.tree.start(node);
  const end = from.tree.end(node);
  const name = from.identifier(from.tree.first(node)!);
  const given = from.exprChild(node, 1);
  const value = given === undefined ? from.missing(end) : from.expr(given);
  return { kind: 'Argument', uri, start, end, name, star: 0, value };
}
