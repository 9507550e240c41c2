// The format mini-language: `format(value, spec)`.

import type { Interpreter } from '../interpreter';
import type { Value } from '../values';
import { exponentSuffix, fixedDigits, floatRepr, significantDigits } from './floats';
import { ABSENT, pythonStr, textFrom } from './repr';
import { underlying } from './underlying';

export interface FormatSpec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

export function parseSpec(text: string): FormatSpec | undefined {
  const match = SPEC.exec(text);
  if (!match || match[4]) return undefined;
  const width = Number(match[7] ?? 0);
  const precision = match[9] === undefined ? undefined : Number(match[9]);
  if (width > 10_000 || (precision ?? 0) > 300) return undefined;
  return {
    fill: match[1] ?? (match[6] && !match[2] ? '0' : match[6] ? '0' : ' '),
    align: match[2] ?? (match[6] ? '=' : ''),
    sign: match[3] ?? '',
    alternate: match[5] !== undefined,
    zero: match[6] !== undefined,
    width,
    grouping: match[8] ?? '',
    precision,
    type: match[10] ?? '',
  };
}

/** `format(value, spec)`; undefined where it cannot be known, or Python would refuse it. */
export function formatValue(I: Interpreter, value: Value, spec: string): string | undefined {
  if (value.kind === 'instance') {
    const own = textFrom(I, value, '__format__', [I.str(spec, value.at)]);
    if (own !== ABSENT) return own;
    if (underlying(value) === value) return spec === '' ? pythonStr(I, value) : undefined;
  }
  if (spec === '') return pythonStr(I, value);
  const parsed = parseSpec(spec);
  const plain = underlying(value);
  if (!parsed) return undefined;
  return plain.kind === 'str' ? formatText(plain.value, parsed) : formatNumber(plain, parsed);
}

/** An int, float or bool by the mini-language; undefined for anything else. */
export function formatNumber(value: Value, spec: FormatSpec): string | undefined {
  if (value.kind === 'bool') return formatInt(value.value ? 1 : 0, spec);
  if (value.kind === 'int') return formatInt(value.value, spec);
  return value.kind === 'float' ? formatFloat(value.value, spec) : undefined;
}

/** A text by the mini-language. */
export function formatText(text: string, spec: FormatSpec): string | undefined {
  if ((spec.type !== '' && spec.type !== 's') || spec.sign || spec.alternate || spec.grouping) return undefined;
  const chars = [...text];
  const shown = spec.precision === undefined ? chars : chars.slice(0, spec.precision);
  if (spec.align === '=' && !spec.zero) return undefined;
  return pad('', shown.join(''), shown.length, { ...spec, align: spec.align === '=' ? '<' : spec.align }, '<');
}

function pad(sign: string, body: string, length: number, spec: FormatSpec, usual: string): string {
  const missing = Math.max(0, spec.width - length);
  const fill = (n: number): string => spec.fill.repeat(n);
  switch (spec.align || usual) {
    case '<':
      return sign + body + fill(missing);
    case '^':
      return fill(Math.floor(missing / 2)) + sign + body + fill(missing - Math.floor(missing / 2));
    case '=':
      return sign + fill(missing) + body;
    default:
      return fill(missing) + sign + body;
  }
}

const BASES: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function formatInt(value: number, spec: FormatSpec): string | undefined {
  if ('eEfFgG%'.includes(spec.type) && spec.type) return formatFloat(value, spec);
  if (spec.precision !== undefined) return undefined;
  const sign = signOf(value < 0, spec);
  if (spec.type === 'c') return pad('', String.fromCodePoint(value), 1, spec, '<');
  if (spec.type === 's') return undefined;
  const base = BASES[spec.type];
  const digits = Math.abs(value).toString(base?.[0] ?? 10);
  const prefix = base && spec.alternate ? base[1] : '';
  const group = spec.grouping && base ? 4 : 3;
  return numberText(sign + prefix, spec.type === 'X' ? digits.toUpperCase() : digits, '', spec, group);
}

function signOf(negative: boolean, spec: FormatSpec): string {
  if (negative) return '-';
  return spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
}

/** Groups the digits and pads. Zeros that fill the width are grouped too, as Python does. */
function numberText(sign: string, whole: string, rest: string, spec: FormatSpec, group: number): string {
  let digits = whole;
  if (spec.grouping && spec.zero && spec.align === '=') {
    while (sign.length + grouped(digits, spec.grouping, group).length + rest.length < spec.width) digits = `0${digits}`;
  }
  const body = grouped(digits, spec.grouping, group) + rest;
  return pad(sign, body, sign.length + body.length, spec, '>');
}

function grouped(digits: string, separator: string, group: number): string {
  if (!separator) return digits;
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= group) parts.unshift(digits.slice(Math.max(0, end - group), end));
  return parts.join(separator);
}

function formatFloat(value: number, spec: FormatSpec): string | undefined {
  if (!'eEfFgG%n'.includes(spec.type)) return undefined;
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(negative, spec);
  const upper = spec.type >= 'A' && spec.type <= 'Z';
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'nan' : 'inf';
    return numberText(
      sign,
      upper ? text.toUpperCase() : text,
      spec.type === '%' ? '%' : '',
      { ...spec, grouping: '' },
      3,
    );
  }
  const text = floatDigits(Math.abs(value), spec);
  const match = /^(\d+)(.*)$/s.exec(text)!;
  return numberText(sign, match[1]!, upper ? match[2]!.toUpperCase() : match[2]!, spec, 3);
}

/** The digits of a number that is not negative. */
function floatDigits(x: number, spec: FormatSpec): string {
  const places = spec.precision ?? 6;
  switch (spec.type) {
    case 'f':
    case 'F':
      return fixedDigits(x, places) + (spec.alternate && places === 0 ? '.' : '');
    case '%':
      return `${fixedDigits(x * 100, places)}%`;
    case 'e':
    case 'E':
      return exponential(x, places);
    case '':
      return spec.precision === undefined ? floatRepr(x) : general(x, places, true, spec.alternate);
    default:
      return general(x, places, false, spec.alternate);
  }
}

function exponential(x: number, places: number): string {
  const { digits, exponent } = significantDigits(x, places + 1);
  return `${digits[0]}${places ? `.${digits.slice(1)}` : ''}${exponentSuffix(exponent)}`;
}

/** `%g`; without a type (`.3`), at least one digit stays behind the point. */
function general(x: number, precision: number, keepsPoint: boolean, alternate: boolean): string {
  const wanted = precision || 1;
  const { digits, exponent } = significantDigits(x, wanted);
  const trimmed = alternate ? digits : digits.replace(/0+$/, '') || '0';
  if (exponent < -4 || exponent >= wanted - (keepsPoint ? 1 : 0)) {
    return `${trimmed[0]}${trimmed.length > 1 ? `.${trimmed.slice(1)}` : ''}${exponentSuffix(exponent)}`;
  }
  const text = fixedDigits(x, Math.max(0, wanted - 1 - exponent));
  if (alternate || !text.includes('.')) return keepsPoint && !text.includes('.') ? `${text}.0` : text;
  const short = text.replace(/\.?0+$/, '');
  return keepsPoint && !short.includes('.') ? `${short}.0` : short;
}
