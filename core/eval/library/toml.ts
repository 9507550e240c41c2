// The modules tomllib, tomli and toml.

import { parse as parseToml } from 'smol-toml';
import { makeDict } from '../keys';
import { BoolValue, FloatValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { parseIso } from './dateFormat';
import { DATE } from './dates';
import { DATETIME, fixedZone } from './dateTimes';
import { makeInstance, makeInt, makeList, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import { asFile } from './fileObjects';
import { sourceOf } from './json';
import { DateData, DateTimeData } from './moments';
import { OUTSIDE, pathOf, readText } from './paths';

/** A value of smol-toml as a Python value. */
function fromToml(a: Args, value: unknown): Value {
  a.I.spend();
  if (typeof value === 'string') return a.I.str(value, a.at, ...a.used);
  if (typeof value === 'boolean') return new BoolValue(value, a.at, a.I.taint(a.used));
  if (typeof value === 'bigint') return makeInt(a.I, Number(value), a.at, a.used);
  if (typeof value === 'number') return new FloatValue(value, a.at, a.I.taint(a.used));
  if (Array.isArray(value))
    return makeList(
      a.I,
      value.map((item) => fromToml(a, item)),
      a.at,
      a.used,
    );
  if (value instanceof Date) return tomlDate(a, (value as Date & { toISOString(): string }).toISOString());
  return makeDict(
    a.I,
    Object.entries(value as object).map(([key, item]) => [a.I.str(key, a.at), fromToml(a, item)] as const),
    a.at,
  );
}

function tomlDate(a: Args, text: string): Value {
  const parsed = parseIso(text);
  if (!parsed) return new Unknown('a time of day from TOML', a.at);
  if (!parsed.hasTime) return makeInstance(a.I, DATE, new DateData(parsed.days), a.at, a.used);
  const zone = parsed.offset === undefined ? undefined : fixedZone(parsed.offset);
  return makeInstance(a.I, DATETIME, new DateTimeData(parsed.days, parsed.micros, zone), a.at, a.used);
}

/** The package toml calls it TomlDecodeError. */
const DECODE_ERROR = exceptionClass('TOMLDecodeError', 'tomllib', 'ValueError');

function loadToml(a: Args, name: string): Value {
  const { text } = sourceOf(a, name);
  try {
    return fromToml(a, parseToml(text, { integersAsBigInt: true }));
  } catch (error) {
    if (error instanceof Error)
      return a.fail(DECODE_ERROR, `the text is not valid TOML: ${error.message.split('\n')[0]}`);
    throw error;
  }
}

export const TOML_MODULE = moduleOf(
  [
    native('loads', ['s', '**options'], (_, a) => loadToml(a, 's')),
    native('load', ['f', '**options'], (_, a) => {
      const file = a.value('f');
      if (asFile(file)) return loadToml(a, 'f');
      const found = readText(a.I, pathOf(a, file));
      if (!found) throw new NotKnown(new Unknown(OUTSIDE, a.at));
      return a.I.assuming(found.place.assumed, () => fromToml(a, parseToml(found.content, { integersAsBigInt: true })));
    }),
    native('dumps', ['o', '**options'], (_, a) => new Unknown('writes TOML, which is not modelled', a.at)),
    DECODE_ERROR,
  ],
  { TomlDecodeError: DECODE_ERROR },
);
