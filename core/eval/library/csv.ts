// The module csv.

import { dictSet, makeDict } from '../keys';
import { type ClassValue, Instance, IntValue, LIBRARY, ListValue, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { defineClass, harmless, moduleOf, native } from './define';
import { exceptionClass } from './exceptions';
import { asFile, readRest } from './fileObjects';
import { iterator } from './iterationBuiltins';

/** The fields of each row; quotes as in RFC 4180. */
function parseCsv(text: string, delimiter: string, quote: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let began = false;
  const endField = () => {
    row.push(field);
    field = '';
    began = false;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char === quote && text[i + 1] === quote) field += text[++i];
      else if (char === quote) quoted = false;
      else field += char;
    } else if (char === quote && !began) {
      quoted = true;
      began = true;
    } else if (char === delimiter) endField();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++;
      if (field || row.length || began) endField();
      rows.push(row);
      row = [];
    } else {
      field += char;
      began = true;
    }
  }
  if (field || row.length || began) {
    endField();
    rows.push(row);
  }
  return rows;
}

/** The text a reader goes through: a file, or an iterable of lines. */
function csvText(a: Args): string {
  if (asFile(a.value('csvfile'))) return readRest(a, a.value('csvfile'));
  const lines = a.items('csvfile').map((line) => {
    const plain = a.read(line);
    a.used.push(plain);
    return plain.kind === 'str' ? plain.value : a.raise('ValueError', 'iterator should return strings');
  });
  return lines.map((line) => (/[\r\n]$/.test(line) ? line : `${line}\n`)).join('');
}

function option(a: Args, name: string, usual: string): string {
  const given = a.keywords.get(name);
  if (!given || given.kind === 'none') return usual;
  const plain = a.read(given);
  return plain.kind === 'str' ? plain.value : usual;
}

function csvRows(a: Args): string[][] {
  const dialect = a.find('dialect');
  const usual = dialect?.kind === 'str' && dialect.value === 'excel-tab' ? '\t' : ',';
  const rows = parseCsv(csvText(a), option(a, 'delimiter', usual), option(a, 'quotechar', '"'));
  const skip = a.keywords.get('skipinitialspace');
  a.I.spend(rows.length);
  return skip && a.isTrue(skip) ? rows.map((row) => row.map((field) => field.replace(/^ +/, ''))) : rows;
}

function texts(a: Args, row: readonly string[]): Value[] {
  return row.map((field) => a.I.str(field, a.at, ...a.used));
}

/** `csv.DictReader`: an object that loops over its rows, and knows its field names. */
const DICT_READER: ClassValue = defineClass('DictReader', {
  module: 'csv',
  construct: native(
    'DictReader',
    ['cls', 'csvfile', 'fieldnames=None', 'restkey=None', 'restval=None', "dialect='excel'", '**options'],
    (I, a) => {
      const rows = csvRows(a).filter((row) => row.length > 0);
      const names = a.some('fieldnames') ? [...a.items('fieldnames')] : texts(a, rows.shift() ?? []);
      const made = new Instance(DICT_READER, a.at, I.home, I.taint(a.used));
      made.attributes.set('fieldnames', I.list(names, a.at));
      made.attributes.set(
        '_rows',
        iterator(
          a,
          rows.map((row) => csvDict(a, names, row)),
          'iterator',
        ),
      );
      return made;
    },
  ).body,
  methods: ['__iter__', '__next__'].map((name) =>
    native(name, ['self'], (I, a) => {
      const self = a.value('self');
      const rows = self.kind === 'instance' ? self.attributes.get('_rows') : undefined;
      if (rows?.kind !== 'iterator') throw new NotKnown(new Unknown('rows that are not known', a.at));
      if (name === '__iter__') return rows;
      I.touch(rows);
      return rows.items[rows.next++] ?? a.fail('StopIteration', 'no more rows');
    }),
  ),
});

function csvDict(a: Args, names: readonly Value[], row: readonly string[]): Value {
  const dict = makeDict(a.I, [], a.at);
  for (const [index, name] of names.entries()) {
    const field = row[index];
    dictSet(
      a.I,
      dict,
      name,
      field === undefined ? (a.find('restval') ?? a.I.none(a.at)) : a.I.str(field, a.at, ...a.used),
    );
  }
  if (row.length > names.length)
    dictSet(a.I, dict, a.find('restkey') ?? a.I.none(a.at), a.I.list(texts(a, row.slice(names.length)), a.at));
  return dict;
}

const WRITER = defineClass('writer', {
  module: 'csv',
  methods: ['__init__', 'writerow', 'writerows', 'writeheader'].map(harmless),
});
const QUOTING = { QUOTE_MINIMAL: 0, QUOTE_ALL: 1, QUOTE_NONNUMERIC: 2, QUOTE_NONE: 3 };

export const CSV_MODULE = moduleOf(
  [
    native('reader', ['csvfile', "dialect='excel'", '**options'], (I, a) =>
      iterator(
        a,
        csvRows(a).map((row) => new ListValue(texts(a, row), a.at, I.home, I.taint(a.used))),
        'iterator',
      ),
    ),
    DICT_READER,
    native('writer', ['csvfile', '*args', '**options'], (I, a) => new Instance(WRITER, a.at, I.home)),
    native('DictWriter', ['csvfile', '*args', '**options'], (I, a) => new Instance(WRITER, a.at, I.home)),
    native('register_dialect', ['*args', '**options'], () => undefined),
    native('field_size_limit', ['*args'], () => 131_072),
    exceptionClass('Error', 'csv'),
  ],
  Object.fromEntries(Object.entries(QUOTING).map(([name, value]) => [name, new IntValue(value, LIBRARY)])),
);
