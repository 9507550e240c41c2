// Lists, tuples, sets, dicts, comprehensions, lambdas.

import type { ComprehensionClause, ComprehensionExpr, DictExpr, Expr } from './ast';
import type { Conversion, ExprReader } from './conversion';
import { readSlice } from './convertChains';
import { readParameters } from './convertParameters';

function collection(kind: 'List' | 'Tuple' | 'Set'): ExprReader {
  return (from, node) => ({
    kind,
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    elements: from.exprChildren(node).map((child) => from.expr(child)),
  });
}

const readDict: ExprReader = (from, node) => {
  const entries: DictExpr['entries'][number][] = [];
  for (const child of from.tree.children(node)) {
    const type = from.tree.type(child);
    if (type !== 'pair' && type !== 'dictionary_splat') continue;
    const [first, second] = from.exprChildren(child);
    if (type === 'pair') entries.push({ key: from.expr(first), value: orMissing(from, second, child) });
    else entries.push({ key: undefined, value: orMissing(from, first, child) });
  }
  return { kind: 'Dict', uri: from.uri, start: from.start(node), end: from.end(node), entries };
};

/** `(a)` as a target is `a`; `(a,)` is a tuple. */
const readTuplePattern: ExprReader = (from, node) => {
  const [first, ...others] = from.exprChildren(node);
  if (first !== undefined && !others.length && from.child(node, ',') === undefined) return from.expr(first);
  return readTuple(from, node);
};

const readTuple = collection('Tuple');

function orMissing(from: Conversion, node: number | undefined, parent: number): Expr {
  return node === undefined ? from.missing(from.tree.end(parent)) : from.expr(node);
}

function comprehension(form: ComprehensionExpr['form']): ExprReader {
  return (from, node) => {
    const pair = from.child(node, 'pair');
    const [first, second] = from.exprChildren(pair ?? node);
    return {
      kind: 'Comprehension',
      uri: from.uri,
      start: from.start(node),
      end: from.end(node),
      form,
      element: from.expr(first),
      value: form === 'dict' ? orMissing(from, second, node) : undefined,
      clauses: readClauses(from, node),
    };
  };
}

function readClauses(from: Conversion, node: number): ComprehensionClause[] {
  const clauses: (ComprehensionClause & { readonly conditions: Expr[] })[] = [];
  for (const child of from.tree.children(node)) {
    const type = from.tree.type(child);
    if (type === 'if_clause') clauses.at(-1)?.conditions.push(from.expr(from.exprChild(child, 0)));
    if (type !== 'for_in_clause') continue;
    const [target, iterable] = from.exprChildren(child);
    clauses.push({
      target: from.expr(target),
      iterable: orMissing(from, iterable, child),
      conditions: [],
      isAsync: from.child(child, 'ASYNC') !== undefined,
    });
  }
  return clauses;
}

const readLambda: ExprReader = (from, node) => {
  const params = from.child(node, 'lambda_parameters');
  const sawYield = from.sawYield;
  const body = from.exprChildren(node).at(-1);
  const made: Expr = {
    kind: 'Lambda',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    params: params === undefined ? [] : readParameters(from, params),
    body: orMissing(from, body, node),
  };
  from.sawYield = sawYield;
  return made;
};

export const COLLECTION_READERS: readonly (readonly [string, ExprReader])[] = [
  ['list', collection('List')],
  ['list_pattern', collection('List')],
  ['tuple', readTuple],
  ['tuple_pattern', readTuplePattern],
  ['expression_list', readTuple],
  ['pattern_list', readTuple],
  ['set', collection('Set')],
  ['dictionary', readDict],
  ['list_comprehension', comprehension('list')],
  ['set_comprehension', comprehension('set')],
  ['dictionary_comprehension', comprehension('dict')],
  ['generator_expression', comprehension('generator')],
  ['lambda', readLambda],
  ['slice', readSlice],
];
