// The typed tree as short text, for tests: one expression or statement reads almost like its source.

import type { Argument, ComprehensionClause, Expr, FStringExpr, Param, Pattern, Stmt } from '../../core/syntax/ast';

const list = (items: readonly string[]): string => items.join(' ');

/** `(bin >> a b)` and the like. */
export function outline(expr: Expr | undefined): string {
  if (!expr) return '-';
  switch (expr.kind) {
    case 'Name':
      return expr.name;
    case 'None':
    case 'Ellipsis':
    case 'Complex':
    case 'ErrorExpr':
      return expr.kind;
    case 'Bool':
    case 'Int':
    case 'Float':
      return String(expr.value);
    case 'String':
      return JSON.stringify(expr.value);
    case 'Bytes':
      return `b${JSON.stringify(expr.value)}`;
    case 'FString':
      return outlineFormatted(expr);
    case 'List':
    case 'Tuple':
    case 'Set':
      return `(${[expr.kind, ...expr.elements.map(outline)].join(' ')})`;
    case 'Dict':
      return `(Dict ${list(expr.entries.map(({ key, value }) => `${key ? outline(key) : '**'}:${outline(value)}`))})`;
    case 'Comprehension':
      return `(${expr.form} ${outline(expr.element)}${expr.value ? `:${outline(expr.value)}` : ''} ${list(expr.clauses.map(outlineClause))})`;
    case 'Lambda':
      return `(lambda [${list(expr.params.map(outlineParam))}] ${outline(expr.body)})`;
    case 'Conditional':
      return `(if ${outline(expr.test)} ${outline(expr.body)} ${outline(expr.orElse)})`;
    case 'BoolOp':
      return `(${[expr.operator, ...expr.operands.map(outline)].join(' ')})`;
    case 'Compare':
      return `(${[outline(expr.left), ...expr.comparisons.map((c) => `${c.operator} ${outline(c.right)}`)].join(' ')})`;
    case 'Binary':
      return `(${outline(expr.left)} ${expr.operator} ${outline(expr.right)})`;
    case 'Unary':
      return `(${expr.operator} ${outline(expr.operand)})`;
    case 'Call':
      return `${outline(expr.callee)}(${expr.args.map(outlineArgument).join(', ')})`;
    case 'Attribute':
      return `${outline(expr.value)}.${expr.name.name}`;
    case 'Subscript':
      return `${outline(expr.value)}[${outline(expr.index)}]`;
    case 'Slice':
      return `(Slice ${outline(expr.lower)} ${outline(expr.upper)} ${outline(expr.step)})`;
    case 'Starred':
      return `*${outline(expr.value)}`;
    case 'Await':
      return `(await ${outline(expr.value)})`;
    case 'Yield':
      return `(yield${expr.from ? ' from' : ''} ${outline(expr.value)})`;
    case 'NamedExpr':
      return `(${outline(expr.target)} := ${outline(expr.value)})`;
  }
}

function outlineFormatted(expr: FStringExpr): string {
  const parts = expr.parts.map((part) => {
    if (part.kind === 'String') return outline(part);
    const { conversion, debugText, format, value } = part;
    return `{${debugText ?? ''}${outline(value)}${conversion ? `!${conversion}` : ''}${format ? `:${outlineFormatted(format)}` : ''}}`;
  });
  return `f<${list(parts)}>`;
}

function outlineClause({ target, iterable, conditions, isAsync }: ComprehensionClause): string {
  return list([
    `${isAsync ? 'async ' : ''}for ${outline(target)} in ${outline(iterable)}`,
    ...conditions.map((c) => `if ${outline(c)}`),
  ]);
}

function outlineArgument({ name, star, value }: Argument): string {
  return `${name ? `${name.name}=` : '*'.repeat(star)}${outline(value)}`;
}

export function outlineParam({ name, form, annotation, default: value }: Param): string {
  return `${form}:${name.name}${annotation ? `:${outline(annotation)}` : ''}${value ? `=${outline(value)}` : ''}`;
}

export function outlinePattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'ValuePattern':
      return outline(pattern.value);
    case 'CapturePattern':
      return `?${pattern.name?.name ?? '_'}`;
    case 'StarPattern':
      return `*${pattern.name?.name ?? '_'}`;
    case 'OrPattern':
      return `(${pattern.options.map(outlinePattern).join(' | ')})`;
    case 'AsPattern':
      return `(${outlinePattern(pattern.pattern)} as ${pattern.name.name})`;
    case 'SequencePattern':
      return `[${list(pattern.items.map(outlinePattern))}]`;
    case 'MappingPattern':
      return `{${list(pattern.entries.map(({ key, value }) => `${outline(key)}:${outlinePattern(value)}`))} **${pattern.rest?.name ?? '-'}}`;
    case 'ClassPattern':
      return `${outline(pattern.type)}(${list([...pattern.positional.map(outlinePattern), ...pattern.keywords.map(({ name, value }) => `${name}=${outlinePattern(value)}`)])})`;
    case 'UnknownPattern':
      return 'UnknownPattern';
  }
}

/** Statements as nested lists: `['If x', [...], [...]]`; what broken statements still hold stands under `ErrorStmt`. */
export type Outlined = string | readonly Outlined[];

export function outlineBlock(body: readonly Stmt[]): Outlined[] {
  return body.map(outlineStatement);
}

function outlineStatement(statement: Stmt): Outlined {
  switch (statement.kind) {
    case 'ExprStmt':
      return outline(statement.value);
    case 'Assign':
      return `${statement.targets.map(outline).join(' = ')} = ${outline(statement.value)}`;
    case 'AugmentedAssign':
      return `${outline(statement.target)} ${statement.operator}= ${outline(statement.value)}`;
    case 'AnnotatedAssign':
      return `${outline(statement.target)}: ${outline(statement.annotation)} = ${outline(statement.value)}`;
    case 'Return':
      return `return ${outline(statement.value)}`;
    case 'Raise':
      return `raise ${outline(statement.exception)} from ${outline(statement.cause)}`;
    case 'Delete':
      return `del ${statement.targets.map(outline).join(', ')}`;
    case 'Global':
    case 'Nonlocal':
      return `${statement.kind} ${statement.names.map(({ name }) => name).join(', ')}`;
    case 'Import':
      return `import ${statement.names.map(({ path, alias }) => `${path} as ${alias?.name ?? '-'}`).join(', ')}`;
    case 'ImportFrom':
      return `from ${statement.level} ${statement.module} import ${statement.star ? '*' : statement.names.map(({ name, alias }) => `${name.name} as ${alias?.name ?? '-'}`).join(', ')}`;
    case 'Assert':
      return `assert ${outline(statement.test)}, ${outline(statement.message)}`;
    case 'Pass':
    case 'Break':
    case 'Continue':
    case 'TypeAlias':
      return statement.kind;
    default:
      return outlineCompound(statement);
  }
}

function outlineCompound(statement: Stmt): Outlined {
  switch (statement.kind) {
    case 'If':
      return [`if ${outline(statement.test)}`, outlineBlock(statement.body), outlineBlock(statement.orElse)];
    case 'For':
      return [
        `${statement.isAsync ? 'async ' : ''}for ${outline(statement.target)} in ${outline(statement.iterable)}`,
        outlineBlock(statement.body),
        outlineBlock(statement.orElse),
      ];
    case 'While':
      return [`while ${outline(statement.test)}`, outlineBlock(statement.body), outlineBlock(statement.orElse)];
    case 'With':
      return [
        `${statement.isAsync ? 'async ' : ''}with ${statement.items.map(({ context, target }) => `${outline(context)} as ${outline(target)}`).join(', ')}`,
        outlineBlock(statement.body),
      ];
    case 'Try':
      return [
        'try',
        outlineBlock(statement.body),
        ...statement.handlers.map(({ type, name, body }): Outlined[] => [
          `except ${outline(type)} as ${name?.name ?? '-'}`,
          ...outlineBlock(body),
        ]),
        outlineBlock(statement.orElse),
        outlineBlock(statement.finalBody),
      ];
    case 'FunctionDef':
      return [
        `${statement.decorators.map((d) => `@${outline(d)} `).join('')}${statement.isAsync ? 'async ' : ''}${statement.isGenerator ? 'generator ' : ''}def ${statement.name.name}(${list(statement.params.map(outlineParam))}) -> ${outline(statement.returns)}`,
        outlineBlock(statement.body),
      ];
    case 'ClassDef':
      return [
        `${statement.decorators.map((d) => `@${outline(d)} `).join('')}class ${statement.name.name}(${statement.bases.map(outlineArgument).join(', ')})`,
        outlineBlock(statement.body),
      ];
    case 'Match':
      return [
        `match ${outline(statement.subject)}`,
        ...statement.cases.map(({ pattern, guard, body }): Outlined[] => [
          `case ${outlinePattern(pattern)} if ${outline(guard)}`,
          ...outlineBlock(body),
        ]),
      ];
    case 'ErrorStmt':
      return ['ErrorStmt', outlineBlock(statement.body)];
    default:
      return statement.kind;
  }
}
