// Numbers as text, exactly as CPython writes them.

/** `repr(x)` of a float. */
export function floatRepr(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  if (x === 0) return Object.is(x, -0) ? '-0.0' : '0.0';
  const [mantissa, exponentText] = x.toExponential().split('e') as [string, string];
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '');
  if (exponent < -4 || exponent >= 16) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits[0]}${rest}${exponentSuffix(exponent)}`;
  }
  return sign + placePoint(digits, exponent);
}

/** `e+05`: at least two digits. */
export function exponentSuffix(exponent: number, letter = 'e'): string {
  return `${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function placePoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** A positive finite double as an exact fraction. */
function fraction(x: number): { numerator: bigint; denominator: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const rawExponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (rawExponent ? 1n << 52n : 0n);
  const exponent = (rawExponent || 1) - 1075;
  return exponent >= 0
    ? { numerator: mantissa << BigInt(exponent), denominator: 1n }
    : { numerator: mantissa, denominator: 1n << BigInt(-exponent) };
}

/** round-half-even of |x| · 10^places, exactly. */
function scaled(x: number, places: number): bigint {
  const { numerator, denominator } = fraction(Math.abs(x));
  const power = 10n ** BigInt(Math.abs(places));
  const top = places >= 0 ? numerator * power : numerator;
  const bottom = places >= 0 ? denominator : denominator * power;
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  return twice > bottom || (twice === bottom && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** The digits of |x| with so many places after the point, rounded half to even on the exact value (as CPython does). */
export function fixedDigits(x: number, places: number): string {
  const digits = scaled(x, places)
    .toString()
    .padStart(places + 1, '0');
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}

/** |x| as `digits` significant digits and a decimal exponent. */
export function significantDigits(x: number, digits: number): { digits: string; exponent: number } {
  if (x === 0) return { digits: '0'.repeat(digits), exponent: 0 };
  let exponent = Number(Math.abs(x).toExponential().split('e')[1]);
  let text = scaled(x, digits - 1 - exponent).toString();
  if (text.length > digits) {
    exponent++;
    text = scaled(x, digits - 1 - exponent).toString();
  }
  return { digits: text, exponent };
}

/** `round(x, places)` of a float. */
export function roundFloat(x: number, places: number): number {
  if (!Number.isFinite(x) || places > 320) return x;
  if (places < -320) return 0 * x;
  const text = scaled(x, places).toString();
  const result = Number(`${text}e${-places}`);
  return x < 0 ? -result : result;
}
