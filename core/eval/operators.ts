// Binary, augmented and unary operators.

import type { BinaryOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import { numberOf } from './arithmetic';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import { isNotImplemented } from './comparison';
import type { Interpreter } from './interpreter';
import { overOptions } from './join';
import { plainBinary } from './plainOperators';
import { FloatValue, IntValue, Unknown, type Value } from './values';

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
  const value = numberOf(operand);
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
