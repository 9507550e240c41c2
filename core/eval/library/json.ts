// The module json.

import { Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, moduleOf, native } from './define';
import { decode } from './encoding';
import { exceptionClass } from './exceptions';
import { asFile, readRest } from './fileObjects';
import { NotJson, placing, readJson } from './jsonReader';
import { DUMP_SIGNATURE, dumpJson } from './jsonWriter';

/** A text that a library function reads, and the file it is from. */
export interface Source {
  readonly text: string;
  readonly uri: string | undefined;
}

/** The text of an argument: a str, bytes, or a file that was opened. */
export function sourceOf(a: Args, name: string): Source {
  const file = asFile(a.value(name));
  if (file) return { text: readRest(a, a.value(name)), uri: file.uri };
  const value = a.known(name);
  const text = value.kind === 'bytes' ? decode(value.value, 'utf-8') : a.text(name);
  return { text: text ?? a.raise('UnicodeDecodeError', 'the bytes are not UTF-8'), uri: undefined };
}

/** Runs with whatever the source is assumed from. */
export function assumedOf(a: Args, name: string): string | undefined {
  return a.I.taint([a.value(name)]);
}

const DECODE_ERROR = exceptionClass('JSONDecodeError', 'json', 'ValueError');

function load(a: Args, name: string): Value {
  if (a.some('object_hook') ?? a.some('cls') ?? a.some('object_pairs_hook')) {
    throw new NotKnown(new Unknown('reads JSON by a function of its own', a.at));
  }
  const { text, uri } = sourceOf(a, name);
  try {
    return a.I.assuming(assumedOf(a, name), () => readJson(a.I, text.replace(/^\uFEFF/, ''), placing(uri, a.at)));
  } catch (error) {
    if (error instanceof NotJson) return a.fail(DECODE_ERROR, `the text is not valid JSON: ${error.message}`);
    throw error;
  }
}

const OPTIONS = [
  '*',
  'cls=None',
  'object_hook=None',
  'parse_float=None',
  'parse_int=None',
  'object_pairs_hook=None',
  '**options',
];

export const JSON_MODULE = moduleOf([
  native('loads', ['s', ...OPTIONS], (_, a) => load(a, 's')),
  native('load', ['fp', ...OPTIONS], (_, a) => load(a, 'fp')),
  native('dumps', ['obj', ...DUMP_SIGNATURE], (_, a) => dumpJson(a, a.value('obj'))),
  native('dump', ['obj', 'fp', '**options'], () => undefined),
  DECODE_ERROR,
  defineClass('JSONEncoder', { module: 'json' }),
  defineClass('JSONDecoder', { module: 'json' }),
]);
