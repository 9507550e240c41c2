// Arithmetic of numbers: what Python's int, float and bool give.

import type { BinaryOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import { calculateExactly, exactBinary } from './largeIntegers';
import { FloatValue, IntValue, Unknown, type Value } from './values';

/** The number that a bool, int or float stands for; undefined for everything else. */
export function numberOf(value: Value): number | undefined {
  if (value.kind === 'int' || value.kind === 'float') return value.value;
  return value.kind === 'bool' ? Number(value.value) : undefined;
}

/** `left <operator> right` of two numbers, whose values are `a` and `b`; undefined where Python has no such operation. */
export function arithmetic(
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
  if (!Number.isSafeInteger(result))
    return exactBinary(I, operator, left, right, at) ?? new Unknown('the number is too large', at, { truthy: true });
  // An int has no negative zero.
  return new IntValue(result + 0, at, I.taint([left, right]));
}

/** `a % b`: exact, with the sign of `b`, as CPython's float_rem and long_rem have it. */
export function modulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 === b < 0 ? rest : rest + b;
}

/** `a // b`, by the exact rest (CPython's float_floor_div): 1 // 0.1 is 9, although 1 / 0.1 is 10. */
export function floorDivide(a: number, b: number): number {
  const quotient = (a - modulo(a, b)) / b;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
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
      return floorDivide(a, b);
    case '%':
      return modulo(a, b);
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
    case '|':
    case '^':
      return Number(calculateExactly(operator, BigInt(a), BigInt(b)));
    default:
      return undefined;
  }
}
