// Methods of bytes.

import { BytesValue, IntValue, type NativeFunction, StrValue, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { makeBytes, makeList, pure } from './define';
import { decode } from './encoding';
import { STRING_METHODS } from './strings';

function bytes(a: Args, name: string): string {
  const value = a.known(name);
  return value.kind === 'bytes' ? value.value : a.raise('TypeError', `${a.name}() needs bytes`);
}

/** Methods that work on ASCII bytes as the str method of the same name does. */
const LIKE_TEXT =
  'upper lower strip lstrip rstrip replace startswith endswith find count removeprefix removesuffix'.split(' ');

function likeText(name: string): NativeFunction {
  const method = STRING_METHODS.find((candidate) => candidate.name === name)!;
  return pure(name, ['self', '*args'], (I, a) => {
    const args = a.call.args.map((arg) => asText(arg));
    if (args.some((arg) => arg === undefined)) return new Unknown('changes bytes that are not ASCII', a.at);
    const result = method.body(I, { ...a.call, args: args as Value[] });
    return result.kind === 'str' ? makeBytes(I, result.value, a.at, a.used) : result;
  });
}

function asText(value: Value): Value | undefined {
  if (value.kind !== 'bytes') return value.kind === 'tuple' ? undefined : value;
  return /[\u0080-\u00ff]/.test(value.value) ? undefined : new StrValue(value.value, value.at, value.assumed);
}

export const BYTES_METHODS: readonly NativeFunction[] = [
  ...LIKE_TEXT.map(likeText),
  pure('decode', ['self', "encoding='utf-8'", "errors='strict'"], (_, a) => {
    const text = decode(bytes(a, 'self'), a.text('encoding'));
    return text ?? a.fail('UnicodeDecodeError', 'the bytes are not text of this encoding');
  }),
  pure('hex', ['self'], (_, a) =>
    [...bytes(a, 'self')].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(''),
  ),
  pure('split', ['self', 'sep'], (I, a) => {
    const parts = bytes(a, 'self').split(bytes(a, 'sep'));
    return makeList(
      I,
      parts.map((part) => new BytesValue(part, a.at, I.taint(a.used))),
      a.at,
      a.used,
    );
  }),
  pure('join', ['self', 'iterable'], (I, a) => {
    const parts = a.items('iterable').map((item) => a.read(item));
    if (parts.some((part) => part.kind !== 'bytes')) return a.fail('TypeError', 'sequence item: expected bytes');
    return makeBytes(I, parts.map((part) => (part as BytesValue).value).join(bytes(a, 'self')), a.at, a.used);
  }),
];

/** The byte values of some bytes, as iteration gives them. */
export function byteValues(value: BytesValue): IntValue[] {
  return [...value.value].map((char) => new IntValue(char.charCodeAt(0), value.at, value.assumed));
}
