// Methods of str that take texts apart, put them together, or translate them.

import { makeDict } from '../keys';
import { IntValue, LIBRARY, NativeFunction, type NoneValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { makeList, makeTuple, native, pure } from './define';
import { joinPieces, type Piece } from './pieces';
import { strFormat, strFormatMap } from './strFormat';
import { SPACE } from './strings';
import { underlying } from './underlying';

const SPACES = new RegExp(`[${SPACE}]+`, 'g');

function splitBySpace(text: string, limit: number, fromRight: boolean): string[] {
  const words = text.split(SPACES).filter((word) => word !== '');
  if (limit < 0 || limit > 200 || words.length <= limit + 1) return words;
  const spaces = `[${SPACE}]`;
  const word = `[^${SPACE}]+`;
  const pattern = fromRight
    ? new RegExp(`^(.*?)${`${spaces}+(${word})`.repeat(limit)}${spaces}*$`, 's')
    : new RegExp(`^${spaces}*${`(${word})${spaces}+`.repeat(limit)}(.*)$`, 's');
  return [...pattern.exec(text)!].slice(1);
}

function splitBy(text: string, separator: string, limit: number, fromRight: boolean): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  if (!fromRight) return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
  const kept = parts.length - limit;
  return [parts.slice(0, kept).join(separator), ...parts.slice(kept)];
}

function split(name: string, fromRight: boolean): NativeFunction {
  return pure(name, ['self', 'sep=None', 'maxsplit=-1'], (_, a) => {
    const text = a.text('self');
    const separator = a.textOr('sep');
    const limit = a.int('maxsplit');
    if (separator === '') return a.fail('ValueError', 'empty separator');
    const parts =
      separator === undefined ? splitBySpace(text, limit, fromRight) : splitBy(text, separator, limit, fromRight);
    return texts(a, parts, makeList);
  });
}

function texts(a: Args, parts: readonly string[], make: typeof makeList | typeof makeTuple): Value {
  const values = parts.map((part) => a.I.str(part, a.at, ...a.used));
  return make(a.I, values, a.at, a.used);
}

function partition(name: string, last: boolean): NativeFunction {
  return pure(name, ['self', 'sep'], (_, a) => {
    const text = a.text('self');
    const separator = a.text('sep');
    if (!separator) return a.fail('ValueError', 'empty separator');
    const index = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    const missing = last ? ['', '', text] : [text, '', ''];
    const parts = [text.slice(0, index), separator, text.slice(index + separator.length)];
    return texts(a, index < 0 ? missing : parts, makeTuple);
  });
}

const ENDS = `\\r\\n|[\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]`;
const LINE_ENDS = new RegExp(ENDS, 'g');

/** `str.splitlines`. */
export function splitLines(text: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_ENDS)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

const join = native('join', ['self', 'iterable'], (I, a) => {
  const separator = a.text('self');
  const { items, open } = a.elements(a.value('iterable'));
  const pieces: Piece[] = [];
  for (const [index, item] of items.entries()) {
    const plain = underlying(item);
    if (plain.kind !== 'str' && plain.kind !== 'unknown') {
      return a.fail('TypeError', `sequence item ${index}: expected str instance, ${plain.kind} found`);
    }
    if (index > 0) pieces.push(separator);
    pieces.push({ value: item, show: textOf });
  }
  if (open) pieces.push({ value: new Unknown(open.because, open.at, { text: '…' }), show: () => undefined });
  const joined = joinPieces(I, pieces, a.at);
  return joined.kind === 'str' ? I.str(joined.value, a.at, joined, ...a.used) : joined;
});

function textOf(value: Value): string | undefined {
  const plain = underlying(value);
  return plain.kind === 'str' ? plain.value : undefined;
}

const format = new NativeFunction('format', (I, call) => {
  const self = underlying(call.args[0]!);
  if (self.kind !== 'str')
    return self.kind === 'unknown' ? self : new Unknown('formats something else than text', call.at);
  return strFormat(I, self, { ...call, args: call.args.slice(1) });
});

const formatMap = native('format_map', ['self', 'mapping'], (I, a) => {
  const self = a.known('self');
  return self.kind === 'str' ? strFormatMap(I, self, a.value('mapping'), a.at) : undefined;
});

const translate = pure('translate', ['self', 'table'], (_, a) => {
  const table = a.known('table');
  if (table.kind !== 'dict' || table.open) return new Unknown('translates by a table that is not known', a.at);
  let out = '';
  for (const char of a.text('self')) {
    const entry = table.entries.get(`n${char.codePointAt(0)}`);
    out += entry ? replacement(a, entry.value) : char;
  }
  return out;
});

function replacement(a: Args, value: Value): string {
  const plain = a.read(value);
  if (plain.kind === 'none') return '';
  if (plain.kind === 'int') return String.fromCodePoint(plain.value);
  if (plain.kind === 'str') return plain.value;
  return a.raise('TypeError', 'character mapping must return integer, None or str');
}

/** `str.maketrans`, a static method. */
export const makeTranslation = native('maketrans', ['x', 'y=None', 'z=None'], (I, a) => {
  const from = a.known('x');
  if (from.kind === 'dict') {
    if (from.open) throw new NotKnown(from.open);
    return makeDict(
      I,
      [...from.entries.values()].map(({ key, value }) => [codeOf(a, key), value] as const),
      a.at,
    );
  }
  const to = [...a.text('y')];
  const pairs: [Value, Value][] = [...a.text('x')].map((char, index) => [code(char), code(to[index] ?? '')]);
  const removed = [...(a.textOr('z') ?? '')].map((char): [Value, Value] => [code(char), none(a)]);
  return makeDict(I, [...pairs, ...removed], a.at);
});

function none(a: Args): NoneValue {
  return a.I.none(a.at);
}

function code(char: string): IntValue {
  return new IntValue(char.codePointAt(0) ?? 0, LIBRARY);
}

function codeOf(a: Args, key: Value): Value {
  const plain = a.read(key);
  return plain.kind === 'str' ? code(plain.value) : plain;
}

/** Methods of str, second part. */
export const STRING_PART_METHODS: readonly NativeFunction[] = [
  split('split', false),
  split('rsplit', true),
  partition('partition', false),
  partition('rpartition', true),
  pure('splitlines', ['self', 'keepends=False'], (_, a) =>
    texts(a, splitLines(a.text('self'), a.truthy('keepends')), makeList),
  ),
  join,
  format,
  formatMap,
  translate,
  makeTranslation,
];
