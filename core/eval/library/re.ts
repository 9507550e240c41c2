// The module re.

import { callWith } from '../calls';
import { type ClassValue, IntValue, LIBRARY, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, harmless, makeInstance, makeList, makeTuple, moduleOf, native, property } from './define';
import { exceptionClass } from './exceptions';
import { iterator } from './iterationBuiltins';
import { canMatch, FLAGS, type Translated, translatePattern } from './rePattern';
import { strRepr } from './repr';
import { textDict } from './types';

class PatternData {
  constructor(
    readonly text: string,
    readonly flags: number,
    readonly translated: Translated | undefined,
  ) {}
  get key(): string {
    return `re ${this.flags} ${this.text}`;
  }
}

class MatchData {
  constructor(
    readonly found: RegExpExecArray,
    readonly pattern: PatternData,
    readonly text: string,
    readonly offset: number,
  ) {}
}

const NOT_SAFE = 'uses a regular expression that is not evaluated';

/** The pattern argument: a compiled one, or a text. */
function patternOf(a: Args, name: string): PatternData {
  const given = a.known(name);
  if (given.kind === 'instance' && given.payload instanceof PatternData) return given.payload;
  const flags = a.find('flags') ? a.int('flags') : 0;
  if (given.kind !== 'str') throw new NotKnown(new Unknown(NOT_SAFE, a.at));
  return new PatternData(given.value, flags, translatePattern(given.value, flags));
}

/** A JavaScript expression for this pattern and text. */
function expression(a: Args, pattern: PatternData, text: string, form: (source: string) => string, flags = ''): RegExp {
  const { translated } = pattern;
  if (!translated || !canMatch(translated, text)) throw new NotKnown(new Unknown(NOT_SAFE, a.at));
  a.I.spend(1 + Math.ceil(text.length / 10));
  return new RegExp(form(translated.source), `${flags}${translated.ignoreCase ? 'i' : ''}`);
}

const FORMS: Readonly<Record<string, (source: string) => string>> = {
  search: (source) => source,
  match: (source) => `(?<![\\s\\S])(?:${source})`,
  fullmatch: (source) => `(?<![\\s\\S])(?:${source})(?![\\s\\S])`,
};

function matched(a: Args, form: string): Value | undefined {
  const pattern = patternOf(a, 'pattern');
  const whole = a.text('string');
  const offset = a.find('pos') ? a.int('pos') : 0;
  const text = whole.slice(offset);
  const found = expression(a, pattern, text, FORMS[form]!).exec(text);
  return found ? match(a, found, pattern, text, offset) : undefined;
}

function match(a: Args, found: RegExpExecArray, pattern: PatternData, text: string, offset = 0): Value {
  return makeInstance(a.I, MATCH, new MatchData(found, pattern, text, offset), a.at, a.used);
}

function allMatches(a: Args): RegExpExecArray[] {
  const text = a.text('string');
  const found = [...text.matchAll(expression(a, patternOf(a, 'pattern'), text, (source) => source, 'g'))];
  a.I.spend(found.length);
  return found as RegExpExecArray[];
}

function groupText(a: Args, text: string | undefined): Value {
  return text === undefined ? a.I.none(a.at) : a.I.str(text, a.at, ...a.used);
}

/** What `findall` gives for one match: the whole, the only group, or all groups. */
function findAll(a: Args): Value {
  const rows = allMatches(a).map((found) => {
    const groups = [...found].slice(1).map((text) => a.I.str(text ?? '', a.at, ...a.used));
    if (!groups.length) return a.I.str(found[0], a.at, ...a.used);
    return groups.length === 1 ? groups[0]! : makeTuple(a.I, groups, a.at, a.used);
  });
  return makeList(a.I, rows, a.at, a.used);
}

function split(a: Args): Value {
  const text = a.text('string');
  const limit = a.int('maxsplit') || Number.POSITIVE_INFINITY;
  const parts: Value[] = [];
  let start = 0;
  for (const found of allMatches(a).slice(0, limit)) {
    parts.push(
      a.I.str(text.slice(start, found.index), a.at, ...a.used),
      ...[...found].slice(1).map((group) => groupText(a, group)),
    );
    start = found.index + found[0].length;
  }
  parts.push(a.I.str(text.slice(start), a.at, ...a.used));
  return makeList(a.I, parts, a.at, a.used);
}

/** The text with every match replaced, and how many there were. */
function substituted(a: Args): { text: string; count: number } {
  const text = a.text('string');
  const limit = a.int('count') || Number.POSITIVE_INFINITY;
  const pattern = patternOf(a, 'pattern');
  let out = '';
  let start = 0;
  const all = allMatches(a).slice(0, limit);
  for (const found of all) {
    out += text.slice(start, found.index) + replacement(a, found, pattern, text);
    start = found.index + found[0].length;
  }
  return { text: out + text.slice(start), count: all.length };
}

function replacement(a: Args, found: RegExpExecArray, pattern: PatternData, text: string): string {
  const by = a.known('repl');
  if (by.kind === 'str') return expand(a, by.value, found);
  const result = a.read(callWith(a.I, by, [match(a, found, pattern, text)], a.at));
  a.used.push(result);
  return result.kind === 'str' ? result.value : a.raise('TypeError', 'the replacement must give a text');
}

/** `\1`, `\g<name>` and `\n` in a replacement text. */
function expand(a: Args, template: string, found: RegExpExecArray): string {
  return template.replace(/\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g, (_, name?: string, number?: string, char?: string) => {
    const reference = name ?? number;
    if (reference !== undefined) {
      const isNumber = /^\d+$/.test(reference);
      if (isNumber && Number(reference) >= found.length) a.raise('IndexError', `invalid group reference ${reference}`);
      return (isNumber ? found[Number(reference)] : found.groups?.[reference]) ?? '';
    }
    const plain: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
    return plain[char!] ?? (/[A-Za-z]/.test(char!) ? a.raise('ValueError', `bad escape \\${char}`) : `\\${char}`);
  });
}

function self(a: Args): MatchData {
  const value = a.value('self');
  if (value.kind === 'instance' && value.payload instanceof MatchData) return value.payload;
  throw new NotKnown(new Unknown('a match that is not known', a.at));
}

/** The number of a group given by number or name. */
function groupIndex(a: Args, data: MatchData, group: Value): number {
  const plain = a.read(group);
  if (plain.kind === 'int' && plain.value < data.found.length) return plain.value;
  const named = plain.kind === 'str' ? data.pattern.translated!.names.indexOf(plain.value) : -1;
  return named >= 0 ? named + 1 : a.raise('IndexError', 'no such group');
}

function group(a: Args, wanted: readonly Value[]): Value {
  const data = self(a);
  const texts = wanted.map((one) => groupText(a, data.found[groupIndex(a, data, one)]));
  return texts.length === 1 ? texts[0]! : makeTuple(a.I, texts, a.at, a.used);
}

function span(a: Args): readonly [number, number] {
  const data = self(a);
  if (groupIndex(a, data, a.value('group')) !== 0) throw new NotKnown(new Unknown('the place of a group', a.at));
  const start = data.found.index + data.offset;
  return [start, start + data.found[0].length];
}

const MATCH: ClassValue = defineClass('Match', {
  module: 're',
  methods: [
    native('group', ['self', '*groups'], (_, a) => group(a, a.rest.length ? a.rest : [new IntValue(0, a.at)])),
    native('__getitem__', ['self', 'group'], (_, a) => group(a, [a.value('group')])),
    native('groups', ['self', 'default=None'], (I, a) => {
      const texts = [...self(a).found]
        .slice(1)
        .map((text) => (text === undefined ? a.value('default') : groupText(a, text)));
      return makeTuple(I, texts, a.at, a.used);
    }),
    native('groupdict', ['self', 'default=None'], (I, a) => {
      const data = self(a);
      const named = data.pattern.translated!.names.flatMap((name, index) =>
        name === undefined ? [] : [[name, data.found[index + 1]] as const],
      );
      return textDict(
        I,
        named.map(([name, text]) => [name, text === undefined ? a.value('default') : groupText(a, text)] as const),
        a.at,
      );
    }),
    native('start', ['self', 'group=0'], (_, a) => span(a)[0]),
    native('end', ['self', 'group=0'], (_, a) => span(a)[1]),
    native('span', ['self', 'group=0'], (I, a) =>
      makeTuple(
        I,
        span(a).map((place) => new IntValue(place, a.at)),
        a.at,
        a.used,
      ),
    ),
    native('__bool__', ['self'], () => true),
    native('__repr__', ['self'], (_, a) => {
      const { found, offset } = self(a);
      const start = found.index + offset;
      return `<re.Match object; span=(${start}, ${start + found[0].length}), match=${strRepr(found[0])}>`;
    }),
  ],
  attributes: {
    string: property((_, me) => (me.kind === 'instance' ? (me.payload as MatchData).text : undefined)),
  },
});

/** A function of the module; as a method of a compiled pattern, the pattern comes first just the same. */
function functions(flags: readonly string[]): NativeFunction[] {
  return [
    ...Object.keys(FORMS).map((form) => native(form, ['pattern', 'string', ...flags], (_, a) => matched(a, form))),
    native('findall', ['pattern', 'string', ...flags], (_, a) => findAll(a)),
    native('finditer', ['pattern', 'string', ...flags], (_, a) => {
      const [pattern, text] = [patternOf(a, 'pattern'), a.text('string')];
      return iterator(
        a,
        allMatches(a).map((found) => match(a, found, pattern, text)),
        'iterator',
      );
    }),
    native('split', ['pattern', 'string', 'maxsplit=0', ...flags], (_, a) => split(a)),
    native('sub', ['pattern', 'repl', 'string', 'count=0', ...flags], (_, a) => substituted(a).text),
    native('subn', ['pattern', 'repl', 'string', 'count=0', ...flags], (I, a) => {
      const { text, count } = substituted(a);
      return makeTuple(I, [I.str(text, a.at, ...a.used), new IntValue(count, a.at)], a.at, a.used);
    }),
  ];
}

const PATTERN: ClassValue = defineClass('Pattern', {
  module: 're',
  methods: functions(['pos?']),
  attributes: {
    pattern: property((_, me) => (me.kind === 'instance' ? (me.payload as PatternData).text : undefined)),
    flags: property((_, me) =>
      me.kind === 'instance' ? (me.payload as PatternData).flags | FLAGS.UNICODE : undefined,
    ),
  },
});

const SPECIAL = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

export const RE_MODULE = moduleOf(
  [
    PATTERN,
    MATCH,
    ...functions(['flags=0']),
    native('compile', ['pattern', 'flags=0'], (I, a) =>
      makeInstance(I, PATTERN, patternOf(a, 'pattern'), a.at, a.used),
    ),
    native('escape', ['pattern'], (_, a) => a.text('pattern').replace(SPECIAL, '\\$&')),
    harmless('purge'),
    exceptionClass('error', 're'),
  ],
  Object.fromEntries(
    Object.entries(FLAGS).flatMap(([name, flag]) => [
      [name, new IntValue(flag, LIBRARY)],
      [name === 'DOTALL' ? 'S' : name === 'VERBOSE' ? 'X' : name[0]!, new IntValue(flag, LIBRARY)],
    ]),
  ),
);
