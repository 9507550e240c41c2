// Packages that read the environment with a default beside: environs (`env('NAME', 'dev')`, `env.int(…)`) and decouple
// (`config('NAME', default='dev', cast=int)`). As with `os.environ`, what they give is assumed.

import { assume } from '../assumed';
import { callWith } from '../calls';
import { Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, StrValue, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { parseFloatText, parseIntText } from './conversions';
import { defineClass, harmless, makeFloat, makeInt, makeList, maker, moduleOf, native } from './define';
import { notSet, settingOf } from './environ';

type Reading = (a: Args, text: string) => Value | undefined;

/** The values of a setting that environs and decouple both take for true; any other is not. */
const TRUE = /^(?:true|t|yes|y|on|1|enable)$/i;

const asText: Reading = (a, text) => a.I.str(text, a.at);
const asBool: Reading = (a, text) => a.I.bool(TRUE.test(text), a.at);

const READINGS: Readonly<Record<string, Reading>> = {
  __call__: asText,
  str: asText,
  bool: asBool,
  int: (a, text) => {
    const value = parseIntText(text, 10);
    return value === undefined ? undefined : makeInt(a.I, value, a.at);
  },
  float: (a, text) => {
    const value = parseFloatText(text);
    return value === undefined ? undefined : makeFloat(a.I, value, a.at);
  },
  list: (a, text) => makeList(a.I, text === '' ? [] : text.split(',').map((part) => new StrValue(part, a.at)), a.at),
};

/** Methods that make something else of the text; only their defaults are known. */
const OTHERS =
  'dict json path url uuid date datetime time timedelta enum decimal log_level dj_db_url dj_email_url dj_cache_url'.split(
    ' ',
  );

function reader(name: string, read: Reading): NativeFunction {
  return native(name, ['self', 'name', 'default?', '*more', '**options'], (_, a) => readValue(a, read));
}

function readValue(a: Args, read: Reading): Value {
  const name = a.text('name');
  const setting = settingOf(a, name);
  const given = a.find('default');
  if (setting?.kind !== 'str')
    return given ? assume(given, `the default of the environment variable ${name}`) : notSet(a, name);
  const value = read(a, setting.value) ?? new Unknown(`what ${name} holds is not read`, a.at, { truthy: true });
  return assume(value, setting.assumed ?? `the environment variable ${name}`);
}

const ENV = defineClass('Env', {
  module: 'environs',
  construct: maker('Env', ['cls', '*args', '**options'], (I, a) => new Instance(ENV, a.at, I.home)),
  methods: [
    ...Object.entries(READINGS).map(([name, read]) => reader(name, read)),
    ...OTHERS.map((name) => reader(name, () => undefined)),
    harmless('read_env'),
    harmless('seal'),
  ],
});

/** `cast` is applied to the default, too; of a setting's text `bool` reads the word. */
const CONFIG = native('config', ['name', 'default?', 'cast?', '**options'], (_, a) => {
  const cast = a.find('cast');
  if (!cast) return readValue(a, asText);
  if (cast.kind === 'class' && cast.name === 'bool') return readValue(a, asBool);
  return callWith(a.I, cast, [readValue(a, asText)], a.at);
});

export const ENVIRONS_MODULE: ReadonlyMap<string, Value> = moduleOf([ENV], {
  env: new Instance(ENV, LIBRARY, LIBRARY_HOME),
});
export const DECOUPLE_MODULE: ReadonlyMap<string, Value> = moduleOf([CONFIG]);
