// The module configparser.

import { dictSet, makeDict } from '../keys';
import { type ClassValue, DictValue, FloatValue, ListValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { parseFloatText, parseIntText } from './conversions';
import { defineClass, harmless, makeInstance, makeList, makeTuple, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import { sourceOf } from './json';
import { OUTSIDE, pathOf, readText } from './paths';

/** Sections of `key = value` lines. */
class Settings {
  readonly sections = new Map<string, Map<string, string>>();
  readonly defaults = new Map<string, string>();
  /** Why there may be more. */
  open: Unknown | undefined;
  /** True: references to other settings are not filled in. */
  isRaw = false;
  copy(): Settings {
    const copy = new Settings();
    for (const [name, section] of this.sections) copy.sections.set(name, new Map(section));
    for (const [name, text] of this.defaults) copy.defaults.set(name, text);
    copy.open = this.open;
    copy.isRaw = this.isRaw;
    return copy;
  }
}

function settingsOf(value: Value): Settings {
  if (value.kind === 'instance' && value.payload instanceof Settings) return value.payload;
  throw new NotKnown(new Unknown('settings that are not known', value.at));
}

/** The settings of `self`, to be changed: a copy that takes their place. */
function changing(a: Args): Settings {
  const self = a.value('self');
  const settings = settingsOf(self).copy();
  if (self.kind === 'instance') {
    a.I.touch(self);
    self.payload = settings;
  }
  return settings;
}

function readIni(settings: Settings, text: string): void {
  let section: Map<string, string> | undefined;
  let last: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue;
    const heading = /^\[([^\]]+)\]/.exec(line)?.[1];
    const pair = /^([^\s=:][^=:]*?)\s*(?:[=:]\s*(.*))?$/.exec(line);
    if (heading !== undefined) {
      section = heading === 'DEFAULT' ? settings.defaults : (settings.sections.get(heading) ?? new Map());
      if (heading !== 'DEFAULT') settings.sections.set(heading, section);
    } else if (/^\s/.test(line) && section && last !== undefined)
      section.set(last, `${section.get(last)}\n${line.trim()}`);
    else if (pair && section) {
      last = pair[1]!.toLowerCase();
      section.set(last, (pair[2] ?? '').trim());
    }
  }
}

/** A text with its `%(name)s` filled in; undefined where that is not known. */
function interpolated(settings: Settings, section: string, text: string, depth = 0): string | undefined {
  if (text.includes('$') || depth > 10) return undefined;
  let isKnown = true;
  const filled = text.replace(/%%|%\(([^)]*)\)s|%/g, (reference, name: string | undefined) => {
    if (reference === '%%') return '%';
    const key = name?.toLowerCase() ?? '';
    const found = settings.sections.get(section)?.get(key) ?? settings.defaults.get(key);
    const inner = found === undefined ? undefined : interpolated(settings, section, found, depth + 1);
    if (inner === undefined) isKnown = false;
    return inner ?? '';
  });
  return isKnown ? filled : undefined;
}

/** The value of an option; undefined: there is none. */
function optionText(a: Args): string | undefined {
  const settings = settingsOf(a.value('self'));
  const name = a.text('option').toLowerCase();
  const found = settings.sections.get(a.text('section'))?.get(name) ?? settings.defaults.get(name);
  if (found === undefined && settings.open) throw new NotKnown(settings.open);
  if (found === undefined) return undefined;
  const text = settings.isRaw ? found : interpolated(settings, a.text('section'), found);
  if (text === undefined) throw new NotKnown(new Unknown('a setting with references to others', a.at));
  return text;
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  1: true,
  yes: true,
  true: true,
  on: true,
  0: false,
  no: false,
  false: false,
  off: false,
};

function getter(name: string, convert: (a: Args, text: string) => Value | string | number | boolean) {
  return native(name, ['self', 'section', 'option', '*', 'fallback?', 'raw?', 'vars?'], (_, a) => {
    const text = optionText(a);
    if (text !== undefined) return convert(a, text);
    return a.find('fallback') ?? a.fail('KeyError', `no option ${a.text('option')} in section ${a.text('section')}`);
  });
}

function sectionDict(a: Args, section: string): Value {
  const settings = settingsOf(a.value('self'));
  const own = settings.sections.get(section);
  if (!own) return settings.open ?? a.fail('KeyError', `'${section}'`);
  const dict = makeDict(a.I, [], a.at);
  for (const [key, text] of new Map([...own, ...[...settings.defaults].filter(([key]) => !own.has(key))])) {
    const filled = settings.isRaw ? text : interpolated(settings, section, text);
    const value =
      filled === undefined ? new Unknown('a setting with references to others', a.at) : a.I.str(filled, a.at);
    dictSet(a.I, dict, a.I.str(key, a.at), value);
  }
  return dict;
}

const PARSER: ClassValue = defineClass('ConfigParser', {
  module: 'configparser',
  construct: native('ConfigParser', ['cls', '*args', '**options'], (I, a) => {
    const settings = new Settings();
    settings.isRaw = a.keywords.get('interpolation')?.kind === 'none';
    return makeInstance(I, PARSER, settings, a.at);
  }).body,
  methods: [
    native('read', ['self', 'filenames', 'encoding=None'], (I, a) => {
      const given = a.value('filenames');
      const settings = changing(a);
      for (const file of given.kind === 'list' || given.kind === 'tuple' ? given.items : [given]) {
        const found = file.kind === 'unknown' ? undefined : readText(I, pathOf(a, file));
        if (found) readIni(settings, found.content);
        else settings.open = new Unknown(OUTSIDE, a.at);
      }
      return I.list([], a.at);
    }),
    native(
      'read_string',
      ['self', 'string', 'source=None'],
      (_, a) => readIni(changing(a), a.text('string')) as undefined,
    ),
    native(
      'read_file',
      ['self', 'f', 'source=None'],
      (_, a) => readIni(changing(a), sourceOf(a, 'f').text) as undefined,
    ),
    ...['set', 'add_section', 'read_dict', 'remove_option', 'remove_section'].map((name) =>
      native(name, ['self', '*args', '**options'], (_, a) => {
        const settings = changing(a);
        settings.sections.clear();
        settings.open = new Unknown('settings that the code changes', a.at);
        return undefined;
      }),
    ),
    harmless('write'),
    native('sections', ['self'], (I, a) => {
      const settings = settingsOf(a.value('self'));
      const list = new ListValue(
        [...settings.sections.keys()].map((name) => I.str(name, a.at)),
        a.at,
        I.home,
      );
      list.open = settings.open;
      return list;
    }),
    native('has_section', ['self', 'section'], (_, a) => {
      const settings = settingsOf(a.value('self'));
      return settings.sections.has(a.text('section')) || (settings.open ?? false);
    }),
    native('has_option', ['self', 'section', 'option'], (_, a) => optionText(a) !== undefined),
    native('items', ['self', 'section'], (I, a) => {
      const dict = sectionDict(a, a.text('section'));
      if (!(dict instanceof DictValue)) return dict;
      return makeList(
        I,
        [...dict.entries.values()].map(({ key, value }) => makeTuple(I, [key, value], a.at)),
        a.at,
      );
    }),
    native('__getitem__', ['self', 'section'], (_, a) => sectionDict(a, a.text('section'))),
    native('__contains__', ['self', 'section'], (_, a) => settingsOf(a.value('self')).sections.has(a.text('section'))),
    getter('get', (_, text) => text),
    getter('getint', (a, text) => parseIntText(text, 10) ?? a.fail('ValueError', 'not an integer')),
    getter('getfloat', (a, text) => new FloatValue(parseFloatText(text) ?? Number.NaN, a.at)),
    getter('getboolean', (a, text) => BOOLEANS[text.toLowerCase()] ?? a.fail('ValueError', `Not a boolean: ${text}`)),
  ],
});

const RAW_PARSER = defineClass('RawConfigParser', {
  module: 'configparser',
  bases: [PARSER],
  construct: native('RawConfigParser', ['cls', '*args', '**options'], (I, a) => {
    const settings = new Settings();
    settings.isRaw = true;
    return makeInstance(I, PARSER, settings, a.at);
  }).body,
});

export const CONFIGPARSER_MODULE = moduleOf(
  [PARSER, exceptionClass('NoSectionError', 'configparser'), exceptionClass('NoOptionError', 'configparser')],
  { RawConfigParser: RAW_PARSER, SafeConfigParser: PARSER },
);
