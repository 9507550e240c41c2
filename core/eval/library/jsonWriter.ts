// `json.dumps`, letter for letter as CPython writes it.

import { callWith } from '../calls';
import type { Value } from '../values';
import { Unknown } from '../values';
import { type Args, NotKnown } from './arguments';
import { floatRepr } from './floats';
import { escapeChar } from './repr';
import { sortItems } from './sorting';
import { underlying } from './underlying';

interface Style {
  readonly indent: string | undefined;
  readonly comma: string;
  readonly colon: string;
  readonly ascii: boolean;
  readonly sorted: boolean;
  readonly fallback: Value | undefined;
}

/** The parameters of `json.dumps` after the object. */
export const DUMP_SIGNATURE = [
  '*',
  'skipkeys=False',
  'ensure_ascii=True',
  'check_circular=True',
  'allow_nan=True',
  'cls=None',
  'indent=None',
  'separators=None',
  'default=None',
  'sort_keys=False',
];

function styleOf(a: Args): Style {
  if (a.some('cls')) throw new NotKnown(new Unknown('writes JSON by a class of its own', a.at));
  const indent = a.some('indent') && a.known('indent');
  const separators = a.some('separators') ? a.items('separators').map((item) => a.read(item)) : undefined;
  const [comma, colon] = separators?.map((item) => (item.kind === 'str' ? item.value : '')) ?? [
    indent ? ',' : ', ',
    ': ',
  ];
  return {
    indent: !indent ? undefined : indent.kind === 'str' ? indent.value : ' '.repeat(a.int('indent')),
    comma: comma!,
    colon: colon!,
    ascii: a.truthy('ensure_ascii'),
    sorted: a.truthy('sort_keys'),
    fallback: a.some('default'),
  };
}

/** The JSON text of a value; throws NotKnown where a part is not known. */
export function dumpJson(a: Args, value: Value): string {
  return write(a, value, styleOf(a), '\n', 0);
}

function write(a: Args, value: Value, style: Style, newline: string, depth: number): string {
  a.I.spend();
  a.used.push(value);
  if (depth > 100) a.raise('ValueError', 'Circular reference detected');
  const plain = underlying(value);
  switch (plain.kind) {
    case 'unknown':
      throw new NotKnown(plain);
    case 'str':
      return quote(plain.value, style.ascii);
    case 'list':
    case 'tuple':
      if (plain.open) throw new NotKnown(plain.open);
      return block(
        '[',
        ']',
        plain.items.map((item) => (inner: string) => write(a, item, style, inner, depth + 1)),
        style,
        newline,
      );
    case 'dict':
      if (plain.open) throw new NotKnown(plain.open);
      return block('{', '}', pairs(a, plain, style, depth), style, newline);
    default:
      return scalar(plain) ?? otherwise(a, value, style, newline, depth);
  }
}

function scalar(value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'int':
      return String(value.value);
    case 'float':
      return floatRepr(value.value).replace('inf', 'Infinity').replace('nan', 'NaN');
    default:
      return undefined;
  }
}

type Writer = (newline: string) => string;

function block(open: string, close: string, items: readonly Writer[], style: Style, newline: string): string {
  if (!items.length) return open + close;
  if (style.indent === undefined) return open + items.map((item) => item(newline)).join(style.comma) + close;
  const inner = newline + style.indent;
  return open + inner + items.map((item) => item(inner)).join(style.comma + inner) + newline + close;
}

function pairs(a: Args, dict: Extract<Value, { kind: 'dict' }>, style: Style, depth: number): Writer[] {
  const entries = [...dict.entries.values()];
  const keys = entries.map((entry) => entry.key);
  const order = style.sorted ? sortItems(a, keys, undefined, false) : keys;
  if (!order) return a.raise('TypeError', 'the keys cannot be sorted');
  return order.map((key) => {
    const { value } = entries[keys.indexOf(key)]!;
    return (newline) =>
      `${quote(keyText(a, key), style.ascii)}${style.colon}${write(a, value, style, newline, depth + 1)}`;
  });
}

function keyText(a: Args, key: Value): string {
  const plain = a.read(key);
  if (plain.kind === 'str') return plain.value;
  return scalar(plain) ?? a.raise('TypeError', 'keys must be str, int, float, bool or None');
}

function otherwise(a: Args, value: Value, style: Style, newline: string, depth: number): string {
  if (style.fallback) return write(a, callWith(a.I, style.fallback, [value], a.at), style, newline, depth + 1);
  return a.raise('TypeError', 'an object of this kind is not JSON serializable');
}

function quote(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  return ascii ? quoted.replace(/[\u007f-\uffff]/g, (char) => escapeChar(char).replace('\\x', '\\u00')) : quoted;
}
