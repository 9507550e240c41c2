// `template % args`.

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { dictGet } from '../keys';
import { type BytesValue, IntValue, type StrValue, Unknown, type Value } from '../values';
import { type FormatSpec, formatNumber, formatText } from './format';
import { joinPieces, type Piece } from './pieces';
import { pythonRepr, pythonStr, toAscii } from './repr';
import { underlying } from './underlying';

const CONVERSION = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([a-zA-Z%])/g;

interface Conversion {
  readonly key: string | undefined;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** `template % args`; unknown arguments leave a hint of the text, arguments that do not fit are a TypeError. */
export function percentFormat(I: Interpreter, template: StrValue | BytesValue, args: Value, at: Origin): Value {
  if (template.kind === 'bytes') return new Unknown('formats bytes', at);
  const pieces: Piece[] = [template.value.slice(0, 0)];
  const source = new Arguments(args);
  let end = 0;
  for (const match of template.value.matchAll(CONVERSION)) {
    pieces.push(template.value.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[5] === '%') pieces.push('%');
    else {
      const value = source.take(match, at);
      if (!value) return I.fail('TypeError', 'not enough arguments for format string', at, template, args);
      pieces.push(piece(I, value.value, value.conversion));
    }
  }
  pieces.push(template.value.slice(end));
  if (source.isLeft()) return I.fail('TypeError', 'not all arguments converted during string formatting', at, args);
  return withTaint(I, joinPieces(I, pieces, at), template, at);
}

function withTaint(I: Interpreter, result: Value, template: StrValue, at: Origin): Value {
  return result.kind === 'str' && template.assumed !== undefined ? I.str(result.value, at, template, result) : result;
}

/** The right side of the `%`, used up piece by piece. */
class Arguments {
  private next = 0;
  private keyed = false;
  constructor(private readonly args: Value) {}

  take(match: RegExpExecArray, at: Origin): { value: Value; conversion: Conversion } | undefined {
    const [, key, flags = '', width, precision, type = 's'] = match;
    const w = width === '*' ? this.takeInt(at) : Number(width ?? 0);
    const p = precision === '*' ? this.takeInt(at) : precision === undefined ? undefined : Number(precision);
    const value = key === undefined ? this.positional(at) : this.byKey(key, at);
    const dotted = match[0].includes('.') && p === undefined ? 0 : p;
    return value && { value, conversion: { key, flags, width: w ?? 0, precision: dotted, type } };
  }

  private takeInt(at: Origin): number | undefined {
    const value = this.positional(at);
    return value?.kind === 'int' ? value.value : undefined;
  }

  private positional(at: Origin): Value | undefined {
    const plain = underlying(this.args);
    const index = this.next++;
    if (plain.kind === 'tuple') return plain.items[index] ?? plain.open;
    if (plain.kind === 'unknown')
      return plain.options ? (index === 0 ? plain : undefined) : new Unknown(plain.because, at);
    return index === 0 ? this.args : undefined;
  }

  private byKey(key: string, at: Origin): Value | undefined {
    this.keyed = true;
    const plain = underlying(this.args);
    if (plain.kind === 'unknown') return new Unknown(plain.because, at, { text: `{${key}}` });
    if (plain.kind !== 'dict') return undefined;
    return dictGet(plain, { kind: 'str', value: key } as StrValue) ?? plain.open;
  }

  isLeft(): boolean {
    const plain = underlying(this.args);
    if (this.keyed || plain.kind === 'unknown' || plain.kind === 'dict') return false;
    return plain.kind === 'tuple' ? !plain.open && this.next < plain.items.length : this.next < 1;
  }
}

function piece(I: Interpreter, value: Value, conversion: Conversion): Piece {
  const hint = conversion.key === undefined ? undefined : `{${conversion.key}}`;
  return { value, show: (option) => convert(I, option, conversion), hint };
}

function convert(I: Interpreter, value: Value, conversion: Conversion): string | undefined {
  if (conversion.width > 10_000 || (conversion.precision ?? 0) > 300) return undefined;
  const { type } = conversion;
  if ('sra'.includes(type)) {
    const text = type === 's' ? pythonStr(I, value) : pythonRepr(I, value);
    return text === undefined
      ? undefined
      : formatText(type === 'a' ? toAscii(text) : text, specOf(conversion, 's', '>'));
  }
  const plain = underlying(value);
  if (type === 'c' && plain.kind === 'str') return formatText(plain.value, specOf(conversion, 's', '>'));
  if (!'diu'.includes(type)) return formatNumber(plain, specOf(conversion, type, '>'));
  const whole = plain.kind === 'float' ? new IntValue(Math.trunc(plain.value), plain.at) : plain;
  if (conversion.precision !== undefined) return undefined;
  return formatNumber(whole, specOf(conversion, 'd', '>'));
}

function specOf({ flags, width, precision }: Conversion, type: string, usual: string): FormatSpec {
  const left = flags.includes('-');
  const zero = flags.includes('0') && !left && type !== 's';
  const align = left ? '<' : zero ? '=' : usual;
  const sign = type === 's' ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const alternate = type !== 's' && flags.includes('#');
  return { fill: zero ? '0' : ' ', align, sign, alternate, zero, width, grouping: '', precision, type };
}
