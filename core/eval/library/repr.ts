// `str()` and `repr()` of values.

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import type { Interpreter } from '../interpreter';
import type { DictValue, Instance, SetValue, Value } from '../values';
import { floatRepr } from './floats';
import { underlying, Wrapped } from './underlying';

/** `str(value)`; undefined where it cannot be known. */
export function pythonStr(I: Interpreter, value: Value): string | undefined {
  if (value.kind === 'str') return value.value;
  if (value.kind !== 'instance') return pythonRepr(I, value);
  const own = textFrom(I, value, '__str__', []);
  if (own !== ABSENT) return own;
  const plain = underlying(value);
  return plain.kind === 'str' ? plain.value : pythonRepr(I, value);
}

/** `repr(value)`, as CPython writes it; undefined where it cannot be known. */
export function pythonRepr(I: Interpreter, value: Value): string | undefined {
  return reprIn(I, value, []);
}

function reprIn(I: Interpreter, value: Value, within: readonly Value[]): string | undefined {
  I.spend();
  if (within.length > 60) return undefined;
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return floatRepr(value.value);
    case 'str':
      return strRepr(value.value);
    case 'bytes':
      return bytesRepr(value.value);
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
      return within.includes(value) ? undefined : containerRepr(I, value, [...within, value]);
    case 'slice':
      return sequence(I, [value.lower, value.upper, value.step], within, 'slice(', ')');
    case 'class':
      return `<class '${value.module === 'builtins' ? '' : `${value.module}.`}${value.name}'>`;
    case 'instance':
      return instanceRepr(I, value, within);
    default:
      return undefined;
  }
}

function containerRepr(
  I: Interpreter,
  value: Extract<Value, { kind: 'list' | 'tuple' | 'set' | 'dict' }>,
  within: readonly Value[],
): string | undefined {
  if (value.open) return undefined;
  switch (value.kind) {
    case 'list':
      return sequence(I, value.items, within, '[', ']');
    case 'tuple':
      return sequence(I, value.items, within, '(', value.items.length === 1 ? ',)' : ')');
    case 'set':
      return setRepr(I, value, within);
    case 'dict':
      return dictRepr(I, value, within);
  }
}

function sequence(
  I: Interpreter,
  items: readonly (Value | undefined)[],
  within: readonly Value[],
  open: string,
  close: string,
): string | undefined {
  const texts: string[] = [];
  for (const item of items) {
    const text = item ? reprIn(I, item, within) : 'None';
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return `${open}${texts.join(', ')}${close}`;
}

/** The order of a set's elements is CPython's secret: known only for fewer than two. */
function setRepr(I: Interpreter, value: SetValue, within: readonly Value[]): string | undefined {
  if (value.items.size > 1) return undefined;
  const [open, close] = value.frozen ? ['frozenset({', '})'] : ['{', '}'];
  if (value.items.size === 0) return value.frozen ? 'frozenset()' : 'set()';
  return sequence(I, [...value.items.values()], within, open, close);
}

function dictRepr(I: Interpreter, value: DictValue, within: readonly Value[]): string | undefined {
  const texts: string[] = [];
  for (const entry of value.entries.values()) {
    const key = reprIn(I, entry.key, within);
    const item = reprIn(I, entry.value, within);
    if (key === undefined || item === undefined) return undefined;
    texts.push(`${key}: ${item}`);
  }
  return `{${texts.join(', ')}}`;
}

/** A subclass of a builtin without a `__repr__` of its own is shown as the builtin; other objects show their address. */
function instanceRepr(I: Interpreter, value: Instance, within: readonly Value[]): string | undefined {
  const own = textFrom(I, value, '__repr__', []);
  if (own !== ABSENT) return own;
  return value.payload instanceof Wrapped ? reprIn(I, underlying(value), within) : undefined;
}

/** The class has no such method. */
export const ABSENT = false;

/** The text that a method of the value's class gives; undefined where it cannot be known. */
export function textFrom(
  I: Interpreter,
  value: Instance,
  name: string,
  args: readonly Value[],
): string | undefined | typeof ABSENT {
  const method = findAttribute(I, value, name, value.at);
  if (!method) return ABSENT;
  if (method.kind === 'unknown') return undefined;
  const result = underlying(callWith(I, method, args, value.at));
  return result.kind === 'str' ? result.value : undefined;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
/** What `str.isprintable` says no to (the space is printable). */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

export function isPrintable(char: string): boolean {
  return !UNPRINTABLE.test(char);
}

/** `repr` of a text, with its quotes. */
export function strRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = '';
  for (const char of text) {
    if (char === quote) out += `\\${char}`;
    else out += SHORT_ESCAPES[char] ?? (isPrintable(char) ? char : escapeChar(char));
  }
  return quote + out + quote;
}

/** `\x1f`, `\u200b`, `\U0001f600`. */
export function escapeChar(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** `ascii(value)` from its repr. */
export function toAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, escapeChar);
}

function bytesRepr(bytes: string): string {
  const quote = bytes.includes("'") && !bytes.includes('"') ? '"' : "'";
  let out = '';
  for (const char of bytes) {
    if (char === quote) out += `\\${char}`;
    else out += SHORT_ESCAPES[char] ?? (char >= ' ' && char <= '~' ? char : escapeChar(char));
  }
  return `b${quote}${out}${quote}`;
}
