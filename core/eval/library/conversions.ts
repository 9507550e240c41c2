// Numbers from text, as `int(text, base)` and `float(text)` read them.

/** The whole number a text stands for; undefined where Python would refuse it, or it is beyond ±2^53. */
export function parseIntText(text: string, base: number): number | undefined {
  const match = /^\s*([+-]?)(0[xXoObB])?_?(\w+)\s*$/.exec(text);
  if (!match || /__|_$/.test(match[3]!)) return undefined;
  const prefixed = { '0x': 16, '0o': 8, '0b': 2 }[match[2]?.toLowerCase() ?? ''];
  const isHexDigit = prefixed === 2 && base === 16;
  if (prefixed && base !== 0 && base !== prefixed && !isHexDigit) return undefined;
  const radix = base === 0 ? (prefixed ?? 10) : base;
  const digits = `${isHexDigit ? match[2] : ''}${match[3]}`.replaceAll('_', '').toLowerCase();
  let value = 0;
  for (const digit of digits) {
    const amount = Number.parseInt(digit, 36);
    if (Number.isNaN(amount) || amount >= radix) return undefined;
    value = value * radix + amount;
  }
  return Number.isSafeInteger(value) ? (match[1] === '-' && value ? -value : value) : undefined;
}

/** The float a text stands for; undefined where Python would refuse it. */
export function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(trimmed);
  if (special) return special[2] === 'nan' ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  if (!/^[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?$/.test(trimmed)) return undefined;
  return Number(trimmed.replaceAll('_', ''));
}
