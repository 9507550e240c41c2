// The names that a function binds itself.

import type { Expr, FunctionDef, Pattern, Stmt } from '../ast';
import { pushParts } from './expressions';

/** Parameters and all names assigned in the body, without those declared global; undefined if that is not fully known. */
export function boundNames(definition: FunctionDef): ReadonlySet<string> | undefined {
  const names = new Set(definition.params.map((param) => param.name.name));
  const globals = new Set<string>();
  if (!addStatements(definition.body, names, globals)) return undefined;
  for (const name of globals) names.delete(name);
  return names;
}

/** Adds the names that statements bind; false if one of them could not be read. */
function addStatements(body: readonly Stmt[], names: Set<string>, globals: Set<string>): boolean {
  return body.every((statement) => {
    if (statement.kind === 'ErrorStmt' || statement.kind === 'TypeAlias') return false;
    if (statement.kind === 'Global') for (const { name } of statement.names) globals.add(name);
    addOwn(statement, names);
    for (const expr of expressionsOf(statement)) addWalrus(expr, names);
    return blocksOf(statement).every((block) => addStatements(block, names, globals));
  });
}

/** Names that the statement itself binds, without its blocks. */
function addOwn(statement: Stmt, names: Set<string>): void {
  switch (statement.kind) {
    case 'Assign':
    case 'Delete':
      for (const target of statement.targets) addTarget(target, names);
      return;
    case 'AugmentedAssign':
    case 'AnnotatedAssign':
    case 'For':
      addTarget(statement.target, names);
      return;
    case 'With':
      for (const { target } of statement.items) if (target) addTarget(target, names);
      return;
    case 'Nonlocal':
      for (const { name } of statement.names) names.add(name);
      return;
    case 'FunctionDef':
    case 'ClassDef':
      names.add(statement.name.name);
      return;
    case 'Import':
      for (const { alias, path } of statement.names) names.add(alias?.name ?? path.split('.')[0]!);
      return;
    case 'ImportFrom':
      for (const { alias, name } of statement.names) names.add((alias ?? name).name);
      return;
    case 'Try':
      for (const { name } of statement.handlers) if (name) names.add(name.name);
      return;
    case 'Match':
      for (const { pattern } of statement.cases) addPattern(pattern, names);
      return;
    default:
      return;
  }
}

function addTarget(target: Expr, names: Set<string>): void {
  if (target.kind === 'Name') names.add(target.name);
  else if (target.kind === 'Starred') addTarget(target.value, names);
  else if (target.kind === 'Tuple' || target.kind === 'List')
    for (const element of target.elements) addTarget(element, names);
}

/** The names that a pattern captures. */
export function addPattern(pattern: Pattern, names: { add(name: string): unknown }): void {
  switch (pattern.kind) {
    case 'CapturePattern':
    case 'StarPattern':
      if (pattern.name) names.add(pattern.name.name);
      return;
    case 'AsPattern':
      addPattern(pattern.pattern, names);
      names.add(pattern.name.name);
      return;
    case 'OrPattern':
      for (const option of pattern.options.slice(0, 1)) addPattern(option, names);
      return;
    case 'SequencePattern':
      for (const item of pattern.items) addPattern(item, names);
      return;
    case 'MappingPattern':
      for (const entry of pattern.entries) addPattern(entry.value, names);
      if (pattern.rest) names.add(pattern.rest.name);
      return;
    case 'ClassPattern':
      for (const item of [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.value)])
        addPattern(item, names);
      return;
    default:
      return;
  }
}

/** `name := value` binds in the function, even from inside a comprehension. */
function addWalrus(root: Expr, names: Set<string>): void {
  const open = [root];
  for (let expr = open.pop(); expr; expr = open.pop()) {
    if (expr.kind === 'NamedExpr') names.add(expr.target.name);
    if (expr.kind === 'Comprehension') {
      open.push(expr.element, ...expr.clauses.flatMap((clause) => [clause.iterable, ...clause.conditions]));
      if (expr.value) open.push(expr.value);
    } else if (expr.kind !== 'Lambda') pushParts(expr, open);
  }
}

function expressionsOf(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case 'ExprStmt':
    case 'Assign':
    case 'AugmentedAssign':
      return [statement.value];
    case 'AnnotatedAssign':
    case 'Return':
      return statement.value ? [statement.value] : [];
    case 'If':
    case 'While':
    case 'Assert':
      return [statement.test];
    case 'For':
      return [statement.iterable];
    case 'With':
      return statement.items.map((item) => item.context);
    case 'Match':
      return [statement.subject, ...statement.cases.flatMap(({ guard }) => (guard ? [guard] : []))];
    default:
      return [];
  }
}

/** The blocks below a statement that belong to the same scope. */
export function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'If':
    case 'For':
    case 'While':
      return [statement.body, statement.orElse];
    case 'With':
      return [statement.body];
    case 'Try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orElse, statement.finalBody];
    case 'Match':
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
