// The call that makes a DAG, and quick fixes that give it one argument more.

import type { Dag } from '../../ir/dag';
import type { CallExpr, ModuleNode } from '../../syntax/ast';
import type { Origin } from '../../text/span';
import type { TextEdit } from '../rule';
import { nodesAround } from './nodesAround';

/** `DAG(…)`, or the `dag(…)` of a decorator, if it is written in the checked file with parentheses. */
export function dagCall(module: ModuleNode, { at }: Pick<Dag, 'at'>): CallExpr | undefined {
  const around = at.uri === module.uri ? nodesAround(module, at) : [];
  const call = around.findLast((node) => node.kind === 'Call');
  if (call && call.start === at.start && call.end === at.end) return call;
  const made = around.findLast((node) => node.kind === 'FunctionDef');
  if (made?.name.start !== at.start) return undefined;
  return made.decorators.find((decorator): decorator is CallExpr => decorator.kind === 'Call' && isDag(decorator));
}

function isDag({ callee }: CallExpr): boolean {
  return (
    (callee.kind === 'Name' && callee.name === 'dag') || (callee.kind === 'Attribute' && callee.name.name === 'dag')
  );
}

/** The edit that adds `name=value` behind the last argument. */
export function addKeyword({ uri, args, end }: CallExpr, name: string, value: string): TextEdit {
  const last: Origin | undefined = args.at(-1);
  const start = last?.end ?? end - 1;
  return { at: { uri, start, end: start }, text: `${last ? ', ' : ''}${name}=${value}` };
}
