// Operators of the builtin types: numbers, text, lists, tuples, dicts and sets.

import type { BinaryOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import { arithmetic, numberOf } from './arithmetic';
import { type Interpreter, LIMITS } from './interpreter';
import { exactBinary, LargeInt } from './largeIntegers';
import { percentFormat } from './library/text';
import { areTypes, unionOf } from './library/unionTypes';
import { BytesValue, DictValue, ListValue, SetValue, type StrValue, TupleValue, Unknown, type Value } from './values';

/** `left <operator> right` of builtin types; undefined where they say nothing about it. */
export function plainBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  at: Origin,
): Value | undefined {
  if (left.kind === 'str') return strBinary(I, operator, left, right, at);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return arithmetic(I, operator, left, right, a, b, at);
  if (left instanceof LargeInt || right instanceof LargeInt) return exactBinary(I, operator, left, right, at);
  if (operator === '|' && areTypes(left, right)) return unionOf(I, left, right, at);
  if (operator === '*') return repeat(I, left, right, at);
  if (operator === '+') return concatenate(I, left, right, at);
  if (left.kind === 'bytes' && operator === '%') return percentFormat(I, left, right, at);
  if (left.kind === 'dict' && right.kind === 'dict' && operator === '|') return mergeDicts(I, left, right, at);
  if (left.kind === 'set' && right.kind === 'set') return setBinary(I, operator, left, right, at);
  return undefined;
}

function strBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: StrValue,
  right: Value,
  at: Origin,
): Value | undefined {
  if (operator === '%') return percentFormat(I, left, right, at);
  if (operator === '*') return repeat(I, left, right, at);
  if (operator !== '+') return undefined;
  if (right.kind === 'str') return concatStrings(I, left, right, at);
  if (right.kind === 'unknown' && !right.options) {
    return new Unknown(right.because, at, {
      truthy: left.value.length > 0,
      text: `${left.value}${right.text ?? '{…}'}`,
    });
  }
  return undefined;
}

function concatStrings(I: Interpreter, left: StrValue, right: StrValue, at: Origin): Value {
  if (left.value.length + right.value.length > LIMITS.size) return new Unknown('the text is too long', at);
  return I.str(left.value + right.value, at, left, right);
}

function repeat(I: Interpreter, left: Value, right: Value, at: Origin): Value | undefined {
  const [sequence, times] = numberOf(left) === undefined ? [left, right] : [right, left];
  const count = times.kind === 'float' ? undefined : numberOf(times);
  if (count === undefined) return undefined;
  const n = Math.max(0, count);
  if (sequence.kind === 'str') {
    return sequence.value.length * n > LIMITS.size
      ? new Unknown('the text is too long', at)
      : I.str(sequence.value.repeat(n), at, sequence, times);
  }
  if (sequence.kind === 'bytes') {
    return sequence.value.length * n > LIMITS.size
      ? new Unknown('the bytes are too many', at)
      : new BytesValue(sequence.value.repeat(n), at, I.taint([sequence, times]));
  }
  if (sequence.kind !== 'list' && sequence.kind !== 'tuple') return undefined;
  if (sequence.items.length * n > LIMITS.size) return new Unknown('the list is too long', at);
  I.spend(sequence.items.length * n);
  const items = Array.from({ length: n }, () => sequence.items).flat();
  return sequence.kind === 'list' ? I.list(items, at) : new TupleValue(items, at, I.assumed);
}

function concatenate(I: Interpreter, left: Value, right: Value, at: Origin): Value | undefined {
  if (left.kind === 'bytes' && right.kind === 'bytes') return new BytesValue(left.value + right.value, at);
  if (left.kind === 'list' && (right.kind === 'list' || right.kind === 'unknown'))
    return concatenateLists(I, left, right, at);
  if (left.kind === 'unknown' && right.kind === 'list' && !left.options) return concatenateLists(I, left, right, at);
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    return new TupleValue([...left.items, ...right.items], at, I.taint([left, right]), left.open ?? right.open);
  }
  return undefined;
}

function concatenateLists(
  I: Interpreter,
  left: ListValue | Unknown,
  right: ListValue | Unknown,
  at: Origin,
): Value | undefined {
  if (right.kind === 'unknown' && right.options) return undefined;
  const parts = [left, right].flatMap((side) => (side.kind === 'list' ? side.items : []));
  if (parts.length > LIMITS.size) return new Unknown('the list is too long', at);
  I.spend(parts.length);
  const list = new ListValue(parts, at, I.home, I.taint([left, right]));
  list.open = openPart(left) ?? openPart(right);
  return list;
}

function openPart(side: ListValue | Unknown): Unknown | undefined {
  return side.kind === 'unknown' ? side : side.open;
}

function mergeDicts(I: Interpreter, left: DictValue, right: DictValue, at: Origin): DictValue {
  const dict = new DictValue(new Map([...left.entries, ...right.entries]), at, I.home, I.taint([left, right]));
  dict.open = left.open ?? right.open;
  return dict;
}

function setBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: SetValue,
  right: SetValue,
  at: Origin,
): Value | undefined {
  const keep: Partial<Record<BinaryOperator, (key: string) => boolean>> = {
    '&': (key) => left.items.has(key) && right.items.has(key),
    '-': (key) => left.items.has(key) && !right.items.has(key),
    '|': () => true,
    '^': (key) => left.items.has(key) !== right.items.has(key),
  };
  const test = keep[operator];
  if (!test) return undefined;
  const items = [...left.items, ...right.items].filter(([key]) => test(key));
  const set = new SetValue(new Map(items), at, I.home, I.taint([left, right]), left.frozen);
  set.open = left.open ?? right.open;
  return set;
}
