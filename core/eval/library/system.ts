// The modules sys, platform, inspect, importlib, io, pprint, calendar and decimal.

import { BoolValue, IntValue, LIBRARY, LIBRARY_HOME, ListValue, StrValue, Unknown, type Value } from '../values';
import { daysInMonth, daysOf, isLeap, weekday } from './calendarMath';
import { silentClass } from './contextlib';
import { defineClass, harmless, makeTuple, moduleOf, native, pure, unknowable } from './define';
import { OPEN, STRING_IO } from './fileObjects';
import { constantTuple } from './namedTuples';
import { pythonRepr } from './repr';

const MACHINE = 'depends on the machine that runs the code';

function text(value: string): StrValue {
  return new StrValue(value, LIBRARY);
}
function int(value: number): IntValue {
  return new IntValue(value, LIBRARY);
}
function unknown(because: string): Unknown {
  return new Unknown(because, LIBRARY, { truthy: true });
}

const STREAM = silentClass('TextIOWrapper', '_io');
const stream = () => native('stream', ['*args'], () => undefined);

/** Python 3.11 stands for all versions that Airflow runs on. */
export const SYS_MODULE = moduleOf(
  [
    harmless('setrecursionlimit'),
    harmless('addaudithook'),
    native('getrecursionlimit', [], () => 1000),
    native('getdefaultencoding', [], () => 'utf-8'),
    native('intern', ['string'], (_, a) => a.value('string')),
    ...['getsizeof', 'exc_info', '_getframe', 'getrefcount', 'exit'].map((name) => unknowable(name, MACHINE)),
    STREAM,
  ],
  {
    version_info: constantTuple('version_info', { major: 3, minor: 11, micro: 7, releaselevel: 'final', serial: 0 }),
    version: unknown(MACHINE),
    platform: text('linux'),
    byteorder: text('little'),
    maxsize: new Unknown('the number is too large to be computed exactly', LIBRARY, { truthy: true }),
    argv: openList('the arguments of the running program'),
    path: openList('the search path of the running Python'),
    modules: unknown(MACHINE),
    executable: unknown(MACHINE),
    prefix: unknown(MACHINE),
    stdout: stream(),
    stderr: stream(),
    stdin: unknown(MACHINE),
    dont_write_bytecode: new BoolValue(false, LIBRARY),
  },
);

function openList(because: string): ListValue {
  const list = new ListValue([], LIBRARY, LIBRARY_HOME);
  list.open = new Unknown(because, LIBRARY);
  return list;
}

export const PLATFORM_MODULE = moduleOf([
  native('system', [], () => 'Linux'),
  ...['platform', 'machine', 'node', 'release', 'version', 'processor', 'uname', 'python_version', 'architecture'].map(
    (name) => unknowable(name, MACHINE),
  ),
]);

export const IO_MODULE = moduleOf(
  [
    STRING_IO,
    OPEN,
    unknowable('BytesIO', 'holds bytes that are not followed'),
    ...['IOBase', 'TextIOBase', 'RawIOBase'].map((name) => defineClass(name, { module: 'io' })),
  ],
  {},
);

export const PPRINT_MODULE = moduleOf([
  harmless('pprint'),
  harmless('pp'),
  native('pformat', ['object', '**options'], (I, a) => {
    const shown = pythonRepr(I, a.value('object'));
    // Longer texts are broken into lines.
    return shown !== undefined && shown.length < 80 && a.keywords.size === 0 && !/[{]/.test(shown)
      ? shown
      : new Unknown('the text is not known', a.at);
  }),
]);

const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function names(values: readonly string[]): Value {
  return new ListValue(values.map(text), LIBRARY, LIBRARY_HOME);
}

export const CALENDAR_MODULE = moduleOf(
  [
    pure('monthrange', ['year', 'month'], (I, a) => {
      const [year, month] = [a.int('year'), a.int('month')];
      if (month < 1 || month > 12) return a.fail('ValueError', 'bad month number');
      const parts = [weekday(daysOf(year, month, 1)), daysInMonth(year, month)];
      return makeTuple(
        I,
        parts.map((part) => new IntValue(part, a.at, I.taint(a.used))),
        a.at,
        a.used,
      );
    }),
    pure('isleap', ['year'], (_, a) => isLeap(a.int('year'))),
    pure('weekday', ['year', 'month', 'day'], (_, a) => weekday(daysOf(a.int('year'), a.int('month'), a.int('day')))),
  ],
  {
    day_name: names(DAYS),
    day_abbr: names(DAYS.map((name) => name.slice(0, 3))),
    month_name: names(['', ...MONTHS]),
    month_abbr: names(['', ...MONTHS.map((name) => name.slice(0, 3))]),
    ...Object.fromEntries(DAYS.map((name, day) => [name.toUpperCase(), int(day)])),
  },
);
