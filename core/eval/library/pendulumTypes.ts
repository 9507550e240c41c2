// The classes of pendulum: DateTime, Date, Time, Duration, Timezone (as of pendulum 3).

import { assume } from '../assumed';
import { type ClassValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { civilOf, DAY_MICROS, dayOfYear, daysInMonth, daysOf, weekday } from './calendarMath';
import { clockOf, isoDate, isoTime, strftime } from './dateFormat';
import { DATE, dayFromArgs, makeDate, momentOf, typeFrom } from './dates';
import {
  DATETIME,
  DATETIME_SIGNATURE,
  isoText,
  makeDateTime,
  REPLACE_SIGNATURE,
  replaceFields,
  selfMoment,
} from './dateTimes';
import { defineClass, makeInstance, native, property } from './define';
import { DateData, DateTimeData, DeltaData, instantOf, inZone, ZoneData, zoneData, zoneName } from './moments';
import { DurationData, fallback, INTERVAL } from './pendulumDurations';
import { pendulumFormat } from './pendulumFormat';
import { pythonRepr, strRepr } from './repr';
import { addMonths, type Shift, shiftMoment } from './shifting';
import { deltaOf, makeDelta } from './timedelta';
import { microsFromArgs, TIME, timeOf, zoneArgument } from './times';
import { isZoneName, noSuchZone, TZINFO, ZONE_METHODS } from './zones';

export const TIMEZONE: ClassValue = defineClass('Timezone', {
  module: 'pendulum.tz.timezone',
  bases: [TZINFO],
  construct: native('Timezone', ['cls', 'key'], (_, a) => timezone(a, a.value('key'))).body,
  methods: [
    ...ZONE_METHODS,
    native('__repr__', ['self'], (_, a) => {
      const zone = zoneData(a.value('self'))!;
      return zone.fixed === undefined || zone.name === 'UTC'
        ? `Timezone(${strRepr(zone.name)})`
        : `FixedTimezone(${zone.fixed}, name="${zone.name}")`;
    }),
    native('convert', ['self', 'dt', '**options'], (_, a) => moved(a, a.value('dt'), a.value('self'))),
  ],
  attributes: { name: property((_, me) => zoneName(me)), key: property((_, me) => zoneName(me)) },
});

/** `pendulum.timezone(name)`; a number is an offset in seconds. */
export function timezone(a: Args, given: Value): Value {
  const value = a.read(given);
  if (value.kind === 'instance' && zoneData(value)) return value;
  if (value.kind === 'int')
    return makeInstance(a.I, TIMEZONE, new ZoneData(fixedName(value.value), value.value), a.at, a.used);
  if (value.kind !== 'str') return a.fail('TypeError', 'timezone() needs a name or an offset');
  if (!isZoneName(value.value)) return noSuchZone(a, given, 'ValueError');
  const isUtc = /^utc$/i.test(value.value);
  return makeInstance(a.I, TIMEZONE, new ZoneData(isUtc ? 'UTC' : value.value, isUtc ? 0 : undefined), a.at, a.used);
}

function fixedName(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(size / 3600)}:${two((size / 60) % 60)}`;
}

function moved(a: Args, value: Value, target: Value): Value {
  const moment = momentOf(a.read(value));
  const zone = timezone(a, target);
  if (!(moment instanceof DateTimeData) || zone.kind !== 'instance') return zone;
  const there = inZone(moment, zone);
  return there
    ? makeDateTime(a.I, there, a, PENDULUM_DATETIME)
    : new Unknown('depends on the time zone of the machine', a.at);
}

const UNITS = 'years months weeks days hours minutes seconds microseconds'.split(' ').map((name) => `${name}=0`);

/** The units of `add(…)` and `subtract(…)`. */
function shiftFromArgs(a: Args): Shift {
  const clock =
    (a.number('hours') * 3600 + a.number('minutes') * 60 + a.number('seconds')) * 1e6 + a.number('microseconds');
  return {
    months: a.int('years') * 12 + a.int('months'),
    days: a.number('weeks') * 7 + a.number('days'),
    micros: clock,
  };
}

function negative({ months, days, micros }: Shift): Shift {
  return { months: -months, days: -days, micros: -micros };
}

/** What a timedelta or duration adds. */
function shiftOf(delta: DeltaData): Shift {
  if (delta instanceof DurationData) return { months: delta.months, days: delta.rest.days, micros: delta.rest.micros };
  return { months: 0, days: delta.days, micros: delta.micros };
}

function result(a: Args, moment: DateTimeData): Value {
  return makeDateTime(a.I, moment, a, PENDULUM_DATETIME);
}

function plus(a: Args, sign: number): Value | undefined {
  const delta = deltaOf(a.known('other'));
  if (!delta) return undefined;
  const shift = shiftOf(delta);
  return result(a, shiftMoment(selfMoment(a), sign > 0 ? shift : negative(shift)));
}

/** The first day of the unit that a day lies in. */
function startDay(days: number, unit: string): number | undefined {
  const { year, month } = civilOf(days);
  switch (unit) {
    case 'week':
      return days - weekday(days);
    case 'month':
      return daysOf(year, month, 1);
    case 'quarter':
      return daysOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1);
    case 'year':
      return daysOf(year, 1, 1);
    case 'decade':
      return daysOf(year - (year % 10), 1, 1);
    default:
      return unit === 'day' ? days : undefined;
  }
}

const LENGTHS: Readonly<Record<string, (days: number) => number>> = {
  day: (days) => days + 1,
  week: (days) => days + 7,
  month: (days) => addMonths(days, 1),
  quarter: (days) => addMonths(days, 3),
  year: (days) => addMonths(days, 12),
  decade: (days) => addMonths(days, 120),
};
const CLOCK_UNITS: Readonly<Record<string, number>> = { hour: 3.6e9, minute: 6e7, second: 1e6 };

function startOf(a: Args): Value {
  const { days, micros, zone } = selfMoment(a);
  const unit = a.text('unit');
  const size = CLOCK_UNITS[unit];
  if (size) return result(a, new DateTimeData(days, Math.floor(micros / size) * size, zone));
  const day = startDay(days, unit);
  return day === undefined
    ? a.fail('ValueError', `Invalid unit "${unit}" for start_of()`)
    : result(a, new DateTimeData(day, 0, zone));
}

function endOf(a: Args): Value {
  const { days, micros, zone } = selfMoment(a);
  const unit = a.text('unit');
  const size = CLOCK_UNITS[unit];
  if (size) return result(a, new DateTimeData(days, Math.floor(micros / size) * size + size - 1, zone));
  const day = startDay(days, unit);
  if (day === undefined) return a.fail('ValueError', `Invalid unit "${unit}" for end_of()`);
  return result(a, new DateTimeData(LENGTHS[unit]!(day) - 1, DAY_MICROS - 1, zone));
}

function repr(a: Args): string {
  const moment = selfMoment(a);
  const { year, month, day } = moment.civil;
  const [h, m, s, us] = clockOf(moment.micros);
  const zone = moment.zone ? `, tzinfo=${pythonRepr(a.I, moment.zone) ?? '?'}` : '';
  return `DateTime(${[year, month, day, h, m, s, ...(us ? [us] : [])].join(', ')}${zone})`;
}

/** Differs between pendulum 2 (`T`) and 3 (a space). */
function text(a: Args): Value {
  const iso = isoText(selfMoment(a), ' ');
  if (iso === undefined) return new Unknown('the offset of the time zone is not known', a.at);
  return assume(a.I.str(iso, a.at, ...a.used), 'how pendulum 3 writes times');
}

function shown(name: string, format: string): NativeFunction {
  return native(name, ['self'], (_, a) => strftime(selfMoment(a), format) ?? new Unknown('the text of a time', a.at));
}

function onDay(name: string, pick: (days: number, wanted: number) => number): NativeFunction {
  return native(name, ['self', 'day_of_week=None', 'keep_time=False'], (_, a) => {
    const moment = selfMoment(a);
    const given = a.some('day_of_week');
    if (!given) return result(a, new DateTimeData(pick(moment.days, weekday(moment.days)), 0, moment.zone));
    throw new NotKnown(new Unknown('the numbers of weekdays differ between pendulum versions', a.at));
  });
}

const METHODS: readonly NativeFunction[] = [
  native('add', ['self', ...UNITS], (_, a) => result(a, shiftMoment(selfMoment(a), shiftFromArgs(a)))),
  native('subtract', ['self', ...UNITS], (_, a) => result(a, shiftMoment(selfMoment(a), negative(shiftFromArgs(a))))),
  ...['__add__', '__radd__'].map((name) =>
    native(name, ['self', 'other'], (I, a) => plus(a, 1) ?? fallback(DATETIME, name).body(I, a.call)),
  ),
  native(
    '__sub__',
    ['self', 'other'],
    (I, a) => plus(a, -1) ?? interval(fallback(DATETIME, '__sub__').body(I, a.call), a),
  ),
  native('diff', ['self', 'dt', 'abs=True'], (I, a) => {
    const difference = deltaOf(
      fallback(DATETIME, '__sub__').body(I, { ...a.call, args: [a.value('self'), a.value('dt')] }),
    );
    if (!difference) throw new NotKnown(new Unknown('a difference that is not known', a.at));
    const { days, micros } = difference;
    const size = days < 0 ? makeDelta(I, -days, -micros, a.at, a.used) : makeDelta(I, days, micros, a.at, a.used);
    return interval(size, a);
  }),
  native('naive', ['self'], (_, a) => result(a, new DateTimeData(selfMoment(a).days, selfMoment(a).micros, undefined))),
  ...['in_timezone', 'in_tz', 'astimezone'].map((name) =>
    native(name, ['self', 'tz'], (_, a) => moved(a, a.value('self'), a.value('tz'))),
  ),
  native('set', ['self', ...REPLACE_SIGNATURE.slice(1), 'tz?'], (_, a) => replaced(a)),
  native('replace', REPLACE_SIGNATURE, (_, a) => result(a, replaceFields(a, selfMoment(a)))),
  native('at', ['self', 'hour', 'minute=0', 'second=0', 'microsecond=0'], (_, a) =>
    result(a, new DateTimeData(selfMoment(a).days, microsFromArgs(a), selfMoment(a).zone)),
  ),
  native('on', ['self', 'year', 'month', 'day'], (_, a) =>
    result(a, new DateTimeData(dayFromArgs(a), selfMoment(a).micros, selfMoment(a).zone)),
  ),
  native('start_of', ['self', 'unit'], (_, a) => startOf(a)),
  native('end_of', ['self', 'unit'], (_, a) => endOf(a)),
  native('date', ['self'], (I, a) => makeDate(I, selfMoment(a).days, a.at, a.used, PENDULUM_DATE)),
  native(
    'format',
    ['self', 'fmt', 'locale=None'],
    (_, a) => pendulumFormat(selfMoment(a), a.text('fmt')) ?? new Unknown('a format that is not modelled', a.at),
  ),
  shown('to_date_string', '%Y-%m-%d'),
  shown('to_time_string', '%H:%M:%S'),
  shown('to_datetime_string', '%Y-%m-%d %H:%M:%S'),
  native(
    'to_iso8601_string',
    ['self'],
    (_, a) => isoText(selfMoment(a), 'T')?.replace(/\+00:00$/, 'Z') ?? new Unknown('the text of a time', a.at),
  ),
  onDay('next', (days) => days + 7),
  onDay('previous', (days) => days - 7),
  native('__str__', ['self'], (_, a) => text(a)),
  native('__format__', ['self', 'format'], (_, a) => {
    const format = a.text('format');
    if (!format) return text(a);
    return (
      (format.includes('%') ? strftime : pendulumFormat)(selfMoment(a), format) ??
      new Unknown('a format that is not modelled', a.at)
    );
  }),
  native('__repr__', ['self'], (_, a) => repr(a)),
];

function replaced(a: Args): Value {
  const moment = replaceFields(a, selfMoment(a));
  const given = a.find('tz');
  const zone = given && timezone(a, given);
  return result(a, zone?.kind === 'instance' ? new DateTimeData(moment.days, moment.micros, zone) : moment);
}

/** The difference of two times: a Duration with fixed ends, which the code rarely asks for. */
function interval(value: Value, a: Args): Value {
  const delta = deltaOf(value);
  return delta ? makeInstance(a.I, INTERVAL, new DeltaData(delta.days, delta.micros), a.at, a.used) : value;
}

/** A `DateTime` in a zone given as name, offset or object; None: no zone. */
export function zoneGiven(a: Args, name: string): ReturnType<typeof zoneArgument> {
  const given = a.find(name);
  if (!given || given.kind === 'none') return undefined;
  const zone = timezone(a, given);
  if (zone.kind !== 'instance')
    throw new NotKnown(zone.kind === 'unknown' ? zone : new Unknown('a time zone that is not known', a.at));
  return zone;
}

const dayNumber = property((_, me) => dayOfYear(momentOf(me).days));

export const PENDULUM_DATETIME: ClassValue = defineClass('DateTime', {
  module: 'pendulum.datetime',
  bases: [DATETIME],
  construct: native('DateTime', ['cls', ...DATETIME_SIGNATURE, 'tzinfo=None', 'fold=0'], (_, a) =>
    result(a, new DateTimeData(dayFromArgs(a), microsFromArgs(a), zoneArgument(a, 'tzinfo'))),
  ).body,
  methods: METHODS,
  attributes: {
    timezone: property((_, me) => (momentOf(me) as DateTimeData).zone),
    tz: property((_, me) => (momentOf(me) as DateTimeData).zone),
    timezone_name: property((_, me) => zoneName((momentOf(me) as DateTimeData).zone)),
    int_timestamp: property((_, me, at) => {
      const utc = instantOf(momentOf(me) as DateTimeData);
      return utc
        ? utc.days * 86_400 + Math.floor(utc.micros / 1e6)
        : new Unknown('depends on the time zone of the machine', at);
    }),
    day_of_year: dayNumber,
    days_in_month: property((_, me) => daysInMonth(momentOf(me).civil.year, momentOf(me).civil.month)),
    quarter: property((_, me) => Math.ceil(momentOf(me).civil.month / 3)),
    day_of_week: property((_, __, at) => new Unknown('the numbers of weekdays differ between pendulum versions', at)),
  },
});

function dateMoved(a: Args, shift: Shift): Value {
  const { days } = momentOf(a.value('self'));
  return makeDate(a.I, addMonths(days, shift.months) + shift.days, a.at, a.used, PENDULUM_DATE);
}

export const PENDULUM_DATE: ClassValue = defineClass('Date', {
  module: 'pendulum.date',
  bases: [DATE],
  construct: native('Date', ['cls', 'year', 'month', 'day'], (I, a) =>
    makeDate(I, dayFromArgs(a), a.at, a.used, typeFrom(a, 'cls', DATE)),
  ).body,
  methods: [
    native('add', ['self', ...UNITS], (_, a) => dateMoved(a, shiftFromArgs(a))),
    native('subtract', ['self', ...UNITS], (_, a) => dateMoved(a, negative(shiftFromArgs(a)))),
    native('to_date_string', ['self'], (_, a) => isoDate(momentOf(a.value('self')).days)),
    native('format', ['self', 'fmt', 'locale=None'], (_, a) => {
      const moment = new DateTimeData(momentOf(a.value('self')).days, 0, undefined);
      return pendulumFormat(moment, a.text('fmt')) ?? new Unknown('a format that is not modelled', a.at);
    }),
    native('__repr__', ['self'], (_, a) => {
      const { year, month, day } = momentOf(a.value('self')).civil;
      return `Date(${year}, ${month}, ${day})`;
    }),
  ],
  attributes: { day_of_year: dayNumber },
});

export const PENDULUM_TIME: ClassValue = defineClass('Time', {
  module: 'pendulum.time',
  bases: [TIME],
  methods: [
    native('__repr__', ['self'], (_, a) => {
      const [h, m, s, us] = clockOf(timeOf(a.value('self')).micros);
      return `Time(${[h, m, s, ...(us ? [us] : [])].join(', ')})`;
    }),
    native('to_time_string', ['self'], (_, a) => isoTime(timeOf(a.value('self')).micros, 'seconds')),
  ],
});

/** A date of the standard library as pendulum's own kind. */
export function asPendulum(a: Args, value: Value, zone: ReturnType<typeof zoneArgument>): Value {
  const moment = momentOf(a.read(value));
  if (moment instanceof DateData) return makeDate(a.I, moment.days, a.at, a.used, PENDULUM_DATE);
  return result(a, moment.zone ? moment : new DateTimeData(moment.days, moment.micros, zone));
}
