// `datetime.date` and what `datetime` shares with it.

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import {
  type ClassValue,
  Instance,
  IntValue,
  LIBRARY,
  LIBRARY_HOME,
  type NativeFunction,
  Unknown,
  type Value,
} from '../values';
import { type Args, NotKnown } from './arguments';
import { daysOf, FIRST_DAY, isoCalendar, isValidDate, LAST_DAY, weekday } from './calendarMath';
import { NOW } from './changing';
import { isoDate, parseIso, strftime } from './dateFormat';
import { defineClass, makeInstance, makeTuple, native, property, type Result } from './define';
import { DateData, DateTimeData } from './moments';
import { NOT_IMPLEMENTED } from './notImplemented';
import { deltaOf, makeDelta, ORDERS } from './timedelta';

/** The present date or time: never known, but certainly something. */
export function present(at: Origin): Unknown {
  return new Unknown(NOW, at, { truthy: true });
}

export function dateOf(value: Value | undefined): DateData | undefined {
  return value?.kind === 'instance' && value.payload instanceof DateData ? value.payload : undefined;
}

export function dateTimeOf(value: Value | undefined): DateTimeData | undefined {
  return value?.kind === 'instance' && value.payload instanceof DateTimeData ? value.payload : undefined;
}

/** The date, or date and time, that a value is. */
export function momentOf(value: Value): DateData | DateTimeData {
  const moment = dateOf(value) ?? dateTimeOf(value);
  if (!moment) throw new NotKnown(new Unknown('a date that is not known', value.at));
  return moment;
}

/** The class of the value, so that derived classes give their own kind. */
export function typeFrom(a: Args, name: string, usual: ClassValue): ClassValue {
  const value = a.value(name);
  return value.kind === 'class' ? value : value.kind === 'instance' ? value.type : usual;
}

export function makeDate(
  I: Interpreter,
  days: number,
  at: Origin,
  from: readonly Value[],
  type: ClassValue = DATE,
): Value {
  if (!(days >= FIRST_DAY && days <= LAST_DAY)) return I.fail('OverflowError', 'date value out of range', at, ...from);
  return makeInstance(I, type, new DateData(days), at, from);
}

/** The day of year, month and day arguments; raises where there is none. */
export function dayFromArgs(a: Args): number {
  const [year, month, day] = [a.int('year'), a.int('month'), a.int('day')];
  if (!isValidDate(year, month, day)) a.raise('ValueError', 'day is out of range for month');
  return daysOf(year, month, day);
}

/** A moment at midnight, for `strftime` of dates. */
function asMoment(moment: DateData | DateTimeData): DateTimeData {
  return moment instanceof DateTimeData ? moment : new DateTimeData(moment.days, 0, undefined);
}

function me(a: Args): DateData | DateTimeData {
  return momentOf(a.value('self'));
}

function formatted(a: Args, format: string): Result {
  return (
    strftime(asMoment(me(a)), format) ?? new Unknown('formats a date in a way that differs between platforms', a.at)
  );
}

/** Methods of dates that datetimes have too. */
export const DATE_METHODS: readonly NativeFunction[] = [
  native('strftime', ['self', 'format'], (_, a) => formatted(a, a.text('format'))),
  native('weekday', ['self'], (_, a) => weekday(me(a).days)),
  native('isoweekday', ['self'], (_, a) => weekday(me(a).days) + 1),
  native('toordinal', ['self'], (_, a) => me(a).days - FIRST_DAY + 1),
  native('ctime', ['self'], (_, a) => formatted(a, '%a %b %e %H:%M:%S %Y')),
  native('isocalendar', ['self'], (I, a) =>
    makeTuple(
      I,
      isoCalendar(me(a).days).map((part) => new IntValue(part, a.at, I.taint(a.used))),
      a.at,
      a.used,
    ),
  ),
  native('timetuple', ['self'], (_, a) => new Unknown('a struct_time, which is not modelled', a.at)),
];

/** Year, month and day as properties. */
export const DATE_PROPERTIES = {
  year: property((_, self) => momentOf(self).civil.year),
  month: property((_, self) => momentOf(self).civil.month),
  day: property((_, self) => momentOf(self).civil.day),
};

function compare(name: string, holds: (difference: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = dateOf(a.known('other'));
    const mine = dateOf(a.value('self'));
    if (!other || !mine) return name === '__eq__' ? false : NOT_IMPLEMENTED;
    return holds(mine.days - other.days);
  });
}

function plus(a: Args, sign: number): Value {
  const delta = deltaOf(a.known('other'));
  if (!delta) return NOT_IMPLEMENTED;
  return makeDate(a.I, me(a).days + sign * delta.days, a.at, a.used, typeFrom(a, 'self', DATE));
}

function minus(a: Args): Value {
  const other = dateOf(a.known('other'));
  return other ? makeDelta(a.I, me(a).days - other.days, 0, a.at, a.used) : plus(a, -1);
}

function replaced(a: Args): Value {
  const { year, month, day } = me(a).civil;
  const [y, m, d] = [a.intOr('year') ?? year, a.intOr('month') ?? month, a.intOr('day') ?? day];
  if (!isValidDate(y, m, d)) return a.fail('ValueError', 'day is out of range for month');
  return makeDate(a.I, daysOf(y, m, d), a.at, a.used, typeFrom(a, 'self', DATE));
}

/** The class `datetime.date`. */
export const DATE: ClassValue = defineClass('date', {
  module: 'datetime',
  construct: native('date', ['cls', 'year', 'month', 'day'], (I, a) =>
    makeDate(I, dayFromArgs(a), a.at, a.used, typeFrom(a, 'cls', DATE)),
  ).body,
  classMethods: [
    native('today', ['cls'], (_, a) => present(a.at)),
    native(
      'fromtimestamp',
      ['cls', 'timestamp'],
      (_, a) => new Unknown('depends on the time zone of the machine', a.at),
    ),
    native('fromordinal', ['cls', 'ordinal'], (I, a) =>
      makeDate(I, FIRST_DAY + a.int('ordinal') - 1, a.at, a.used, typeFrom(a, 'cls', DATE)),
    ),
    native('fromisoformat', ['cls', 'date_string'], (I, a) => {
      const parsed = parseIso(a.text('date_string'));
      if (!parsed || parsed.hasTime) return a.fail('ValueError', 'Invalid isoformat string');
      return makeDate(I, parsed.days, a.at, a.used, typeFrom(a, 'cls', DATE));
    }),
  ],
  methods: [
    ...DATE_METHODS,
    native('replace', ['self', 'year=None', 'month=None', 'day=None'], (_, a) => replaced(a)),
    native('isoformat', ['self'], (_, a) => isoDate(me(a).days)),
    native('__str__', ['self'], (_, a) => isoDate(me(a).days)),
    native('__format__', ['self', 'format'], (_, a) =>
      a.text('format') ? formatted(a, a.text('format')) : isoDate(me(a).days),
    ),
    native('__repr__', ['self'], (_, a) => {
      const { year, month, day } = me(a).civil;
      return `datetime.date(${year}, ${month}, ${day})`;
    }),
    native('__add__', ['self', 'other'], (_, a) => plus(a, 1)),
    native('__radd__', ['self', 'other'], (_, a) => plus(a, 1)),
    native('__sub__', ['self', 'other'], (_, a) => minus(a)),
    ...Object.entries(ORDERS).map(([name, holds]) => compare(name, holds)),
  ],
  attributes: DATE_PROPERTIES,
});

/** A shared date of the library itself. */
function constantDate(days: number): Instance {
  const instance = new Instance(DATE, LIBRARY, LIBRARY_HOME);
  instance.payload = new DateData(days);
  return instance;
}
DATE.attributes.set('min', constantDate(FIRST_DAY));
DATE.attributes.set('max', constantDate(LAST_DAY));
