// Equality and identity of values.

import { numberOf } from './arithmetic';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import type { Interpreter } from './interpreter';
import { keyOf } from './keys';
import { truth } from './truth';
import type { DictValue, ListValue, SetValue, StrValue, TupleValue, Unknown, Value } from './values';

/** `left is right`; undefined where it is not known. */
export function identical(I: Interpreter, left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    const other = left.kind === 'unknown' ? right : left;
    const unknown = left.kind === 'unknown' ? left : (right as Unknown);
    if (
      other.kind === 'none' &&
      (unknown.truthy || unknown.options?.every((option) => option.kind !== 'none' && option.kind !== 'unknown'))
    ) {
      return false;
    }
    return undefined;
  }
  if (left.kind === 'none' || left.kind === 'bool' || left.kind === 'ellipsis')
    return left.kind === right.kind && equal(I, left, right);
  if (left.kind === 'int' || left.kind === 'str') return left.kind === right.kind ? equal(I, left, right) : false;
  return left === right;
}

/** Equality of values; undefined where it is not known. */
export function equal(I: Interpreter, left: Value, right: Value): boolean | undefined {
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    const [unknown, other] = left.kind === 'unknown' ? [left, right] : [right as Unknown, left];
    if (unknown.truthy && truth(I, other) === false) return false;
    if (unknown.options?.length && other.kind !== 'unknown') {
      const answers = unknown.options.map((option) => equal(I, option, other));
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    return undefined;
  }
  if (left === right) return true;
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return a === b;
  if (left.kind === 'instance' || right.kind === 'instance') return equalInstances(I, left, right);
  if (left.kind !== right.kind) return false;
  return equalSameKind(I, left, right);
}

function equalInstances(I: Interpreter, left: Value, right: Value): boolean | undefined {
  const [self, other] = left.kind === 'instance' ? [left, right] : [right, left];
  const method = findAttribute(I, self, '__eq__', self.at);
  if (method && method.kind !== 'unknown') return truth(I, callWith(I, method, [other], self.at));
  const a = keyOf(left);
  return a !== undefined && a === keyOf(right);
}

function equalSameKind(I: Interpreter, left: Value, right: Value): boolean | undefined {
  switch (left.kind) {
    case 'none':
    case 'ellipsis':
      return true;
    case 'str':
    case 'bytes':
      return left.value === (right as StrValue).value;
    case 'list':
    case 'tuple':
      return equalSequences(I, left, right as ListValue | TupleValue);
    case 'dict':
      return equalDicts(I, left, right as DictValue);
    case 'set':
      return equalSets(left, right as SetValue);
    default:
      return false;
  }
}

function equalSequences(
  I: Interpreter,
  left: ListValue | TupleValue,
  right: ListValue | TupleValue,
): boolean | undefined {
  if (left.open || right.open) return undefined;
  if (left.items.length !== right.items.length) return false;
  I.spend(left.items.length);
  let known = true;
  for (const [index, item] of left.items.entries()) {
    const answer = equal(I, item, right.items[index]!);
    if (answer === false) return false;
    if (answer === undefined) known = false;
  }
  return known ? true : undefined;
}

function equalDicts(I: Interpreter, left: DictValue, right: DictValue): boolean | undefined {
  if (left.open || right.open) return undefined;
  if (left.entries.size !== right.entries.size) return false;
  I.spend(left.entries.size);
  let known = true;
  for (const [key, entry] of left.entries) {
    const other = right.entries.get(key);
    const answer = other ? equal(I, entry.value, other.value) : false;
    if (answer === false) return false;
    if (answer === undefined) known = false;
  }
  return known ? true : undefined;
}

function equalSets(left: SetValue, right: SetValue): boolean | undefined {
  if (left.open || right.open) return undefined;
  return left.items.size === right.items.size && [...left.items.keys()].every((key) => right.items.has(key));
}
