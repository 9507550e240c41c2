// Visiting the nodes of a syntax tree.

import type { Argument, Expr, Param, Pattern, Stmt } from './ast';

export type SyntaxNode = Stmt | Expr;

/** Hands each statement and expression directly within a node to `visit`, in the order of the text (decorators first). */
export function forEachChild(node: SyntaxNode, visit: (child: SyntaxNode) => void): void {
  const all = (nodes: readonly SyntaxNode[]): void => {
    for (const child of nodes) visit(child);
  };
  const maybe = (child: SyntaxNode | undefined): void => {
    if (child) visit(child);
  };
  switch (node.kind) {
    case 'ExprStmt':
    case 'Starred':
    case 'Await':
    case 'Attribute':
      visit(node.value);
      return;
    case 'Assign':
      all(node.targets);
      visit(node.value);
      return;
    case 'FunctionDef':
      all(node.decorators);
      params(node.params, visit);
      maybe(node.returns);
      all(node.body);
      return;
    case 'ClassDef':
      all(node.decorators);
      args(node.bases, visit);
      all(node.body);
      return;
    case 'Call':
      visit(node.callee);
      args(node.args, visit);
      return;
    case 'Binary':
      visit(node.left);
      visit(node.right);
      return;
    case 'List':
    case 'Tuple':
    case 'Set':
      all(node.elements);
      return;
    case 'Dict':
      for (const { key, value } of node.entries) {
        maybe(key);
        visit(value);
      }
      return;
    case 'FString':
      for (const part of node.parts) {
        if (part.kind === 'String') visit(part);
        else {
          visit(part.value);
          maybe(part.format);
        }
      }
      return;
    default:
      if (isStatement(node)) statementChildren(node, visit, all, maybe);
      else expressionChildren(node, visit, all, maybe);
  }
}

/** Hands every node of a tree to `visit`, outermost first; `visit` gives false where it is not to be looked inside. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void {
  const open: SyntaxNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (visit(next) === false) continue;
    const from = open.length;
    forEachChild(next, (child) => open.push(child));
    reverse(open, from);
  }
}

/** Keeps the order of the text although the stack is emptied from its end. */
function reverse(open: SyntaxNode[], from: number): void {
  for (let low = from, high = open.length - 1; low < high; low++, high--) {
    [open[low], open[high]] = [open[high]!, open[low]!];
  }
}

type Visit = (child: SyntaxNode) => void;
type VisitAll = (nodes: readonly SyntaxNode[]) => void;
type VisitMaybe = (child: SyntaxNode | undefined) => void;

function statementChildren(node: Stmt, visit: Visit, all: VisitAll, maybe: VisitMaybe): void {
  switch (node.kind) {
    case 'AugmentedAssign':
      visit(node.target);
      visit(node.value);
      return;
    case 'AnnotatedAssign':
      visit(node.target);
      visit(node.annotation);
      maybe(node.value);
      return;
    case 'Return':
      maybe(node.value);
      return;
    case 'Raise':
      maybe(node.exception);
      maybe(node.cause);
      return;
    case 'Delete':
      all(node.targets);
      return;
    case 'If':
      visit(node.test);
      all(node.body);
      all(node.orElse);
      return;
    case 'For':
      visit(node.target);
      visit(node.iterable);
      all(node.body);
      all(node.orElse);
      return;
    case 'While':
      visit(node.test);
      all(node.body);
      all(node.orElse);
      return;
    case 'With':
      for (const { context, target } of node.items) {
        visit(context);
        maybe(target);
      }
      all(node.body);
      return;
    case 'Try':
      all(node.body);
      for (const handler of node.handlers) {
        maybe(handler.type);
        all(handler.body);
      }
      all(node.orElse);
      all(node.finalBody);
      return;
    case 'Match':
      visit(node.subject);
      for (const { pattern, guard, body } of node.cases) {
        patternValues(pattern, visit);
        maybe(guard);
        all(body);
      }
      return;
    case 'Assert':
      visit(node.test);
      maybe(node.message);
      return;
    case 'ErrorStmt':
      all(node.body);
      return;
    default:
      return;
  }
}

function expressionChildren(node: Expr, visit: Visit, all: VisitAll, maybe: VisitMaybe): void {
  switch (node.kind) {
    case 'Comprehension':
      for (const { target, iterable, conditions } of node.clauses) {
        visit(iterable);
        visit(target);
        all(conditions);
      }
      visit(node.element);
      maybe(node.value);
      return;
    case 'Lambda':
      params(node.params, visit);
      visit(node.body);
      return;
    case 'Conditional':
      visit(node.body);
      visit(node.test);
      visit(node.orElse);
      return;
    case 'BoolOp':
      all(node.operands);
      return;
    case 'Compare':
      visit(node.left);
      for (const { right } of node.comparisons) visit(right);
      return;
    case 'Unary':
      visit(node.operand);
      return;
    case 'Subscript':
      visit(node.value);
      visit(node.index);
      return;
    case 'Slice':
      maybe(node.lower);
      maybe(node.upper);
      maybe(node.step);
      return;
    case 'Yield':
      maybe(node.value);
      return;
    case 'NamedExpr':
      visit(node.target);
      visit(node.value);
      return;
    default:
      return;
  }
}

function params(list: readonly Param[], visit: Visit): void {
  for (const { annotation, default: byDefault } of list) {
    if (annotation) visit(annotation);
    if (byDefault) visit(byDefault);
  }
}

function args(list: readonly Argument[], visit: Visit): void {
  for (const { value } of list) visit(value);
}

function patternValues(pattern: Pattern, visit: Visit): void {
  switch (pattern.kind) {
    case 'ValuePattern':
      visit(pattern.value);
      return;
    case 'OrPattern':
      for (const option of pattern.options) patternValues(option, visit);
      return;
    case 'AsPattern':
      patternValues(pattern.pattern, visit);
      return;
    case 'SequencePattern':
      for (const item of pattern.items) patternValues(item, visit);
      return;
    case 'MappingPattern':
      for (const { key, value } of pattern.entries) {
        visit(key);
        patternValues(value, visit);
      }
      return;
    case 'ClassPattern':
      visit(pattern.type);
      for (const item of pattern.positional) patternValues(item, visit);
      for (const { value } of pattern.keywords) patternValues(value, visit);
      return;
    default:
      return;
  }
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'AugmentedAssign',
  'AnnotatedAssign',
  'Return',
  'Raise',
  'Delete',
  'Pass',
  'Break',
  'Continue',
  'Global',
  'Nonlocal',
  'Import',
  'ImportFrom',
  'If',
  'For',
  'While',
  'With',
  'Try',
  'Match',
  'Assert',
  'TypeAlias',
  'ErrorStmt',
]);

function isStatement(node: SyntaxNode): node is Stmt {
  return STATEMENTS.has(node.kind);
}
