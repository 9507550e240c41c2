// The module urllib.parse.

import { type ClassValue, Instance, TupleValue, type Value } from '../values';
import type { Args } from './arguments';
import { defineClass, makeList, makeTuple, moduleOf, native, property, pure } from './define';
import { decode, encode } from './encoding';
import { addFields } from './namedTuples';
import { iteratePairs } from './pairs';
import { pythonStr } from './repr';
import { TYPES, textDict } from './types';
import { underlying, wrap } from './underlying';

const ALWAYS_SAFE = /[A-Za-z0-9_.~-]/;

function quote(text: string, safe: string): string {
  return [...text]
    .map((char) => {
      if (ALWAYS_SAFE.test(char) || safe.includes(char)) return char;
      const bytes = encode(char, 'utf-8')!;
      return [...bytes].map((byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join('');
    })
    .join('');
}

function quotePlus(text: string, safe: string): string {
  return quote(text, `${safe} `).replaceAll(' ', '+');
}

function unquote(text: string): string | undefined {
  const bytes = encode(text, 'utf-8')!.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decode(bytes, 'utf-8');
}

function shown(a: Args, value: Value): string {
  a.used.push(value);
  const text = pythonStr(a.I, a.read(value));
  return text ?? a.raise('TypeError', 'the text of a value is not known');
}

function urlencode(a: Args): string {
  const { pairs, open } = iteratePairs(a, a.value('query'));
  if (open) a.raise('TypeError', 'the query is not known');
  const each = a.truthy('doseq');
  const safe = a.text('safe');
  return pairs
    .flatMap(([key, value]) => {
      const plain = underlying(value);
      const values = each && (plain.kind === 'list' || plain.kind === 'tuple') ? plain.items : [value];
      return values.map((one) => `${quotePlus(shown(a, key), safe)}=${quotePlus(shown(a, one), safe)}`);
    })
    .join('&');
}

interface Parts {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly params: string;
  readonly query: string;
  readonly fragment: string;
}

function parseUrl(url: string, withParams: boolean): Parts {
  const [, scheme = '', rest = ''] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([\s\S]*)$/.exec(url)!;
  const [, netloc = '', tail = ''] = /^(?:\/\/([^/?#]*))?([\s\S]*)$/.exec(rest)!;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/.exec(tail)!;
  const cut = withParams ? path.indexOf(';', path.lastIndexOf('/') + 1) : -1;
  return {
    scheme: scheme.toLowerCase(),
    netloc,
    path: cut < 0 ? path : path.slice(0, cut),
    params: cut < 0 ? '' : path.slice(cut + 1),
    query,
    fragment,
  };
}

function unparse({ scheme, netloc, path, params, query, fragment }: Parts): string {
  const place =
    netloc || (scheme && path.startsWith('//'))
      ? `//${netloc}${path && !path.startsWith('/') ? '/' : ''}${path}`
      : path;
  return `${scheme ? `${scheme}:` : ''}${place}${params ? `;${params}` : ''}${query ? `?${query}` : ''}${fragment ? `#${fragment}` : ''}`;
}

const HOST = /^(?:([^:@]*)(?::([^@]*))?@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/;

function netlocPart(index: number) {
  return property((_, me) => {
    const plain = underlying(me);
    const netloc = plain.kind === 'tuple' ? plain.items[1] : undefined;
    const found = netloc?.kind === 'str' ? HOST.exec(netloc.value)?.[index] : undefined;
    if (found === undefined || found === '') return undefined;
    return index === 4 ? Number(found) : index === 3 ? found.toLowerCase().replace(/^\[|\]$/g, '') : found;
  });
}

function resultClass(name: string, fields: readonly string[]): ClassValue {
  const type = defineClass(name, { module: 'urllib.parse', bases: [TYPES.TUPLE] });
  addFields(type, fields, new Map());
  for (const [index, attribute] of [
    [1, 'username'],
    [2, 'password'],
    [3, 'hostname'],
    [4, 'port'],
  ] as const) {
    type.attributes.set(attribute, netlocPart(index));
  }
  type.attributes.set(
    'geturl',
    native('geturl', ['self'], (_, a) => unparse(partsOf(a, fields, underlying(a.value('self'))))),
  );
  return type;
}

const ALL = ['scheme', 'netloc', 'path', 'params', 'query', 'fragment'] as const;
const SOME = ['scheme', 'netloc', 'path', 'query', 'fragment'] as const;
const PARSE_RESULT = resultClass('ParseResult', ALL);
const SPLIT_RESULT = resultClass('SplitResult', SOME);

function partsOf(a: Args, fields: readonly string[], value: Value): Parts {
  const texts = a.elements(value).items.map((item) => shown(a, item));
  const named = Object.fromEntries(fields.map((field, index) => [field, texts[index] ?? '']));
  return { scheme: '', netloc: '', path: '', params: '', query: '', fragment: '', ...named };
}

function parsed(a: Args, type: ClassValue, fields: readonly (keyof Parts)[]): Value {
  const parts = parseUrl(a.text('url'), fields === ALL);
  const items = fields.map((field) => a.I.str(parts[field], a.at, ...a.used));
  return wrap(new Instance(type, a.at, a.I.home, a.I.taint(a.used)), new TupleValue(items, a.at, a.I.taint(a.used)));
}

/** `urljoin`, RFC 3986. */
function urlJoin(base: string, url: string): string {
  if (!base || !url) return url || base;
  const [from, to] = [parseUrl(base, true), parseUrl(url, true)];
  if (to.scheme && to.scheme !== from.scheme) return url;
  if (to.netloc) return unparse({ ...to, scheme: from.scheme });
  const place = { ...to, scheme: from.scheme, netloc: from.netloc };
  if (!to.path && !to.params)
    return unparse({ ...place, path: from.path, params: from.params, query: to.query || from.query });
  const start = to.path.startsWith('/') ? '' : from.path.slice(0, from.path.lastIndexOf('/') + 1);
  return unparse({ ...place, path: withoutDots(start + to.path) });
}

function withoutDots(path: string): string {
  const parts: string[] = [];
  const all = path.split('/');
  for (const [index, part] of all.entries()) {
    const isLast = index === all.length - 1;
    if (part === '..') {
      if (parts.length > 1) parts.pop();
      if (isLast) parts.push('');
    } else if (part !== '.') parts.push(part);
    else if (isLast) parts.push('');
  }
  return parts.join('/');
}

function queryPairs(a: Args): [string, string][] {
  return a
    .text('qs')
    .split('&')
    .filter((part) => part.includes('=') && (a.truthy('keep_blank_values') || !part.endsWith('=')))
    .map((part) => {
      const index = part.indexOf('=');
      const clean = (text: string) => unquote(text.replaceAll('+', ' ')) ?? text;
      return [clean(part.slice(0, index)), clean(part.slice(index + 1))];
    });
}

const QUERY = ['qs', 'keep_blank_values=False', '**options'];

export const URLLIB_PARSE_MODULE = moduleOf([
  pure('quote', ['string', "safe='/'", '**options'], (_, a) => quote(a.text('string'), a.text('safe'))),
  pure('quote_plus', ['string', "safe=''", '**options'], (_, a) => quotePlus(a.text('string'), a.text('safe'))),
  pure(
    'unquote',
    ['string', '**options'],
    (_, a) => unquote(a.text('string')) ?? a.fail('ValueError', 'the text is not UTF-8'),
  ),
  pure(
    'unquote_plus',
    ['string', '**options'],
    (_, a) => unquote(a.text('string').replaceAll('+', ' ')) ?? a.fail('ValueError', 'the text is not UTF-8'),
  ),
  native('urlencode', ['query', 'doseq=False', "safe=''", '**options'], (_, a) => urlencode(a)),
  pure('urlparse', ['url', "scheme=''", 'allow_fragments=True'], (_, a) => parsed(a, PARSE_RESULT, ALL)),
  pure('urlsplit', ['url', "scheme=''", 'allow_fragments=True'], (_, a) => parsed(a, SPLIT_RESULT, SOME)),
  native('urlunparse', ['components'], (_, a) => unparse(partsOf(a, ALL, a.value('components')))),
  native('urlunsplit', ['components'], (_, a) => unparse(partsOf(a, SOME, a.value('components')))),
  pure('urljoin', ['base', 'url', 'allow_fragments=True'], (_, a) => urlJoin(a.text('base'), a.text('url'))),
  pure('parse_qsl', QUERY, (I, a) =>
    makeList(
      I,
      queryPairs(a).map((pair) =>
        makeTuple(
          I,
          pair.map((text) => I.str(text, a.at, ...a.used)),
          a.at,
          a.used,
        ),
      ),
      a.at,
      a.used,
    ),
  ),
  pure('parse_qs', QUERY, (I, a) => {
    const lists = new Map<string, Value[]>();
    for (const [key, text] of queryPairs(a)) lists.set(key, [...(lists.get(key) ?? []), I.str(text, a.at, ...a.used)]);
    return textDict(
      I,
      [...lists].map(([key, texts]) => [key, I.list(texts, a.at)] as const),
      a.at,
    );
  }),
]);
