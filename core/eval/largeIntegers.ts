// Ints beyond ±2^53: they are not kept as values, but what is made of them may be known again, as in `int(digest, 16) % 60`.

import type { BinaryOperator } from '../syntax/ast';
import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import { IntValue, Unknown, type Value } from './values';

/** Larger ones are not computed: a few operators make a number that fills the memory. */
const MOST_BITS = 4096;

/** Taken for an unknown value, but by arithmetic and `str`. */
export class LargeInt extends Unknown {
  constructor(
    readonly exact: bigint,
    at: Origin,
    assumed: string | undefined,
  ) {
    super('the number is too large to be computed exactly', at, { truthy: true, assumed });
  }
}

/** The int, or what stands for one that is too large. */
export function wholeNumber(exact: bigint, at: Origin, assumed: string | undefined): Value {
  const value = Number(exact);
  if (Number.isSafeInteger(value)) return new IntValue(value, at, assumed);
  return bitsOf(exact) > MOST_BITS
    ? new Unknown('the number is too large', at, { truthy: true })
    : new LargeInt(exact, at, assumed);
}

/** `left <operator> right` of two ints, of which any may be large; undefined where one is none, or the result is no int that is computed. */
export function exactBinary(
  I: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  at: Origin,
): Value | undefined {
  const [a, b] = [exactOf(left), exactOf(right)];
  if (a === undefined || b === undefined) return undefined;
  if (b === 0n && (operator === '//' || operator === '%'))
    return I.fail('ZeroDivisionError', 'division by zero', at, left, right);
  const result = calculateExactly(operator, a, b);
  return result === undefined ? undefined : wholeNumber(result, at, I.taint([left, right]));
}

function exactOf(value: Value): bigint | undefined {
  if (value instanceof LargeInt) return value.exact;
  return value.kind === 'int' || value.kind === 'bool' ? BigInt(value.value) : undefined;
}

/** `a <operator> b`, `b` not zero where it divides; undefined where the result is no int, or none that is computed. */
export function calculateExactly(operator: BinaryOperator, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return (a - modulo(a, b)) / b;
    case '%':
      return modulo(a, b);
    case '**':
      return b >= 0n && BigInt(bitsOf(a)) * b <= MOST_BITS ? a ** b : undefined;
    case '<<':
      return b >= 0n && b <= MOST_BITS ? a << b : undefined;
    case '>>':
      return b >= 0n ? a >> b : undefined;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      return undefined;
  }
}

/** With the sign of `b`, as Python has it. */
function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

function bitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}
