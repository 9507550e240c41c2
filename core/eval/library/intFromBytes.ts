// `int.from_bytes`.

import { wholeNumber } from '../largeIntegers';
import { Unknown } from '../values';
import { native } from './define';

/** Larger numbers are not computed. */
const MOST_BYTES = 512;

/** `int.from_bytes(bytes, byteorder='big', signed=False)`; as in Python 3.11, where the order may be left out. */
export const fromBytes = native('from_bytes', ['cls', 'bytes', "byteorder='big'", 'signed=False'], (I, a) => {
  const given = a.known('bytes');
  if (given.kind !== 'bytes') return a.raise('TypeError', 'int.from_bytes() needs bytes');
  if (given.value.length > MOST_BYTES) return new Unknown('the number is too large', a.at);
  const bytes = [...given.value].map((char) => BigInt(char.charCodeAt(0)));
  if (a.text('byteorder') === 'little') bytes.reverse();
  const unsigned = bytes.reduce((sum, byte) => sum * 256n + byte, 0n);
  const exact = a.truthy('signed') ? BigInt.asIntN(bytes.length * 8, unsigned) : unsigned;
  return wholeNumber(exact, a.at, I.taint(a.used));
});
