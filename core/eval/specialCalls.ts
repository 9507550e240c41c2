// Calls that need the place they stand at: super(), globals(), locals(), vars(), __import__().

import type { CallExpr } from '../syntax/ast';
import { importPath } from './imports';
import type { Interpreter } from './interpreter';
import { namespaceDict } from './namespaceDict';
import type { Scope } from './scope';
import { SuperValue, Unknown, type Value } from './values';

/** The result, if this is such a call and the name is the builtin one. */
export function specialCall(I: Interpreter, node: CallExpr, scope: Scope): Value | undefined {
  const { callee } = node;
  if (callee.kind !== 'Name' || !SPECIAL.has(callee.name) || scope.lookup(callee.name)) return undefined;
  if (DEFINES_NAMES.has(callee.name)) scope.module.mayHoldMore = true;
  switch (callee.name) {
    case 'exec':
      return undefined;
    case 'super':
      return superCall(I, node, scope);
    case 'globals':
      return namespaceDict(I, scope.module, node);
    case 'locals':
      return namespaceDict(I, scope, node);
    case 'vars':
      return node.args.length ? undefined : namespaceDict(I, scope, node);
    default:
      return dynamicImport(I, node, scope);
  }
}

/** Through these, names can be defined that are not seen. */
const DEFINES_NAMES: ReadonlySet<string> = new Set(['exec', 'globals', 'locals', 'vars']);

const SPECIAL = new Set(['super', 'exec', 'globals', 'locals', 'vars', '__import__']);

function superCall(I: Interpreter, node: CallExpr, scope: Scope): Value {
  const [type, receiver] = node.args.map((argument) => I.environment.machine.evaluate(I, argument.value, scope));
  if (type?.kind === 'class' && receiver) return new SuperValue(receiver, type, node);
  const frame = I.frames.findLast((candidate) => candidate.callee.owner !== undefined);
  const first = frame?.callee.definition.params[0];
  const self = first && frame.scope.vars.get(first.name.name);
  if (!frame?.callee.owner || !self) return new Unknown('super() outside a method', node);
  return new SuperValue(self, frame.callee.owner, node);
}

/** `__import__("a.b")`. */
function dynamicImport(I: Interpreter, node: CallExpr, scope: Scope): Value {
  const [first] = node.args;
  const name = first && I.environment.machine.evaluate(I, first.value, scope);
  if (name?.kind !== 'str') return new Unknown('imports a module whose name is not known', node);
  return importPath(I, name.value, node);
}
