// What CPython's symbol table and compiler refuse inside expressions.

import type { CallExpr, ComprehensionExpr, Expr, FStringExpr, LambdaExpr, NamedExpr, YieldExpr } from '../ast';
import { checkParameters } from './parameters';
import { type ProblemList, Scope } from './scope';

/** Walks expressions, each in its scope. Long chains nest to the left without end, so the walk keeps its own stack. */
export class ExpressionCheck {
  constructor(
    private readonly problems: ProblemList,
    /** False if no `global` or `nonlocal` is in the file: then nobody asks how names were used. */
    private readonly tracksNames: boolean,
  ) {}

  check(root: Expr | undefined, scope: Scope): void {
    if (!root) return;
    const open: Expr[] = [root];
    for (let expr = open.pop(); expr; expr = open.pop()) this.visit(expr, scope, open);
  }

  /** Checks one expression; puts its parts on `open`, the first part last. */
  private visit(expr: Expr, scope: Scope, open: Expr[]): void {
    switch (expr.kind) {
      case 'Name':
        if (this.tracksNames) scope.use(expr.name, 'used');
        return;
      case 'Starred':
        this.problems.add('code', expr, "can't use starred expression here");
        open.push(expr.value);
        return;
      case 'Lambda':
        this.visitLambda(expr, scope);
        return;
      case 'Comprehension':
        this.visitComprehension(expr, scope);
        return;
      case 'Yield':
        this.visitYield(expr, scope, open);
        return;
      case 'Await':
        this.visitAwait(expr, scope);
        open.push(expr.value);
        return;
      case 'NamedExpr':
        this.visitNamed(expr, scope, open);
        return;
      case 'Call':
        this.visitCall(expr, open);
        return;
      default:
        pushParts(expr, open);
    }
  }

  private visitCall(expr: CallExpr, open: Expr[]): void {
    for (let i = expr.args.length - 1; i >= 0; i--) open.push(expr.args[i]!.value);
    open.push(expr.callee);
    this.checkKeywords(expr.args);
  }

  /** Also for the keywords of a class. */
  checkKeywords(args: CallExpr['args']): void {
    if (args.length < 2) return;
    const seen = new Set<string>();
    for (const { name } of args) {
      if (!name) continue;
      if (seen.has(name.name)) this.problems.add('code', name, `keyword argument repeated: ${name.name}`);
      seen.add(name.name);
    }
  }

  private visitLambda(expr: LambdaExpr, scope: Scope): void {
    for (const param of expr.params) this.check(param.default, scope);
    const inner = new Scope('lambda', scope);
    checkParameters(expr.params, inner, this.problems);
    this.check(expr.body, inner);
  }

  private visitYield(expr: YieldExpr, scope: Scope, open: Expr[]): void {
    if (scope.kind === 'comprehension') this.problems.add('symbols', expr, "'yield' inside a comprehension");
    else if (!scope.isFunction) this.problems.add('code', expr, "'yield' outside function");
    else if (expr.from && scope.isAsync) this.problems.add('code', expr, "'yield from' inside async function");
    if (expr.value) open.push(expr.value);
  }

  private visitAwait(expr: Expr, scope: Scope): void {
    if (scope.kind === 'comprehension') return;
    if (!scope.isFunction) this.problems.add('code', expr, "'await' outside function");
    else if (!scope.isAsync) this.problems.add('code', expr, "'await' outside async function");
  }

  private visitNamed(expr: NamedExpr, scope: Scope, open: Expr[]): void {
    let owner = scope;
    while (owner.kind === 'comprehension' && owner.outer) {
      if (owner.uses.get(expr.target.name) === 'assigned') {
        const message = `assignment expression cannot rebind comprehension iteration variable '${expr.target.name}'`;
        this.problems.add('symbols', expr, message);
      }
      owner = owner.outer;
    }
    if (owner !== scope && owner.kind === 'class') {
      const message = 'assignment expression within a comprehension cannot be used in a class body';
      this.problems.add('symbols', expr, message);
    }
    owner.use(expr.target.name, 'assigned');
    open.push(expr.value);
  }

  private visitComprehension(expr: ComprehensionExpr, scope: Scope): void {
    const inner = new Scope('comprehension', scope);
    const [first, ...others] = expr.clauses;
    this.check(first?.iterable, scope);
    for (const clause of expr.clauses) bindTarget(clause.target, inner);
    for (const clause of others) this.check(clause.iterable, inner);
    for (const clause of expr.clauses) for (const condition of clause.conditions) this.check(condition, inner);
    this.check(expr.element, inner);
    this.check(expr.value, inner);
    for (const clause of expr.clauses) this.refuseNamed(clause.iterable);
    const sync = !scope.isAsync && scope.kind !== 'comprehension';
    if (sync && expr.form !== 'generator' && isAsynchronous(expr)) {
      this.problems.add('code', expr, 'asynchronous comprehension outside of an asynchronous function');
    }
  }

  private refuseNamed(iterable: Expr): void {
    const named = findWithin(iterable, (expr) => expr.kind === 'NamedExpr');
    if (named)
      this.problems.add(
        'symbols',
        named,
        'assignment expression cannot be used in a comprehension iterable expression',
      );
  }
}

function bindTarget(target: Expr, scope: Scope): void {
  if (target.kind === 'Name') scope.use(target.name, 'assigned');
  else if (target.kind === 'Tuple' || target.kind === 'List')
    for (const element of target.elements) bindTarget(element, scope);
  else if (target.kind === 'Starred') bindTarget(target.value, scope);
}

/** True if the comprehension needs an event loop: `async for`, or an `await` in its own scope. */
function isAsynchronous(expr: ComprehensionExpr): boolean {
  if (expr.clauses.some((clause) => clause.isAsync)) return true;
  const [, ...others] = expr.clauses;
  const inside = [
    expr.element,
    expr.value,
    ...others.map((clause) => clause.iterable),
    ...expr.clauses.flatMap((c) => c.conditions),
  ];
  const waits = (part: Expr): boolean =>
    part.kind === 'Await' || (part.kind === 'Comprehension' && part.form !== 'generator' && isAsynchronous(part));
  return inside.some((part) => part && findWithin(part, waits) !== undefined);
}

/** The first part of an expression that fits, without entering scopes of their own. */
function findWithin(root: Expr, fits: (expr: Expr) => boolean): Expr | undefined {
  const open = [root];
  for (let expr = open.pop(); expr; expr = open.pop()) {
    if (fits(expr)) return expr;
    if (expr.kind === 'Comprehension') open.push(...expr.clauses.slice(0, 1).map((clause) => clause.iterable));
    else if (expr.kind !== 'Lambda') pushParts(expr, open);
  }
  return undefined;
}

/** Puts the direct parts of an expression on the stack, the first part last. Stars that belong there are taken off. */
export function pushParts(expr: Expr, open: Expr[]): void {
  switch (expr.kind) {
    case 'Binary':
      open.push(expr.right, expr.left);
      return;
    case 'Attribute':
    case 'Starred':
    case 'Await':
    case 'NamedExpr':
      open.push(expr.value);
      return;
    case 'Unary':
      open.push(expr.operand);
      return;
    case 'Subscript':
      open.push(expr.index, expr.value);
      return;
    case 'Conditional':
      open.push(expr.orElse, expr.test, expr.body);
      return;
    default:
      pushMany(expr, open);
  }
}

function pushMany(expr: Expr, open: Expr[]): void {
  switch (expr.kind) {
    case 'List':
    case 'Tuple':
    case 'Set':
      pushAll(expr.elements, open);
      return;
    case 'BoolOp':
      pushAll(expr.operands, open);
      return;
    case 'Dict':
      for (let i = expr.entries.length - 1; i >= 0; i--) {
        push(expr.entries[i]!.value, open);
        push(expr.entries[i]!.key, open);
      }
      return;
    case 'Compare':
      for (let i = expr.comparisons.length - 1; i >= 0; i--) push(expr.comparisons[i]!.right, open);
      push(expr.left, open);
      return;
    case 'Call':
      for (let i = expr.args.length - 1; i >= 0; i--) push(expr.args[i]!.value, open);
      push(expr.callee, open);
      return;
    case 'Slice':
      pushAll([expr.lower, expr.upper, expr.step], open);
      return;
    case 'Yield':
      push(expr.value, open);
      return;
    case 'FString':
      pushFields(expr, open);
      return;
    default:
      return;
  }
}

function pushFields({ parts }: FStringExpr, open: Expr[]): void {
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    if (part.kind !== 'Formatted') continue;
    push(part.format, open);
    push(part.value, open);
  }
}

function pushAll(parts: readonly (Expr | undefined)[], open: Expr[]): void {
  for (let i = parts.length - 1; i >= 0; i--) push(parts[i], open);
}

function push(part: Expr | undefined, open: Expr[]): void {
  if (part) open.push(part.kind === 'Starred' ? part.value : part);
}
