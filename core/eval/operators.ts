// Binary and unary operators, and comparisons.

import type { BinaryOperator, CompareOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import { type Interpreter, LIMITS } from './interpreter';
import { overOptions } from './join';
import { keyOf } from './keys';
import { percentFormat } from './library/text';
import { truth } from './truth';
import {
  BytesValue,
  DictValue,
  FloatValue,
  IntValue,
  ListValue,
  NativeFunction,
  SetValue,
  type StrValue,
  TupleValue,
  Unknown,
  type Value,
} from './values';

const METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '>>': 'rshift',
  '<<': 'lshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

/** `left <operator> right`, total. */
export function binary(I: Interpreter, operator: BinaryOperator, left: Value, right: Value, at: Origin): Value {
  I.spend();
  const plain = plainBinary(I, operator, left, right, at);
  if (plain) return plain;
  const modelled = I.environment.models.binary(I, operator, left, right, at);
  if (modelled) return modelled;
  const byMethod = methodBinary(I, operator, left, right, at);
  if (byMethod) return byMethod;
  for (const [value, apply] of [
    [left, (option: Value) => binary(I, operator, option, right, at)],
    [right, (option: Value) => binary(I, operator, left, option, at)],
  ] as const) {
    const joined = overOptions(I, value, apply);
    if (joined) return joined;
  }
  if (left.kind === 'unknown') return unknownResult(operator, left, at);
  if (right.kind === 'unknown') return unknownResult(operator, right, at);
  const message = `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`;
  return I.fail('TypeError', message, at, left, right);
}

function unknownResult(operator: BinaryOperator, from: Unknown, at: Origin): Unknown {
  return new Unknown(from.because, at, { truthy: from.truthy && operator === '+' });
}

/** The name Python's messages use for the type of a value. */
export function typeName(value: Value): string {
  switch (value.kind) {
    case 'none':
      return 'NoneType';
    case 'instance':
      return value.type.name;
    case 'class':
      return 'type';
    case 'native':
      return 'builtin_function_or_method';
    default:
      return value.kind;
  }
}

function plainBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  at: Origin,
): Value | undefined {
  if (left.kind === 'str') return strBinary(I, operator, left, right, at);
  const a = number(left);
  const b = number(right);
  if (a !== undefined && b !== undefined) return arithmetic(I, operator, left, right, a, b, at);
  if (operator === '*') return repeat(I, left, right, at);
  if (operator === '+') return concatenate(I, left, right, at);
  if (left.kind === 'bytes' && operator === '%') return percentFormat(I, left, right, at);
  if (left.kind === 'dict' && right.kind === 'dict' && operator === '|') return mergeDicts(I, left, right, at);
  if (left.kind === 'set' && right.kind === 'set') return setBinary(I, operator, left, right, at);
  return undefined;
}

function number(value: Value): number | undefined {
  if (value.kind === 'int' || value.kind === 'float') return value.value;
  return value.kind === 'bool' ? Number(value.value) : undefined;
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
  const [sequence, times] = number(left) === undefined ? [left, right] : [right, left];
  const count = times.kind === 'float' ? undefined : number(times);
  if (count === undefined) return undefined;
  const n = Math.max(0, count);
  if (sequence.kind === 'str') {
    return sequence.value.length * n > LIMITS.size
      ? new Unknown('the text is too long', at)
      : I.str(sequence.value.repeat(n), at, sequence, times);
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

function arithmetic(
  I: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  a: number,
  b: number,
  at: Origin,
): Value | undefined {
  const whole = left.kind !== 'float' && right.kind !== 'float';
  if ((operator === '/' || operator === '//' || operator === '%') && b === 0) {
    return I.fail('ZeroDivisionError', 'division by zero', at, left, right);
  }
  const result = calculate(operator, a, b, whole);
  if (result === undefined) return undefined;
  const asFloat = !whole || operator === '/' || (operator === '**' && b < 0);
  if (left.kind === 'bool' && right.kind === 'bool' && '&|^'.includes(operator))
    return I.bool(result !== 0, at, left, right);
  if (asFloat) return new FloatValue(result, at, I.taint([left, right]));
  if (!Number.isSafeInteger(result)) return new Unknown('the number is too large', at, { truthy: true });
  return new IntValue(result, at, I.taint([left, right]));
}

function calculate(operator: BinaryOperator, a: number, b: number, whole: boolean): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    case '**':
      return a ** b;
    default:
      return whole ? bitwise(operator, a, b) : undefined;
  }
}

function bitwise(operator: BinaryOperator, a: number, b: number): number | undefined {
  switch (operator) {
    case '>>':
      return b < 0 ? undefined : Math.floor(a / 2 ** b);
    case '<<':
      return b < 0 ? undefined : a * 2 ** b;
    case '&':
      return Number(BigInt(a) & BigInt(b));
    case '|':
      return Number(BigInt(a) | BigInt(b));
    case '^':
      return Number(BigInt(a) ^ BigInt(b));
    default:
      return undefined;
  }
}

/** Operators of classes: `__add__` of the left side, then `__radd__` of the right one. */
function methodBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  at: Origin,
): Value | undefined {
  const name = METHODS[operator];
  if (left.kind === 'instance' || left.kind === 'class') {
    const method = findAttribute(I, left, `__${name}__`, at);
    if (method && method.kind !== 'unknown') {
      const result = callWith(I, method, [right], at);
      if (!isNotImplemented(result)) return result;
    }
  }
  if (right.kind === 'instance' || right.kind === 'class') {
    const method = findAttribute(I, right, `__r${name}__`, at);
    if (method && method.kind !== 'unknown') return callWith(I, method, [left], at);
  }
  return undefined;
}

function isNotImplemented(value: Value): boolean {
  return value.kind === 'instance' && value.type.name === 'NotImplementedType';
}

/** `target <operator>= value`: lists, sets and dicts are changed in place. */
export function augmented(I: Interpreter, operator: BinaryOperator, target: Value, value: Value, at: Origin): Value {
  if (target.kind === 'instance') {
    const method = findAttribute(I, target, `__i${METHODS[operator]}__`, at);
    if (method && method.kind !== 'unknown') return callWith(I, method, [value], at);
  }
  const inPlace = { list: ['+', 'extend'], set: ['|', 'update'], dict: ['|', 'update'] }[target.kind as string];
  if (inPlace?.[0] === operator) {
    const method = findAttribute(I, target, inPlace[1]!, at);
    if (method) {
      callWith(I, method, [value], at);
      return target;
    }
  }
  return binary(I, operator, target, value, at);
}

/** `-x`, `+x`, `~x`. */
export function unary(I: Interpreter, operator: '-' | '+' | '~', operand: Value, at: Origin): Value {
  if (operand.kind === 'unknown')
    return overOptions(I, operand, (option) => unary(I, operator, option, at)) ?? new Unknown(operand.because, at);
  const value = number(operand);
  if (value !== undefined && !(operator === '~' && operand.kind === 'float')) {
    const result = operator === '-' ? -value : operator === '~' ? -value - 1 : value;
    return operand.kind === 'float'
      ? new FloatValue(result, at, I.taint([operand]))
      : new IntValue(result, at, I.taint([operand]));
  }
  const name = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
  const method = findAttribute(I, operand, name, at);
  if (method) return callWith(I, method, [], at);
  return I.fail('TypeError', `bad operand type for unary ${operator}: '${typeName(operand)}'`, at, operand);
}

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

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function identical(I: Interpreter, left: Value, right: Value): boolean | undefined {
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
  const a = number(left);
  const b = number(right);
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

function isIn(I: Interpreter, item: Value, container: Value, at: Origin): boolean | undefined {
  switch (container.kind) {
    case 'str':
      return item.kind === 'str' ? container.value.includes(item.value) : undefined;
    case 'dict':
      return isKeyOf(item, container.entries, container.open !== undefined);
    case 'set':
      return isKeyOf(item, container.items, container.open !== undefined);
    case 'list':
    case 'tuple':
      return isInItems(I, item, container.items, container.open !== undefined);
    case 'iterator':
      return isInItems(I, item, container.items.slice(container.next), container.open !== undefined);
    case 'instance':
    case 'class': {
      const method = findAttribute(I, container, '__contains__', at);
      return method && method.kind !== 'unknown' ? truth(I, callWith(I, method, [item], at)) : undefined;
    }
    default:
      return undefined;
  }
}

/** A key is certainly missing only if it is known, and so are all the keys that are there. */
function isKeyOf(item: Value, keys: ReadonlyMap<string, unknown>, open: boolean): boolean | undefined {
  const key = keyOf(item);
  if (key !== undefined && keys.has(key)) return true;
  if (key === undefined || open || item.kind === 'unknown') return undefined;
  for (const other of keys.keys()) if (other.startsWith('u')) return undefined;
  return false;
}

function isInItems(I: Interpreter, item: Value, items: readonly Value[], open: boolean): boolean | undefined {
  I.spend(items.length);
  let known = !open;
  for (const candidate of items) {
    const answer = equal(I, candidate, item);
    if (answer) return true;
    if (answer === undefined) known = false;
  }
  return known ? false : undefined;
}

function ordered(I: Interpreter, operator: CompareOperator, left: Value, right: Value): boolean | undefined {
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

/** Negative, zero or positive, as Python orders the two; undefined where it cannot be known. */
export function orderOf(I: Interpreter, left: Value, right: Value): number | undefined {
  const a = number(left);
  const b = number(right);
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

/** Keeps the names of this file's operators in one place for library models (`operator.add` …). */
export function operatorFunction(operator: BinaryOperator): NativeFunction {
  return new NativeFunction(METHODS[operator], (I, call) => {
    const [left, right] = call.args;
    return left && right
      ? binary(I, operator, left, right, call.at)
      : new Unknown('called without two operands', call.at);
  });
}
