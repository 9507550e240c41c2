// The module configparser, without interpolation.

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
  copy(): Settings {
    const copy = new Settings();
    for (const [name, section] of this.sections) copy.sections.set(name, new Map(section));
    for (const [name, text] of this.defaults) copy.defaults.set(name, text);
    copy.open = this.open;
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

/** The value of an option; undefined: there is none. Interpolation is not done: a `%(…)s` makes it unknown. */
function optionText(a: Args): string | undefined {
  const settings = settingsOf(a.value('self'));
  const name = a.text('option').toLowerCase();
  const found = settings.sections.get(a.text('section'))?.get(name) ?? settings.defaults.get(name);
  if (found === undefined && settings.open) throw new NotKnown(settings.open);
  if (found !== undefined && /[%$]/.test(found))
    throw new NotKnown(new Unknown('a setting with references to others', a.at));
  return found;
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
  for (const [key, text] of [...settings.defaults, ...own]) {
    dictSet(
      a.I,
      dict,
      a.I.str(key, a.at),
      /[%$]/.test(text) ? new Unknown('a setting with references to others', a.at) : a.I.str(text, a.at),
    );
  }
  return dict;
}

const PARSER: ClassValue = defineClass('ConfigParser', {
  module: 'configparser',
  construct: native('ConfigParser', ['cls', '*args', '**options'], (I, a) =>
    makeInstance(I, PARSER, new Settings(), a.at),
  ).body,
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

export const CONFIGPARSER_MODULE = moduleOf(
  [PARSER, exceptionClass('NoSectionError', 'configparser'), exceptionClass('NoOptionError', 'configparser')],
  { RawConfigParser: PARSER, SafeConfigParser: PARSER },
);
