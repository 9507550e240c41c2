// Functions and classes, with their decorators.

import type { Expr, Stmt } from './ast';
import type { Conversion, StmtReader } from './conversion';
import { readArguments } from './convertArguments';
import { readParameters } from './convertParameters';
import { decoratorOf } from './salvage';

function readFunction(from: Conversion, node: number, decorators: readonly Expr[], start: number): Stmt {
  const name = from.child(node, 'identifier') ?? node;
  const params = from.child(node, 'parameters');
  const returns = from.optional(from.child(node, 'type'));
  const readParams = params === undefined ? [] : readParameters(from, params);
  const outerYield = from.sawYield;
  from.sawYield = false;
  const body = from.block(from.child(node, 'block'));
  const isGenerator = from.sawYield;
  from.sawYield = outerYield;
  return {
    kind: 'FunctionDef',
    uri: from.uri,
    start,
    end: from.end(node),
    name: from.identifier(name),
    params: readParams,
    returns,
    decorators,
    isAsync: from.child(node, 'ASYNC') !== undefined,
    body,
    isGenerator,
  };
}

function readClass(from: Conversion, node: number, decorators: readonly Expr[], start: number): Stmt {
  const outerYield = from.sawYield;
  const made: Stmt = {
    kind: 'ClassDef',
    uri: from.uri,
    start,
    end: from.end(node),
    name: from.identifier(from.child(node, 'identifier') ?? node),
    bases: readArguments(from, node),
    body: from.block(from.child(node, 'block')),
    decorators,
  };
  from.sawYield = outerYield;
  return made;
}

function readDefinition(from: Conversion, node: number, decorators: readonly Expr[], start: number): Stmt | undefined {
  const type = from.tree.type(node);
  if (type === 'function_definition') return readFunction(from, node, decorators, start);
  return type === 'class_definition' ? readClass(from, node, decorators, start) : undefined;
}

const readPlain: StmtReader = (from, node, to) => {
  const made = readDefinition(from, node, [], from.tree.start(node));
  if (made) to.push(made);
};

function readDecorator(from: Conversion, node: number): Expr {
  const broken = from.salvage.at(from.tree.start(node));
  if (!broken) return from.expr(from.exprChild(node, 0));
  return decoratorOf(from.salvage.statements(broken)) ?? from.error(node);
}

const readDecorated: StmtReader = (from, node, to) => {
  const children = from.tree.children(node);
  const decorators = children.filter((child) => from.tree.type(child) === 'decorator');
  const exprs = decorators.map((child) => readDecorator(from, child));
  for (const child of children) {
    const made = readDefinition(from, child, exprs, from.tree.start(node));
    if (made) to.push(made);
  }
};

export const DEFINITION_READERS: readonly (readonly [string, StmtReader])[] = [
  ['function_definition', readPlain],
  ['class_definition', readPlain],
  ['decorated_definition', readDecorated],
];
