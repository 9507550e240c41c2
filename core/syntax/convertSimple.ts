// Statements that stand on one logical line.

import type { BinaryOperator, Expr, Stmt } from './ast';
import type { Conversion, StmtReader } from './conversion';
import { readLinks } from './convertChains';

const readExpressionStatement: StmtReader = (from, node, to) => {
  const [first, second] = unbroken(from, node);
  if (first === undefined) return;
  const type = from.tree.type(first);
  if (type === 'assignment') to.push(readAssignment(from, first));
  else if (type === 'augmented_assignment') to.push(readAugmented(from, first));
  else if (second === undefined)
    to.push({ kind: 'ExprStmt', uri: from.uri, start: from.start(node), end: from.end(node), value: from.expr(first) });
  else
    to.push({
      kind: 'ExprStmt',
      uri: from.uri,
      start: from.start(node),
      end: from.end(node),
      value: tupleOf(from, node),
    });
};

/** The children that could be read. */
function unbroken(from: Conversion, node: number): number[] {
  const first = from.tree.first(node);
  // Mostly there is one child.
  if (first !== undefined && from.tree.after(first) === from.tree.after(node) && from.tree.type(first) !== 'ERROR')
    return [first];
  return from.tree.children(node).filter((child) => from.tree.type(child) !== 'ERROR');
}

function tupleOf(from: Conversion, node: number): Expr {
  return {
    kind: 'Tuple',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    elements: from.exprChildren(node).map((child) => from.expr(child)),
  };
}

function readAssignment(from: Conversion, node: number): Stmt {
  const annotation = from.child(node, 'type');
  if (annotation !== undefined) return readAnnotated(from, node, annotation);
  const targets: Expr[] = [];
  let level: number | undefined = node;
  let value: Expr | undefined;
  // `a = b = c` is nested to the right: go down in a loop.
  while (level !== undefined) {
    const next: number | undefined = from.child(level, 'assignment');
    const right: number | undefined = from.exprChild(level, 1);
    targets.push(from.expr(from.exprChild(level, 0)));
    if (next === undefined) value = right === undefined ? from.missing(from.tree.end(node)) : from.expr(right);
    level = next;
  }
  return {
    kind: 'Assign',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    targets,
    value: value ?? from.error(node),
  };
}

function readAnnotated(from: Conversion, node: number, annotation: number): Stmt {
  const [target, , value] = from.exprChildren(node);
  return {
    kind: 'AnnotatedAssign',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    target: from.expr(target),
    annotation: from.expr(annotation),
    value: from.optional(value),
  };
}

function readAugmented(from: Conversion, node: number): Stmt {
  const sign = from.tree.children(node).find((child) => /^[^a-zA-Z]+=$/.test(from.tree.type(child)));
  const [target, value] = from.exprChildren(node);
  return {
    kind: 'AugmentedAssign',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    target: from.expr(target),
    operator: (sign === undefined ? '+' : from.tree.type(sign).slice(0, -1)) as BinaryOperator,
    value: value === undefined ? from.missing(from.tree.end(node)) : from.expr(value),
  };
}

const readReturn: StmtReader = (from, node, to) => {
  to.push({
    kind: 'Return',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    value: from.optional(from.exprChild(node, 0)),
  });
};

const readRaise: StmtReader = (from, node, to) => {
  const cause = from.child(node, 'FROM');
  const exprs = from.exprChildren(node);
  const before = exprs.filter((child) => cause === undefined || child < cause);
  const after = exprs.filter((child) => cause !== undefined && child > cause);
  to.push({
    kind: 'Raise',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    exception: from.optional(before[0]),
    cause: from.optional(after[0]),
  });
};

const readDelete: StmtReader = (from, node, to) => {
  const list = from.child(node, 'expression_list');
  const targets = from.exprChildren(list ?? node).map((child) => from.expr(child));
  to.push({ kind: 'Delete', uri: from.uri, start: from.start(node), end: from.end(node), targets });
};

const readAssert: StmtReader = (from, node, to) => {
  const [test, message] = from.exprChildren(node);
  to.push({
    kind: 'Assert',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    test: from.expr(test),
    message: from.optional(message),
  });
};

function readScope(kind: 'Global' | 'Nonlocal'): StmtReader {
  return (from, node, to) => {
    const names = from.tree.children(node).filter((child) => from.tree.type(child) === 'identifier');
    to.push({
      kind,
      uri: from.uri,
      start: from.start(node),
      end: from.end(node),
      names: names.map((child) => from.identifier(child)),
    });
  };
}

/** `print >>f, x`: for Python 3 a tuple whose first element is `print >> f`. Other print statements are none. */
const readPrint: StmtReader = (from, node, to) => {
  const at = from.at(node);
  const word = from.tree.first(node)!;
  const chevron = from.child(node, 'chevron');
  const values = from.exprChildren(node).map((child) => from.expr(child));
  if (chevron === undefined) {
    to.push({ kind: 'ErrorStmt', ...at, body: values.map((value) => ({ ...at, kind: 'ExprStmt', value })) });
    return;
  }
  const right = from.expr(from.exprChild(chevron, 0));
  const left: Expr = { kind: 'Name', uri: from.uri, start: from.start(word), end: from.end(word), name: 'print' };
  const operatorAt = {
    uri: from.uri,
    start: from.start(chevron),
    end: from.start(chevron) + 2,
  };
  const shift: Expr = { kind: 'Binary', ...at, end: right.end, operator: '>>', left, right, operatorAt };
  const isTuple = from.child(node, ',') !== undefined;
  to.push({ kind: 'ExprStmt', ...at, value: isTuple ? { kind: 'Tuple', ...at, elements: [shift, ...values] } : shift });
};

/** `type X = …`; but `type(x).y = …` is an assignment that the grammar takes for one. */
const readTypeAlias: StmtReader = (from, node, to) => {
  const [left, right] = from.exprChildren(node);
  const base = left === undefined ? undefined : calledType(from, left);
  if (left === undefined || base === undefined) {
    to.push({ kind: 'TypeAlias', uri: from.uri, start: from.start(node), end: from.end(node) });
    return;
  }
  const target = readLinks(from, from.exprChild(left, 0)!, base);
  to.push({
    kind: 'Assign',
    uri: from.uri,
    start: from.start(node),
    end: from.end(node),
    targets: [target],
    value: from.expr(right),
  });
};

/** The call `type(x)` at the left end of what follows the word `type`. */
function calledType(from: Conversion, left: number): Expr | undefined {
  let inner: number | undefined = left;
  while (inner !== undefined && /^(type|attribute|subscript|call)$/.test(from.tree.type(inner)))
    inner = from.tree.first(inner);
  if (inner === undefined || from.tree.type(inner) !== 'parenthesized_expression' || inner === left + 1)
    return undefined;
  // The word `type` is the leaf just before.
  const word = left - 1;
  const value = from.expr(inner);
  const name = { uri: from.uri, start: from.tree.start(word), end: from.tree.end(word) };
  const at = { uri: from.uri, start: name.start, end: from.tree.end(inner) };
  const args = [
    {
      kind: 'Argument' as const,
      uri: from.uri,
      start: from.start(inner),
      end: from.end(inner),
      name: undefined,
      star: 0 as const,
      value,
    },
  ];
  return { kind: 'Call', ...at, callee: { kind: 'Name', ...name, name: 'type' }, args };
}

export const SIMPLE_READERS: readonly (readonly [string, StmtReader])[] = [
  ['expression_statement', readExpressionStatement],
  ['return_statement', readReturn],
  ['raise_statement', readRaise],
  ['delete_statement', readDelete],
  ['assert_statement', readAssert],
  [
    'pass_statement',
    (from, node, to) => to.push({ kind: 'Pass', uri: from.uri, start: from.start(node), end: from.end(node) }),
  ],
  [
    'break_statement',
    (from, node, to) => to.push({ kind: 'Break', uri: from.uri, start: from.start(node), end: from.end(node) }),
  ],
  [
    'continue_statement',
    (from, node, to) => to.push({ kind: 'Continue', uri: from.uri, start: from.start(node), end: from.end(node) }),
  ],
  ['global_statement', readScope('Global')],
  ['nonlocal_statement', readScope('Nonlocal')],
  ['type_alias_statement', readTypeAlias],
  ['print_statement', readPrint],
  [
    'exec_statement',
    (from, node, to) =>
      to.push({ kind: 'ErrorStmt', uri: from.uri, start: from.start(node), end: from.end(node), body: [] }),
  ],
];
