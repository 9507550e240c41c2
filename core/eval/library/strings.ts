// Methods of str that give texts, numbers and tests.

import type { NativeFunction, Value } from '../values';
import { BytesValue } from '../values';
import { type Args, NotKnown } from './arguments';
import { pure } from './define';
import { encode } from './encoding';
import { isPrintable } from './repr';
import { underlying } from './underlying';

/** What `str.isspace` and `split()` take as white space. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING_SPACE = new RegExp(`^[${SPACE}]+`);
const TRAILING_SPACE = new RegExp(`[${SPACE}]+$`);

/** Length in code points, as Python counts. */
export function pythonLength(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

function ofText(name: string, answer: (text: string) => string | boolean): NativeFunction {
  return pure(name, ['self'], (_, a) => answer(a.text('self')));
}

function every(name: string, pattern: RegExp): NativeFunction {
  return ofText(name, (text) => text !== '' && [...text].every((char) => pattern.test(char)));
}

function capitalize(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function title(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{Mn}]*/gu, capitalize);
}

function swapCase(text: string): string {
  return [...text].map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join('');
}

const CASED = /[\p{Lu}\p{Ll}\p{Lt}]/u;

function isTitle(text: string): boolean {
  let cased = false;
  let previous = false;
  for (const char of text) {
    if (CASED.test(char) && /\p{Ll}/u.test(char) !== previous) return false;
    previous = CASED.test(char);
    cased ||= previous;
  }
  return cased;
}

const CASES = [
  ofText('upper', (text) => text.toUpperCase()),
  ofText('lower', (text) => text.toLowerCase()),
  ofText('casefold', (text) => text.toLowerCase().replaceAll('ß', 'ss')),
  ofText('capitalize', capitalize),
  ofText('title', title),
  ofText('swapcase', swapCase),
];

const TESTS = [
  every('isdigit', /[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]/u),
  every('isdecimal', /\p{Nd}/u),
  every('isnumeric', /\p{N}/u),
  every('isalpha', /\p{L}/u),
  every('isalnum', /[\p{L}\p{N}]/u),
  every('isspace', new RegExp(`[${SPACE}]`)),
  ofText('isupper', (text) => /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text)),
  ofText('islower', (text) => /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text)),
  ofText('istitle', isTitle),
  ofText('isascii', (text) => !/[\u0080-\uffff]/.test(text)),
  ofText('isidentifier', (text) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)),
  ofText('isprintable', (text) => [...text].every(isPrintable)),
];

/** The characters to strip, as a test; None or nothing: white space. */
function stripped(a: Args, left: boolean, right: boolean): string {
  const text = a.text('self');
  const chars = a.textOr('chars');
  if (chars === undefined) {
    const start = left ? text.replace(LEADING_SPACE, '') : text;
    return right ? start.replace(TRAILING_SPACE, '') : start;
  }
  const set = new Set(chars);
  const all = [...text];
  let from = 0;
  let to = all.length;
  while (left && from < to && set.has(all[from]!)) from++;
  while (right && to > from && set.has(all[to - 1]!)) to--;
  return all.slice(from, to).join('');
}

function filled(a: Args): { text: string; fill: string; missing: number } {
  const text = a.text('self');
  const width = a.int('width');
  if (width > 100_000) a.giveUp('the text is too long to keep');
  return { text, fill: a.text('fill'), missing: Math.max(0, width - pythonLength(text)) };
}

const PADDED = ['self', 'width', "fill=' '"];

const SHAPES = [
  pure('strip', ['self', 'chars=None'], (_, a) => stripped(a, true, true)),
  pure('lstrip', ['self', 'chars=None'], (_, a) => stripped(a, true, false)),
  pure('rstrip', ['self', 'chars=None'], (_, a) => stripped(a, false, true)),
  pure('ljust', PADDED, (_, a) => {
    const { text, fill, missing } = filled(a);
    return text + fill.repeat(missing);
  }),
  pure('rjust', PADDED, (_, a) => {
    const { text, fill, missing } = filled(a);
    return fill.repeat(missing) + text;
  }),
  pure('center', PADDED, (_, a) => {
    const { text, fill, missing } = filled(a);
    const width = missing + pythonLength(text);
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }),
  pure('zfill', ['self', 'width'], (_, a) => {
    const text = a.text('self');
    const sign = /^[+-]/.exec(text)?.[0] ?? '';
    const missing = Math.max(0, a.int('width') - pythonLength(text));
    if (missing > 100_000) a.giveUp('the text is too long to keep');
    return sign + '0'.repeat(missing) + text.slice(sign.length);
  }),
  pure('expandtabs', ['self', 'tabsize=8'], (_, a) => expandTabs(a.text('self'), a.int('tabsize'))),
  pure('removeprefix', ['self', 'prefix'], (_, a) => {
    const [text, prefix] = [a.text('self'), a.text('prefix')];
    return text.startsWith(prefix) ? text.slice(prefix.length) : text;
  }),
  pure('removesuffix', ['self', 'suffix'], (_, a) => {
    const [text, suffix] = [a.text('self'), a.text('suffix')];
    return suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  }),
  pure('replace', ['self', 'old', 'new', 'count=-1'], (_, a) =>
    replace(a.text('self'), a.text('old'), a.text('new'), a.int('count')),
  ),
  pure('encode', ['self', "encoding='utf-8'", "errors='strict'"], (I, a) => {
    const bytes = encode(a.text('self'), a.text('encoding'));
    if (bytes === undefined) return a.fail('UnicodeEncodeError', 'the text cannot be written in this encoding');
    return new BytesValue(bytes, a.at, I.taint(a.used));
  }),
];

function expandTabs(text: string, size: number): string {
  let column = 0;
  let out = '';
  for (const char of text) {
    if (char === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      out += ' '.repeat(spaces);
      column += spaces;
    } else {
      out += char;
      column = char === '\n' || char === '\r' ? 0 : column + 1;
    }
  }
  return out;
}

function replace(text: string, old: string, by: string, count: number): string {
  if (count < 0 || !old) return old ? text.replaceAll(old, () => by) : interleave(text, by, count);
  const parts = text.split(old);
  const kept = parts.slice(0, count + 1);
  const rest = parts.slice(count + 1);
  return [kept.join(by), ...rest].join(old);
}

/** `'ab'.replace('', '-')` puts the text between all characters and around them. */
function interleave(text: string, by: string, count: number): string {
  let left = count < 0 ? Number.POSITIVE_INFINITY : count;
  const put = () => (left-- > 0 ? by : '');
  const body = [...text].map((char) => put() + char).join('');
  return body + put();
}

interface Window {
  readonly text: string;
  readonly offset: number;
}

/** The part of the text between `start` and `end`, as slices count. */
function within(a: Args): Window {
  const all = [...a.text('self')];
  const place = (given: number | undefined, usual: number) =>
    given === undefined ? usual : Math.max(0, given < 0 ? given + all.length : Math.min(given, all.length));
  const start = place(a.intOr('start'), 0);
  return { text: all.slice(start, place(a.intOr('end'), all.length)).join(''), offset: start };
}

const SEARCH = ['self', 'sub', 'start=None', 'end=None'];

function search(a: Args, last: boolean): number {
  const { text, offset } = within(a);
  const sub = a.text('sub');
  const index = last ? text.lastIndexOf(sub) : text.indexOf(sub);
  return index < 0 ? -1 : offset + pythonLength(text.slice(0, index));
}

function located(name: string, last: boolean): NativeFunction {
  return pure(name, SEARCH, (_, a) => {
    const index = search(a, last);
    return index < 0 ? a.fail('ValueError', 'substring not found') : index;
  });
}

/** `startswith` and `endswith` take one text or a tuple of them. */
function affix(name: string, matches: (text: string, affix: string) => boolean): NativeFunction {
  return pure(name, SEARCH, (_, a) => {
    const { text } = within(a);
    const given = a.known('sub');
    const candidates: readonly Value[] = given.kind === 'tuple' ? given.items : [given];
    let uncertain = given.kind === 'tuple' ? given.open : undefined;
    for (const candidate of candidates) {
      const plain = underlying(candidate);
      if (plain.kind === 'unknown') uncertain ??= plain;
      else if (plain.kind === 'str' && matches(text, plain.value)) return true;
      else if (plain.kind !== 'str') return a.fail('TypeError', `${name} needs a str or a tuple of str`);
    }
    if (uncertain) throw new NotKnown(uncertain);
    return false;
  });
}

const SEARCHES = [
  pure('find', SEARCH, (_, a) => search(a, false)),
  pure('rfind', SEARCH, (_, a) => search(a, true)),
  located('index', false),
  located('rindex', true),
  affix('startswith', (text, prefix) => text.startsWith(prefix)),
  affix('endswith', (text, suffix) => text.endsWith(suffix)),
  pure('count', SEARCH, (_, a) => {
    const { text } = within(a);
    const sub = a.text('sub');
    return sub === '' ? pythonLength(text) + 1 : text.split(sub).length - 1;
  }),
];

/** Methods of str, first part; see `stringParts`. */
export const STRING_METHODS: readonly NativeFunction[] = [...CASES, ...TESTS, ...SHAPES, ...SEARCHES];
