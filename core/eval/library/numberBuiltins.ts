// Builtins about numbers and texts: abs, round, ord, hex, repr, format …

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { binary } from '../operators';
import { FloatValue, type NativeFunction, SliceValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeFloat, makeTuple, pure } from './define';
import { roundFloat } from './floats';
import { formatValue } from './format';
import { pythonRepr, toAscii } from './repr';

function radix(name: string, base: number, prefix: string): NativeFunction {
  return pure(name, ['number'], (_, a) => {
    const value = a.int('number');
    return `${value < 0 ? '-' : ''}${prefix}${Math.abs(value).toString(base)}`;
  });
}

function round(a: Args): Value | number {
  const value = a.known('number');
  const places = a.intOr('ndigits');
  if (value.kind !== 'float') {
    const whole = a.int('number');
    if (places === undefined || places >= 0) return whole;
    const unit = 10 ** -places;
    return roundFloat(whole / unit, 0) * unit;
  }
  const rounded = roundFloat(value.value, places ?? 0);
  return places === undefined ? rounded : makeFloat(a.I, rounded, a.at, a.used);
}

function power(a: Args): Value | number {
  const modulus = a.some('mod');
  if (!modulus) return binary(a.I, '**', a.value('base'), a.value('exp'), a.at);
  const [exponent, by] = [a.int('exp'), a.int('mod')];
  if (exponent < 0 || by <= 0 || exponent > 10_000)
    throw new NotKnown(new Unknown('a power that is not computed', a.at));
  let result = 1n;
  for (let i = 0; i < exponent; i++) result = (result * BigInt(a.int('base'))) % BigInt(by);
  return Number(((result % BigInt(by)) + BigInt(by)) % BigInt(by));
}

function known(text: string | undefined, a: Args): Value | string {
  return text ?? new Unknown('the text of this value is not known', a.at);
}

/** Names of this file as builtins. */
export const NUMBER_BUILTINS: readonly NativeFunction[] = [
  pure('abs', ['x'], (I, a) => {
    const value = a.known('x');
    if (value.kind === 'float') return new FloatValue(Math.abs(value.value), a.at, I.taint(a.used));
    if (value.kind !== 'instance') return Math.abs(a.int('x'));
    const method = findAttribute(I, value, '__abs__', a.at);
    return method ? callWith(I, method, [], a.at) : a.fail('TypeError', 'bad operand type for abs()');
  }),
  pure('round', ['number', 'ndigits=None'], (_, a) => round(a)),
  pure('divmod', ['a', 'b'], (I, a) => {
    const [left, right] = [a.value('a'), a.value('b')];
    return makeTuple(I, [binary(I, '//', left, right, a.at), binary(I, '%', left, right, a.at)], a.at);
  }),
  pure('pow', ['base', 'exp', 'mod=None'], (_, a) => power(a)),
  pure('ord', ['c'], (_, a) => {
    const value = a.known('c');
    const text = value.kind === 'bytes' ? value.value : a.text('c');
    if ([...text].length !== 1) return a.fail('TypeError', 'ord() expected a character');
    return text.codePointAt(0)!;
  }),
  pure('chr', ['i'], (_, a) => {
    const code = a.int('i');
    return code >= 0 && code < 0x110000
      ? String.fromCodePoint(code)
      : a.fail('ValueError', 'chr() arg not in range(0x110000)');
  }),
  radix('hex', 16, '0x'),
  radix('oct', 8, '0o'),
  radix('bin', 2, '0b'),
  pure('repr', ['object'], (I, a) => known(pythonRepr(I, a.whole('object')), a)),
  pure('ascii', ['object'], (I, a) => {
    const text = pythonRepr(I, a.whole('object'));
    return known(text === undefined ? undefined : toAscii(text), a);
  }),
  pure('format', ['value', "spec=''"], (I, a) => known(formatValue(I, a.whole('value'), a.text('spec')), a)),
  pure('slice', ['start', 'stop?', 'step=None'], (_, a) => {
    const stop = a.find('stop');
    return stop
      ? new SliceValue(a.value('start'), stop, a.value('step'), a.at)
      : new SliceValue(undefined, a.value('start'), undefined, a.at);
  }),
];
