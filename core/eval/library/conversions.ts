// Numbers from text, as `int(text, base)` and `float(text)` read them.

/** Nobody writes more. */
const MOST_DIGITS = 1000;

/** The whole number a text stands for; undefined where Python would refuse it, or it is beyond ±2^53. */
export function parseIntText(text: string, base: number): number | undefined {
  const written = wholeNumberIn(text, base);
  if (!written) return undefined;
  const value = [...written.digits].reduce((sum, digit) => sum * written.radix + Number.parseInt(digit, 36), 0);
  return Number.isSafeInteger(value) ? (written.isNegative && value ? -value : value) : undefined;
}

/** The same for any size; undefined where Python would refuse it, or there are too many digits. */
export function parseLargeIntText(text: string, base: number): bigint | undefined {
  const written = wholeNumberIn(text, base);
  if (!written || written.digits.length > MOST_DIGITS) return undefined;
  const radix = BigInt(written.radix);
  let value = 0n;
  for (const digit of written.digits) value = value * radix + BigInt(Number.parseInt(digit, 36));
  return written.isNegative ? -value : value;
}

function wholeNumberIn(
  text: string,
  base: number,
): { readonly digits: string; readonly radix: number; readonly isNegative: boolean } | undefined {
  const match = /^\s*([+-]?)(0[xXoObB])?_?(\w+)\s*$/.exec(text);
  if (!match || /__|_$/.test(match[3]!)) return undefined;
  const prefixed = { '0x': 16, '0o': 8, '0b': 2 }[match[2]?.toLowerCase() ?? ''];
  const isHexDigit = prefixed === 2 && base === 16;
  if (prefixed && base !== 0 && base !== prefixed && !isHexDigit) return undefined;
  const radix = base === 0 ? (prefixed ?? 10) : base;
  const digits = `${isHexDigit ? match[2] : ''}${match[3]}`.replaceAll('_', '').toLowerCase();
  for (const digit of digits) if (!(Number.parseInt(digit, 36) < radix)) return undefined;
  return { digits, radix, isNegative: match[1] === '-' };
}

/** The float a text stands for; undefined where Python would refuse it. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(trimmed);
  if (special) return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  if (!/^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/.test(trimmed)) return undefined;
  return Number(trimmed.replaceAll('_', ''));
}
