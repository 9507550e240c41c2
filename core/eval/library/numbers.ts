// Methods of int and float.

import { IntValue, type NativeFunction } from '../values';
import { makeTuple, pure } from './define';

function bits(value: number): string {
  return value === 0 ? '' : Math.abs(value).toString(2);
}

export const INT_METHODS: readonly NativeFunction[] = [
  pure('bit_length', ['self'], (_, a) => bits(a.int('self')).length),
  pure('bit_count', ['self'], (_, a) => bits(a.int('self')).replaceAll('0', '').length),
  pure('conjugate', ['self'], (_, a) => a.int('self')),
  pure('is_integer', ['self'], () => true),
  pure('as_integer_ratio', ['self'], (I, a) => makeTuple(I, [a.value('self'), new IntValue(1, a.at)], a.at, a.used)),
];

export const FLOAT_METHODS: readonly NativeFunction[] = [
  pure('is_integer', ['self'], (_, a) => Number.isInteger(a.number('self'))),
  pure('conjugate', ['self'], (_, a) => a.value('self')),
];
