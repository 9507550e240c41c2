// `open(…)`, and file objects in memory.

import { type ClassValue, Instance, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, harmless, makeBytes, makeList, native } from './define';
import { encode } from './encoding';
import { OUTSIDE, pathText, readText } from './paths';

/** The text of a file, and how far it has been read. `text` undefined: not knowable. */
export class FileData {
  position = 0;
  constructor(
    public text: string | undefined,
    readonly binary: boolean,
    /** The file in the workspace it was read from. */
    readonly uri: string | undefined,
    readonly because = OUTSIDE,
  ) {}
}

/** The file object behind a value; throws where it is something else. */
export function fileData(a: Args, name = 'self'): FileData {
  const value = a.value(name);
  if (value.kind === 'instance' && value.payload instanceof FileData) return value.payload;
  throw new NotKnown(new Unknown('reads a file that is not known', value.at));
}

/** The file object a value is, if it is one. */
export function asFile(value: Value): FileData | undefined {
  return value.kind === 'instance' && value.payload instanceof FileData ? value.payload : undefined;
}

/** The rest of a file's text, which is then read. */
export function readRest(a: Args, file: FileData): string {
  if (file.text === undefined) throw new NotKnown(new Unknown(file.because, a.at));
  const rest = file.text.slice(file.position);
  file.position = file.text.length;
  return rest;
}

function content(a: Args, text: string): Value {
  const { binary } = fileData(a);
  return binary ? makeBytes(a.I, encode(text, 'utf-8') ?? text, a.at, a.used) : a.I.str(text, a.at, ...a.used);
}

function readLine(a: Args): Value {
  const file = fileData(a);
  const rest = readRest(a, file);
  const end = rest.indexOf('\n') + 1;
  const line = end ? rest.slice(0, end) : rest;
  file.position -= rest.length - line.length;
  return content(a, line);
}

function lines(a: Args): Value[] {
  const rest = readRest(a, fileData(a));
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

const METHODS = [
  native('__enter__', ['self'], (_, a) => a.value('self')),
  harmless('__exit__'),
  native('__iter__', ['self'], (_, a) => iterator(a)),
  native('read', ['self', 'size=-1'], (_, a) => {
    const file = fileData(a);
    const rest = readRest(a, file);
    const size = a.intOr('size') ?? -1;
    const part = size < 0 ? rest : rest.slice(0, size);
    file.position -= rest.length - part.length;
    return content(a, part);
  }),
  native('readline', ['self', 'size=-1'], (_, a) => readLine(a)),
  native('readlines', ['self', 'hint=-1'], (I, a) => makeList(I, lines(a), a.at, a.used)),
  native('seek', ['self', 'offset', 'whence=0'], (_, a) => {
    fileData(a).position = a.int('offset');
    return a.int('offset');
  }),
  native('getvalue', ['self'], (_, a) => content(a, fileData(a).text ?? readRest(a, fileData(a)))),
  native('write', ['self', 'text'], (_, a) => {
    const file = fileData(a);
    const value = a.value('text');
    file.text = file.text !== undefined && value.kind === 'str' ? file.text + value.value : undefined;
    return value.kind === 'str' ? value.value.length : new Unknown('writes something that is not known', a.at);
  }),
  ...['close', 'flush', 'writelines', 'truncate'].map(harmless),
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
