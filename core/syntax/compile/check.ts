// Finds what CPython refuses after parsing: its passes over `__future__`, the symbol table, and the code.

import type {
  ClassDef,
  ForStmt,
  FunctionDef,
  IfStmt,
  ReturnStmt,
  Stmt,
  SyntaxProblem,
  TryStmt,
  WithStmt,
} from '../ast';
import { addPattern, boundNames } from './bindings';
import { checkDeclaration } from './declarations';
import { ExpressionCheck } from './expressions';
import { checkFuture, checkLateFuture } from './future';
import { checkParameters } from './parameters';
import { checkCases } from './patterns';
import { ProblemList, Scope } from './scope';
import { checkTarget } from './targets';

/**
 * The problems of a module whose text its parser accepts, CPython's first one first.
 * @param text the text of the module
 */
export function checkCompilation(body: readonly Stmt[], text: string): SyntaxProblem[] {
  const problems = new ProblemList();
  const check = new StatementCheck(problems, /\b(?:global|nonlocal)\b/.test(text), checkFuture(body, problems));
  check.block(body, new Scope('module', undefined));
  return problems.all();
}

class StatementCheck {
  private readonly expressions: ExpressionCheck;

  constructor(
    private readonly problems: ProblemList,
    tracksNames: boolean,
    private readonly futures: ReadonlySet<Stmt>,
  ) {
    this.expressions = new ExpressionCheck(problems, tracksNames);
  }

  block(body: readonly Stmt[], scope: Scope): void {
    for (const statement of body) this.statement(statement, scope);
  }

  private statement(statement: Stmt, scope: Scope): void {
    const { expressions, problems } = this;
    switch (statement.kind) {
      case 'ExprStmt':
        expressions.check(statement.value, scope);
        return;
      case 'Assign':
        expressions.check(statement.value, scope);
        for (const target of statement.targets) checkTarget(target, scope, expressions, problems);
        return;
      case 'AugmentedAssign':
        checkTarget(statement.target, scope, expressions, problems);
        expressions.check(statement.value, scope);
        return;
      case 'AnnotatedAssign':
        if (statement.target.kind === 'Name') scope.use(statement.target.name, 'annotated');
        else expressions.check(statement.target, scope);
        expressions.check(statement.value, scope);
        return;
      case 'Return':
        this.returns(statement, scope);
        return;
      case 'Raise':
        expressions.check(statement.exception, scope);
        expressions.check(statement.cause, scope);
        return;
      case 'Assert':
        expressions.check(statement.test, scope);
        expressions.check(statement.message, scope);
        return;
      case 'Delete':
        for (const target of statement.targets) checkTarget(target, scope, expressions, problems);
        return;
      case 'Break':
      case 'Continue':
        this.leavesLoop(statement, scope);
        return;
      case 'Global':
      case 'Nonlocal':
        checkDeclaration(statement, scope, problems);
        return;
      default:
        this.compound(statement, scope);
    }
  }

  private compound(statement: Stmt, scope: Scope): void {
    switch (statement.kind) {
      case 'Import':
        for (const { alias, path } of statement.names) scope.use(alias?.name ?? path.split('.')[0]!, 'assigned');
        return;
      case 'ImportFrom':
        if (statement.star && scope.kind !== 'module') {
          this.problems.add('symbols', statement, 'import * only allowed at module level');
        }
        checkLateFuture(statement, this.futures, this.problems);
        for (const { alias, name } of statement.names) scope.use((alias ?? name).name, 'assigned');
        return;
      case 'If':
        this.conditions(statement, scope);
        return;
      case 'For':
        this.loop(statement, scope);
        return;
      case 'While':
        this.expressions.check(statement.test, scope);
        this.repeated(statement, scope);
        return;
      case 'With':
        this.contexts(statement, scope);
        return;
      case 'Try':
        this.handlers(statement, scope);
        return;
      case 'FunctionDef':
        this.definition(statement, scope);
        return;
      case 'ClassDef':
        this.classDefinition(statement, scope);
        return;
      case 'Match':
        this.expressions.check(statement.subject, scope);
        checkCases(statement, this.problems);
        for (const { pattern, guard, body } of statement.cases) {
          addPattern(pattern, { add: (name: string) => scope.use(name, 'assigned') });
          this.expressions.check(guard, scope);
          this.block(body, scope);
        }
        return;
      default:
        return;
    }
  }

  /** A long chain of `elif` nests to the right without end. */
  private conditions(statement: IfStmt, scope: Scope): void {
    let rest: readonly Stmt[] = [statement];
    for (let next = rest[0]; rest.length === 1 && next?.kind === 'If'; next = rest[0]) {
      this.expressions.check(next.test, scope);
      this.block(next.body, scope);
      rest = next.orElse;
    }
    this.block(rest, scope);
  }

  private loop(statement: ForStmt, scope: Scope): void {
    this.expressions.check(statement.iterable, scope);
    checkTarget(statement.target, scope, this.expressions, this.problems);
    if (statement.isAsync && !(scope.isFunction && scope.isAsync)) {
      this.problems.add('code', statement, "'async for' outside async function");
    }
    this.repeated(statement, scope);
  }

  private repeated(
    statement: { readonly body: readonly Stmt[]; readonly orElse: readonly Stmt[] },
    scope: Scope,
  ): void {
    scope.loops++;
    this.block(statement.body, scope);
    scope.loops--;
    this.block(statement.orElse, scope);
  }

  private leavesLoop(statement: Stmt, scope: Scope): void {
    if (scope.loops) return;
    const message = statement.kind === 'Break' ? "'break' outside loop" : "'continue' not properly in loop";
    this.problems.add('code', statement, message);
  }

  private contexts(statement: WithStmt, scope: Scope): void {
    for (const { context, target } of statement.items) {
      this.expressions.check(context, scope);
      if (target) checkTarget(target, scope, this.expressions, this.problems);
    }
    if (statement.isAsync && !(scope.isFunction && scope.isAsync)) {
      this.problems.add('code', statement, "'async with' outside async function");
    }
    this.block(statement.body, scope);
  }

  private handlers(statement: TryStmt, scope: Scope): void {
    this.block(statement.body, scope);
    statement.handlers.forEach((handler, i) => {
      if (!handler.type && i < statement.handlers.length - 1) {
        this.problems.add('code', handler, "default 'except:' must be last");
      }
      this.expressions.check(handler.type, scope);
      if (handler.name) scope.use(handler.name.name, 'assigned');
      this.block(handler.body, scope);
    });
    this.block(statement.orElse, scope);
    this.block(statement.finalBody, scope);
  }

  private returns(statement: ReturnStmt, scope: Scope): void {
    if (!scope.isFunction) this.problems.add('code', statement, "'return' outside function");
    else if (statement.value && scope.isAsync && scope.isGenerator) {
      this.problems.add('code', statement, "'return' with value in async generator");
    }
    this.expressions.check(statement.value, scope);
  }

  private definition(statement: FunctionDef, scope: Scope): void {
    for (const decorator of statement.decorators) this.expressions.check(decorator, scope);
    for (const param of statement.params) this.expressions.check(param.default, scope);
    scope.use(statement.name.name, 'assigned');
    const binds = (): ReadonlySet<string> | undefined => boundNames(statement);
    const inner = new Scope('function', scope, statement.isAsync, statement.isGenerator, binds);
    checkParameters(statement.params, inner, this.problems);
    this.block(statement.body, inner);
  }

  private classDefinition(statement: ClassDef, scope: Scope): void {
    for (const decorator of statement.decorators) this.expressions.check(decorator, scope);
    for (const base of statement.bases) this.expressions.check(base.value, scope);
    this.expressions.checkKeywords(statement.bases);
    scope.use(statement.name.name, 'assigned');
    this.block(statement.body, new Scope('class', scope));
  }
}
