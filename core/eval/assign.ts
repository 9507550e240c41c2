// Assignment to names, attributes, subscripts and patterns of them.

import type { Expr } from '../syntax/ast';
import { setAttribute } from './attributes';
import { setVariable } from './branching';
import type { Interpreter } from './interpreter';
import { iterate } from './iterate';
import type { Scope } from './scope';
import { setItem } from './subscript';
import { ListValue, Unknown, type Value } from './values';

/** `target = value`. */
export function assign(I: Interpreter, target: Expr, value: Value, scope: Scope): void {
  switch (target.kind) {
    case 'Name':
      setVariable(I, scope, target.name, value);
      return;
    case 'Tuple':
    case 'List':
      unpack(I, target.elements, value, target, scope);
      return;
    case 'Attribute':
      setAttribute(I, I.environment.machine.evaluate(I, target.value, scope), target.name.name, value, target);
      return;
    case 'Subscript': {
      const container = I.environment.machine.evaluate(I, target.value, scope);
      setItem(I, container, I.environment.machine.evaluate(I, target.index, scope), value, target);
      return;
    }
    case 'Starred':
      assign(I, target.value, value, scope);
      return;
    default:
      return;
  }
}

function unpack(I: Interpreter, targets: readonly Expr[], value: Value, at: Expr, scope: Scope): void {
  const { items, open } = iterate(I, value, at);
  const star = targets.findIndex((target) => target.kind === 'Starred');
  if (open) {
    for (const [index, target] of targets.entries()) {
      const known = star < 0 || index < star ? items[index] : undefined;
      assign(I, target, known ?? partOf(open, value, index, target), scope);
    }
    return;
  }
  const enough = star < 0 ? items.length === targets.length : items.length >= targets.length - 1;
  if (!enough)
    I.fail('ValueError', `${items.length} values cannot be unpacked into ${targets.length} names`, at, value);
  const surplus = items.length - targets.length + 1;
  for (const [index, target] of targets.entries()) {
    if (index === star)
      assign(I, target, new ListValue(items.slice(index, index + surplus), target, I.home, I.assumed), scope);
    else {
      const item = items[star >= 0 && index > star ? index + surplus - 1 : index];
      assign(I, target, item ?? new Unknown('there are too few values to unpack', target), scope);
    }
  }
}

/** Unpacking a result of an opaque library gives parts of it. */
function partOf(open: Unknown, value: Value, index: number, at: Expr): Unknown {
  const path = value.kind === 'unknown' && value.path !== undefined ? { path: `${value.path}[${index}]` } : {};
  return new Unknown(open.because, at, path);
}
