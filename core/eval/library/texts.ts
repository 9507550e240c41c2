// The modules string, textwrap, shlex, html and base64.

import { dictGet } from '../keys';
import { type ClassValue, LIBRARY, type NativeFunction, StrValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, makeBytes, makeInstance, makeList, moduleOf, native, property, pure } from './define';
import { iteratePairs } from './pairs';
import { joinPieces, type Piece } from './pieces';
import { pythonStr } from './repr';
import { splitLines } from './stringParts';
import { textDict } from './types';
import { underlying } from './underlying';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const WHITESPACE = ' \t\n\r\v\f';
const CONSTANTS: Readonly<Record<string, string>> = {
  ascii_lowercase: LOWER,
  ascii_uppercase: LOWER.toUpperCase(),
  ascii_letters: LOWER + LOWER.toUpperCase(),
  digits: '0123456789',
  hexdigits: '0123456789abcdefABCDEF',
  octdigits: '01234567',
  punctuation: PUNCTUATION,
  whitespace: WHITESPACE,
  printable: `0123456789${LOWER}${LOWER.toUpperCase()}${PUNCTUATION}${WHITESPACE}`,
};

class TemplateData {
  constructor(readonly text: string) {}
}

function templateOf(value: Value): string {
  if (value.kind === 'instance' && value.payload instanceof TemplateData) return value.payload.text;
  throw new NotKnown(new Unknown('a template that is not known', value.at));
}

/** `Template.substitute`; `safe` leaves what is missing as it stands. */
function substitute(a: Args, safe: boolean): Value {
  const text = templateOf(a.value('self'));
  const given = textDict(a.I, a.keywords, a.at);
  const mapping = a.some('mapping');
  const source = mapping ? iteratePairs(a, mapping) : { pairs: [], open: undefined };
  const byName = new Map(source.pairs.map(([key, value]) => [key.kind === 'str' ? key.value : '', value]));
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\})/g)) {
    pieces.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[2] ?? match[3];
    const value =
      name === undefined ? undefined : (dictGet(given, a.I.str(name, a.at)) ?? byName.get(name) ?? source.open);
    if (name === undefined) pieces.push('$');
    else if (value) pieces.push({ value, show: (option) => pythonStr(a.I, option), hint: `{${name}}` });
    else if (safe) pieces.push(match[0]);
    else return a.fail('KeyError', `'${name}'`);
  }
  return joinPieces(a.I, [...pieces, text.slice(end)], a.at);
}

const TEMPLATE: ClassValue = defineClass('Template', {
  module: 'string',
  construct: native('Template', ['cls', 'template'], (I, a) =>
    makeInstance(I, TEMPLATE, new TemplateData(a.text('template')), a.at, a.used),
  ).body,
  methods: [
    native('substitute', ['self', 'mapping=None', '**keywords'], (_, a) => substitute(a, false)),
    native('safe_substitute', ['self', 'mapping=None', '**keywords'], (_, a) => substitute(a, true)),
  ],
  attributes: { template: property((_, me) => templateOf(me)) },
});

export const STRING_MODULE = moduleOf(
  [
    TEMPLATE,
    native('capwords', ['s', 'sep=None'], (_, a) => {
      const separator = a.textOr('sep');
      const words = separator === undefined ? a.text('s').trim().split(/\s+/) : a.text('s').split(separator);
      return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(separator ?? ' ');
    }),
    defineClass('Formatter', { module: 'string' }),
  ],
  Object.fromEntries(Object.entries(CONSTANTS).map(([name, text]) => [name, new StrValue(text, LIBRARY)])),
);

/** `textwrap.dedent`: takes away the white space that all lines share. */
function dedent(text: string): string {
  const clean = text.replace(/^[ \t]+$/gm, '');
  let margin: string | undefined;
  for (const line of clean.split('\n')) {
    const indent = /^[ \t]*(?=[^ \t\n])/.exec(line)?.[0];
    if (indent === undefined) continue;
    margin = margin === undefined ? indent : commonStart(margin, indent);
  }
  return margin
    ? clean
        .split('\n')
        .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
        .join('\n')
    : clean;
}

function commonStart(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return left.slice(0, length);
}

const NOT_WRAPPED = (name: string): NativeFunction =>
  native(name, ['text', '*args', '**options'], (_, a) => new Unknown('wraps a text, which is not modelled', a.at));

export const TEXTWRAP_MODULE = moduleOf([
  pure('dedent', ['text'], (_, a) => dedent(a.text('text'))),
  pure('indent', ['text', 'prefix', 'predicate=None'], (_, a) => {
    if (a.some('predicate')) throw new NotKnown(new Unknown('indents by a function of its own', a.at));
    return splitLines(a.text('text'), true)
      .map((line) => (line.trim() ? a.text('prefix') + line : line))
      .join('');
  }),
  ...['wrap', 'fill', 'shorten'].map(NOT_WRAPPED),
]);

function shellQuote(text: string): string {
  if (text === '') return "''";
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** `shlex.split`, POSIX style; undefined where a quote is not closed. */
function shellSplit(text: string): string[] | undefined {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest) {
    const word = /^(?:'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\])+/.exec(rest)?.[0];
    if (word === undefined) return undefined;
    words.push(
      word.replace(
        /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g,
        (_, single?: string, double?: string, char?: string) =>
          single ?? double?.replace(/\\(["\\])/g, '$1') ?? char ?? '',
      ),
    );
    rest = rest.slice(word.length);
    if (rest && !/^\s/.test(rest)) return undefined;
    rest = rest.trimStart();
  }
  return words;
}

export const SHLEX_MODULE = moduleOf([
  pure('quote', ['s'], (_, a) => shellQuote(a.text('s'))),
  pure('split', ['s', 'comments=False', 'posix=True'], (I, a) => {
    const words = shellSplit(a.text('s'));
    if (!words) return a.fail('ValueError', 'No closing quotation');
    return makeList(
      I,
      words.map((word) => I.str(word, a.at, ...a.used)),
      a.at,
      a.used,
    );
  }),
  native('join', ['split_command'], (_, a) =>
    a
      .items('split_command')
      .map((item) => {
        a.used.push(item);
        const plain = a.read(item);
        return plain.kind === 'str' ? shellQuote(plain.value) : a.raise('TypeError', 'expected string');
      })
      .join(' '),
  ),
]);

const ALPHABET = `${LOWER.toUpperCase()}${LOWER}0123456789+/`;

function toBase64(bytes: string): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const chunk = [0, 1, 2].map((offset) => bytes.charCodeAt(i + offset) || 0);
    const bits = (chunk[0]! << 16) | (chunk[1]! << 8) | chunk[2]!;
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63]!);
    out += letters
      .slice(0, Math.min(3, bytes.length - i) + 1)
      .join('')
      .padEnd(4, '=');
  }
  return out;
}

function fromBase64(text: string): string | undefined {
  const clean = text.replace(/[^A-Za-z0-9+/]/g, '');
  if (clean.length % 4 === 1) return undefined;
  let bits = 0;
  let out = '';
  for (const [index, letter] of [...clean].entries()) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xffffff;
    if (index % 4) out += String.fromCharCode((bits >> (6 - 2 * (index % 4))) & 255);
  }
  return out;
}

function bytesArgument(a: Args): string {
  const value = underlying(a.known('s'));
  return value.kind === 'bytes' || value.kind === 'str'
    ? value.value
    : a.raise('TypeError', 'a bytes-like object is required');
}

const DECODERS = [
  ['b64decode', (text: string) => text],
  ['urlsafe_b64decode', (text: string) => text.replaceAll('-', '+').replaceAll('_', '/')],
] as const;

export const BASE64_MODULE = moduleOf([
  pure('b64encode', ['s', 'altchars=None'], (I, a) => makeBytes(I, toBase64(bytesArgument(a)), a.at, a.used)),
  pure('urlsafe_b64encode', ['s'], (I, a) =>
    makeBytes(I, toBase64(bytesArgument(a)).replaceAll('+', '-').replaceAll('/', '_'), a.at, a.used),
  ),
  ...DECODERS.map(([name, prepare]) =>
    pure(name, ['s', '*args', '**options'], (I, a) => {
      const bytes = fromBase64(prepare(bytesArgument(a)));
      return bytes === undefined ? a.fail('ValueError', 'Incorrect padding') : makeBytes(I, bytes, a.at, a.used);
    }),
  ),
]);
