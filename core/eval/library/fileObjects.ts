// `open(…)`, and file objects in memory.

import { type ClassValue, Instance, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, harmless, makeBytes, makeList, native } from './define';
import { encode } from './encoding';
import { OUTSIDE, pathText, readText } from './paths';

/** The text of a file, and how far it has been read. `text` undefined: not knowable. Never changed in place. */
export class FileData {
  constructor(
    readonly text: string | undefined,
    readonly binary: boolean,
    /** The file in the workspace it was read from. */
    readonly uri: string | undefined,
    readonly because = OUTSIDE,
    readonly position = 0,
  ) {}
  with(text: string | undefined, position: number): FileData {
    return new FileData(text, this.binary, this.uri, this.because, position);
  }
}

/** The file object a value is, if it is one. */
export function asFile(value: Value): FileData | undefined {
  return value.kind === 'instance' && value.payload instanceof FileData ? value.payload : undefined;
}

/** The file object behind `self`; throws where it is something else. */
function fileData(a: Args): FileData {
  const file = asFile(a.value('self'));
  if (!file) throw new NotKnown(new Unknown('reads a file that is not known', a.at));
  return file;
}

function change(a: Args, value: Value, file: FileData): void {
  if (value.kind !== 'instance') return;
  a.I.touch(value);
  value.payload = file;
}

/** The rest of a file's text, of which as much is then read as `length` says. */
function take(a: Args, value: Value, length: (rest: string) => number): string {
  const file = asFile(value);
  if (file?.text === undefined) throw new NotKnown(new Unknown(file?.because ?? OUTSIDE, a.at));
  const rest = file.text.slice(file.position);
  const size = length(rest);
  change(a, value, file.with(file.text, file.position + size));
  return rest.slice(0, size);
}

/** The rest of a file's text, which is then read. */
export function readRest(a: Args, value: Value): string {
  return take(a, value, (rest) => rest.length);
}

function content(a: Args, text: string): Value {
  const { binary } = fileData(a);
  return binary ? makeBytes(a.I, encode(text, 'utf-8') ?? text, a.at, a.used) : a.I.str(text, a.at, ...a.used);
}

function readLine(a: Args): string {
  return take(a, a.value('self'), (rest) => rest.indexOf('\n') + 1 || rest.length);
}

function lines(a: Args): Value[] {
  const rest = readRest(a, a.value('self'));
  return (rest.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => content(a, line));
}

function iterator(a: Args): Value {
  if (fileData(a).text === undefined) {
    const unknown = a.I.iterator([], a.at, 'iterator');
    unknown.open = new Unknown(fileData(a).because, a.at);
    return unknown;
  }
  return a.I.iterator(lines(a), a.at, 'iterator');
}

function write(a: Args): Value | number {
  const file = fileData(a);
  const value = a.value('text');
  const text =
    file.text !== undefined && value.kind === 'str' && file.position === file.text.length
      ? file.text + value.value
      : undefined;
  change(a, a.value('self'), file.with(text, text?.length ?? 0));
  return value.kind === 'str' ? value.value.length : new Unknown('writes something that is not known', a.at);
}

/** Writing that is not followed: what the file holds is not known any more. */
export function forgetContent(a: Args, value: Value): undefined {
  const file = asFile(value);
  if (file) change(a, value, file.with(undefined, 0));
  return undefined;
}

const METHODS = [
  native('__enter__', ['self'], (_, a) => a.value('self')),
  harmless('__exit__'),
  native('__iter__', ['self'], (_, a) => iterator(a)),
  native('__next__', ['self'], (_, a) => {
    const line = readLine(a);
    return line ? content(a, line) : a.fail('StopIteration', 'the file is at its end');
  }),
  native('read', ['self', 'size=-1'], (_, a) => {
    const size = a.intOr('size') ?? -1;
    return content(
      a,
      take(a, a.value('self'), (rest) => (size < 0 ? rest.length : Math.min(size, rest.length))),
    );
  }),
  native('readline', ['self', 'size=-1'], (_, a) => content(a, readLine(a))),
  native('readlines', ['self', 'hint=-1'], (I, a) => makeList(I, lines(a), a.at, a.used)),
  native('seek', ['self', 'offset', 'whence=0'], (_, a) => {
    const file = fileData(a);
    change(a, a.value('self'), a.int('whence') === 0 ? file.with(file.text, a.int('offset')) : file.with(undefined, 0));
    return a.int('offset');
  }),
  native('getvalue', ['self'], (_, a) => content(a, fileData(a).text ?? readRest(a, a.value('self')))),
  native('write', ['self', 'text'], (_, a) => write(a)),
  ...['writelines', 'truncate'].map((name) =>
    native(name, ['self', '*args'], (_, a) => forgetContent(a, a.value('self'))),
  ),
  ...['close', 'flush'].map(harmless),
];

const FILE: ClassValue = defineClass('TextIOWrapper', { module: '_io', methods: METHODS });

/** `io.StringIO(text)`. */
export const STRING_IO: ClassValue = defineClass('StringIO', {
  module: '_io',
  methods: METHODS,
  construct: native('StringIO', ['cls', "initial_value=''", 'newline=None'], (I, a) => {
    const made = new Instance(STRING_IO, a.at, I.home, I.taint(a.used));
    made.payload = new FileData(a.text('initial_value'), false, undefined, 'holds a text that is not known');
    return made;
  }).body,
});

/** A file object for a path of the code; what is not in the workspace reads as unknown. */
export function openFile(a: Args, path: string, mode: string): Value {
  const found = /[wax]/.test(mode) ? undefined : readText(a.I, path);
  const made = new Instance(FILE, a.at, a.I.home, found?.place.assumed ?? a.I.taint(a.used));
  made.payload = new FileData(found?.content, mode.includes('b'), found?.place.path);
  return made;
}

/** The builtin `open`. */
export const OPEN = native('open', ['file', "mode='r'", '**options'], (_, a) => {
  const given = a.value('file');
  if (given.kind === 'unknown') return unknownFile(a, given);
  return openFile(a, pathText(a, 'file'), a.text('mode'));
});

function unknownFile(a: Args, path: Unknown): Value {
  const made = new Instance(FILE, a.at, a.I.home);
  made.payload = new FileData(undefined, false, undefined, path.because);
  return made;
}
