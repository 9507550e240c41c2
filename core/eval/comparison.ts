// Comparisons: by the classes' own methods, by order, by membership.

import type { CompareOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import { numberOf } from './arithmetic';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import { equal, identical } from './equality';
import type { Interpreter } from './interpreter';
import { iterate } from './iterate';
import { keyOf } from './keys';
import { metaMethod } from './metaclass';
import { truth } from './truth';
import { type SetValue, Unknown, type Value } from './values';

/** One comparison; the result is unknown where it cannot be decided. */
export function compare(I: Interpreter, operator: CompareOperator, left: Value, right: Value, at: Origin): Value {
  I.spend();
  const custom = customCompare(I, operator, left, right, at);
  if (custom) return custom;
  const answer = decide(I, operator, left, right, at);
  if (answer !== undefined) return I.bool(answer, at, left, right);
  const unknown = [left, right].find((value): value is Unknown => value.kind === 'unknown');
  return new Unknown(unknown?.because ?? 'compares values that are not known', at);
}

const COMPARE_METHODS: Partial<Record<CompareOperator, readonly [own: string, mirrored: string]>> = {
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
};

function customCompare(
  I: Interpreter,
  operator: CompareOperator,
  left: Value,
  right: Value,
  at: Origin,
): Value | undefined {
  const names = COMPARE_METHODS[operator];
  if (!names) return undefined;
  for (const [self, other, name] of [
    [left, right, names[0]],
    [right, left, names[1]],
  ] as const) {
    if (self.kind !== 'instance') continue;
    const method = findAttribute(I, self, name, at);
    if (method && method.kind !== 'unknown') {
      const result = callWith(I, method, [other], at);
      if (!isNotImplemented(result)) return result;
    }
    if (operator === '!=') {
      const equal = customCompare(I, '==', left, right, at);
      const answer = equal && truth(I, equal);
      if (equal) return answer === undefined ? equal : I.bool(!answer, at, equal);
    }
  }
  return undefined;
}

function decide(I: Interpreter, operator: CompareOperator, left: Value, right: Value, at: Origin): boolean | undefined {
  switch (operator) {
    case '==':
      return equal(I, left, right);
    case '!=':
      return negate(equal(I, left, right));
    case 'is':
      return identical(I, left, right);
    case 'is not':
      return negate(identical(I, left, right));
    case 'in':
      return isIn(I, left, right, at);
    case 'not in':
      return negate(isIn(I, left, right, at));
    default:
      return ordered(I, operator, left, right);
  }
}

/** True for what a method gives back when it does not know the other operand's type. */
export function isNotImplemented(value: Value): boolean {
  return value.kind === 'instance' && value.type.name === 'NotImplementedType';
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function isIn(I: Interpreter, item: Value, container: Value, at: Origin): boolean | undefined {
  switch (container.kind) {
    case 'str':
      return item.kind === 'str' ? container.value.includes(item.value) : undefined;
    case 'dict':
      return isKeyOf(item, container.entries, container.open);
    case 'set':
      return isKeyOf(item, container.items, container.open);
    case 'list':
    case 'tuple':
      return isInItems(I, item, container.items, container.open);
    case 'iterator':
      return isInItems(I, item, container.items.slice(container.next), container.open);
    case 'instance':
    case 'class': {
      const byMeta = container.kind === 'class' ? metaMethod(container, '__contains__', at) : undefined;
      const method = byMeta ?? findAttribute(I, container, '__contains__', at);
      if (method) return method.kind === 'unknown' ? undefined : truth(I, callWith(I, method, [item], at));
      const { items, open } = iterate(I, container, at);
      return isInItems(I, item, items, open);
    }
    default:
      return undefined;
  }
}

/** A key is certainly missing only if it is known, and so are all the keys that are there. */
function isKeyOf(item: Value, keys: ReadonlyMap<string, unknown>, open: Unknown | undefined): boolean | undefined {
  const key = keyOf(item);
  if (key !== undefined && keys.has(key)) return open?.mayBeLess ? undefined : true;
  if (key === undefined || open || item.kind === 'unknown') return undefined;
  for (const other of keys.keys()) if (other.startsWith('u')) return undefined;
  return false;
}

function isInItems(
  I: Interpreter,
  item: Value,
  items: readonly Value[],
  open: Unknown | undefined,
): boolean | undefined {
  I.spend(items.length);
  let known = !open;
  for (const candidate of items) {
    const answer = equal(I, candidate, item);
    if (answer) return open?.mayBeLess ? undefined : true;
    if (answer === undefined) known = false;
  }
  return known ? false : undefined;
}

function ordered(I: Interpreter, operator: CompareOperator, left: Value, right: Value): boolean | undefined {
  if (left.kind === 'set' && right.kind === 'set')
    return operator.startsWith('<') ? within(left, right, operator === '<') : within(right, left, operator === '>');
  const order = orderOf(I, left, right);
  if (order === undefined) return undefined;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** True if the first set is a (proper) subset of the second; undefined where elements are not known. */
function within(inner: SetValue, outer: SetValue, proper: boolean): boolean | undefined {
  if (inner.open || outer.open) return undefined;
  const keys = [...inner.items.keys()];
  const missing = keys.filter((key) => !outer.items.has(key));
  const unclear = [...missing, ...(proper || missing.length ? outer.items.keys() : [])].some((key) =>
    key.startsWith('u'),
  );
  if (unclear) return undefined;
  return missing.length === 0 && (!proper || keys.length < outer.items.size);
}

/** Negative, zero or positive, as Python orders the two; undefined where it cannot be known. */
export function orderOf(I: Interpreter, left: Value, right: Value): number | undefined {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return a - b;
  if (left.kind === 'str' && right.kind === 'str')
    return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  if ((left.kind === 'list' || left.kind === 'tuple') && left.kind === right.kind) {
    return orderOfSequences(I, left.items, right.items, left.open ?? right.open);
  }
  if (left.kind === 'instance') {
    const less = customCompare(I, '<', left, right, left.at);
    const answer = less && truth(I, less);
    if (answer === undefined) return undefined;
    return answer ? -1 : equal(I, left, right) ? 0 : 1;
  }
  return undefined;
}

function orderOfSequences(
  I: Interpreter,
  left: readonly Value[],
  right: readonly Value[],
  open: Unknown | undefined,
): number | undefined {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = orderOf(I, left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return open ? undefined : left.length - right.length;
}
