// `datetime.datetime`.

import type { Interpreter } from '../interpreter';
import { type ClassValue, Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { DAY_MICROS, DAY_SECONDS, daysOf, FIRST_DAY, isValidDate, LAST_DAY } from './calendarMath';
import { clockOf, isoDate, isoTime, parseIso, strftime, strptime } from './dateFormat';
import {
  DATE,
  DATE_METHODS,
  DATE_PROPERTIES,
  dateTimeOf,
  dayFromArgs,
  makeDate,
  momentOf,
  present,
  typeFrom,
} from './dates';
import { defineClass, makeFloat, makeInstance, native, property } from './define';
import { carry, DateTimeData, instantOf, inZone, offsetAt, offsetOf, offsetText, ZoneData, zoneData } from './moments';
import { NOT_IMPLEMENTED } from './notImplemented';
import { pythonRepr } from './repr';
import { deltaOf, makeDelta, ORDERS } from './timedelta';
import { makeTime, microsFromArgs, timeOf, zoneArgument } from './times';
import { TIMEZONE, UTC } from './zones';

/** The moment `self` is. */
export function selfMoment(a: Args): DateTimeData {
  const moment = dateTimeOf(a.value('self'));
  if (!moment) throw new NotKnown(new Unknown('a time that is not known', a.at));
  return moment;
}

/** A datetime; raises where it lies beyond what Python knows. */
export function makeDateTime(I: Interpreter, moment: DateTimeData, a: Args, type: ClassValue = DATETIME): Value {
  if (!(moment.days >= FIRST_DAY && moment.days <= LAST_DAY)) return a.fail('OverflowError', 'date value out of range');
  if (moment.zone && !zoneData(moment.zone)) return new Unknown('a time zone of an own class', a.at, { truthy: true });
  return makeInstance(I, type, moment, a.at, a.used);
}

/** The parameters of `datetime(…)`. */
export const DATETIME_SIGNATURE = ['year', 'month', 'day', 'hour=0', 'minute=0', 'second=0', 'microsecond=0'];

/** The same moment with other fields, as `replace` does. */
export function replaceFields(a: Args, moment: DateTimeData): DateTimeData {
  const { year, month, day } = moment.civil;
  const [h, m, s, us] = clockOf(moment.micros);
  const date = [a.intOr('year') ?? year, a.intOr('month') ?? month, a.intOr('day') ?? day] as const;
  if (!isValidDate(...date)) a.raise('ValueError', 'day is out of range for month');
  const clock = [a.intOr('hour') ?? h, a.intOr('minute') ?? m, a.intOr('second') ?? s] as const;
  const micros = ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1e6 + (a.intOr('microsecond') ?? us);
  if (!(micros >= 0 && micros < DAY_MICROS)) a.raise('ValueError', 'hour must be in 0..23');
  const zone = a.find('tzinfo') ? zoneArgument(a, 'tzinfo') : moment.zone;
  return new DateTimeData(daysOf(...date), micros, zone, a.intOr('fold') ?? moment.fold);
}

/** What `replace` takes. */
export const REPLACE_SIGNATURE = [
  'self',
  ...'year month day hour minute second microsecond'.split(' ').map((name) => `${name}=None`),
  'tzinfo?',
  'fold=None',
];

/** The ISO text; undefined where the offset is not known. */
export function isoText(moment: DateTimeData, separator: string, precision = 'auto'): string | undefined {
  const time = isoTime(moment.micros, precision);
  if (time === undefined) return undefined;
  const offset = moment.zone ? offsetOf(moment) : undefined;
  return `${isoDate(moment.days)}${separator}${time}${offset === undefined ? '' : offsetText(offset)}`;
}

function result(a: Args, moment: DateTimeData): Value {
  return makeDateTime(a.I, moment, a, typeFrom(a, 'self', DATETIME));
}

function plus(a: Args, sign: number): Value {
  const delta = deltaOf(a.known('other'));
  if (!delta) return NOT_IMPLEMENTED;
  const { days, micros, zone } = selfMoment(a);
  const sum = carry(days + sign * delta.days, micros + sign * delta.micros);
  return result(a, new DateTimeData(sum.days, sum.micros, zone));
}

function minus(a: Args): Value {
  const other = dateTimeOf(a.known('other'));
  if (!other) return plus(a, -1);
  const difference = distance(a, selfMoment(a), other);
  if (!difference) return a.fail('TypeError', "can't subtract offset-naive and offset-aware datetimes");
  return makeDelta(a.I, difference.days, difference.micros, a.at, a.used);
}

/** `left - right`; undefined where only one of them has a time zone. */
function distance(a: Args, left: DateTimeData, right: DateTimeData): { days: number; micros: number } | undefined {
  if (!left.zone !== !right.zone) return undefined;
  const same = !left.zone || zoneData(left.zone)?.key === zoneData(right.zone)?.key;
  const [from, to] = same ? [left, right] : [instantOf(left), instantOf(right)];
  if (!from || !to) throw new NotKnown(new Unknown('the offset of a time zone is not known', a.at));
  return { days: from.days - to.days, micros: from.micros - to.micros };
}

function compare(name: string, holds: (difference: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = dateTimeOf(a.known('other'));
    if (!other) return name === '__eq__' ? false : NOT_IMPLEMENTED;
    const difference = distance(a, selfMoment(a), other);
    if (difference) return holds(difference.days * DAY_MICROS + difference.micros);
    return name === '__eq__' ? false : a.fail('TypeError', "can't compare offset-naive and offset-aware datetimes");
  });
}

function repr(a: Args): string {
  const moment = selfMoment(a);
  const { year, month, day } = moment.civil;
  const [h, m, s, us] = clockOf(moment.micros);
  const clock = us ? [h, m, s, us] : s ? [h, m, s] : [h, m];
  const zone = moment.zone ? `, tzinfo=${pythonRepr(a.I, moment.zone) ?? '?'}` : '';
  return `datetime.datetime(${[year, month, day, ...clock].join(', ')}${moment.fold ? ', fold=1' : ''}${zone})`;
}

function formatted(a: Args, format: string): Value | string {
  return strftime(selfMoment(a), format) ?? new Unknown('formats a time in a way that differs between platforms', a.at);
}

function iso(a: Args, separator: string, precision?: string): Value | string {
  return isoText(selfMoment(a), separator, precision) ?? new Unknown('the offset of the time zone is not known', a.at);
}

function fromEpoch(a: Args, zone: Instance | undefined): Value {
  if (!zone) return new Unknown('depends on the time zone of the machine', a.at, { truthy: true });
  const data = zoneData(zone);
  const utc = carry(0, Math.round(a.number('timestamp') * 1e6));
  if (!data) return new Unknown('a time zone of an own class', a.at, { truthy: true });
  const local = carry(utc.days, utc.micros + offsetAt(data, utc.days, utc.micros) * 1e6);
  return makeDateTime(a.I, new DateTimeData(local.days, local.micros, zone), a, typeFrom(a, 'cls', DATETIME));
}

/** A fixed offset as a time zone, UTC for none. */
export function fixedZone(seconds: number): Instance {
  if (seconds === 0) return UTC;
  const zone = new Instance(TIMEZONE, LIBRARY, LIBRARY_HOME);
  zone.payload = new ZoneData(`UTC${offsetText(seconds)}`, seconds);
  return zone;
}

function parsed(a: Args, moment: { days: number; micros: number; offset: number | undefined }): Value {
  const zone = moment.offset === undefined ? undefined : fixedZone(moment.offset);
  return makeDateTime(a.I, new DateTimeData(moment.days, moment.micros, zone), a, typeFrom(a, 'cls', DATETIME));
}

const CLASS_METHODS: readonly NativeFunction[] = [
  ...['now', 'utcnow', 'today'].map((name) => native(name, ['cls', 'tz=None'], (_, a) => present(a.at))),
  native('fromtimestamp', ['cls', 'timestamp', 'tz=None'], (_, a) => fromEpoch(a, zoneArgument(a, 'tz'))),
  native('utcfromtimestamp', ['cls', 'timestamp'], (_, a) => {
    const { days, micros } = carry(0, Math.round(a.number('timestamp') * 1e6));
    return makeDateTime(a.I, new DateTimeData(days, micros, undefined), a, typeFrom(a, 'cls', DATETIME));
  }),
  native('fromordinal', ['cls', 'ordinal'], (I, a) =>
    makeDateTime(I, new DateTimeData(FIRST_DAY + a.int('ordinal') - 1, 0, undefined), a),
  ),
  native('combine', ['cls', 'date', 'time', 'tzinfo?'], (I, a) => {
    const time = timeOf(a.known('time'));
    const zone = a.find('tzinfo') ? zoneArgument(a, 'tzinfo') : time.zone;
    return makeDateTime(
      I,
      new DateTimeData(momentOf(a.known('date')).days, time.micros, zone),
      a,
      typeFrom(a, 'cls', DATETIME),
    );
  }),
  native('strptime', ['cls', 'date_string', 'format'], (_, a) => {
    const moment = strptime(a.text('date_string'), a.text('format'));
    if (moment === 'bad') return a.fail('ValueError', 'time data does not match format');
    return moment
      ? parsed(a, moment)
      : new Unknown('reads a time in a way that is not modelled', a.at, { truthy: true });
  }),
  native('fromisoformat', ['cls', 'date_string'], (_, a) => {
    const moment = parseIso(a.text('date_string'));
    return moment ? parsed(a, moment) : a.fail('ValueError', 'Invalid isoformat string');
  }),
];

const METHODS: readonly NativeFunction[] = [
  ...DATE_METHODS,
  native('date', ['self'], (I, a) => makeDate(I, selfMoment(a).days, a.at, a.used)),
  native('time', ['self'], (I, a) => makeTime(I, selfMoment(a).micros, undefined, a)),
  native('timetz', ['self'], (I, a) => makeTime(I, selfMoment(a).micros, selfMoment(a).zone, a)),
  native('replace', REPLACE_SIGNATURE, (_, a) => result(a, replaceFields(a, selfMoment(a)))),
  native('isoformat', ['self', "sep='T'", "timespec='auto'"], (_, a) => iso(a, a.text('sep'), a.text('timespec'))),
  native('astimezone', ['self', 'tz=None'], (_, a) => {
    const target = zoneArgument(a, 'tz');
    const moment = target && inZone(selfMoment(a), target);
    return moment ? result(a, moment) : new Unknown('depends on the time zone of the machine', a.at, { truthy: true });
  }),
  native('utcoffset', ['self'], (I, a) => {
    const offset = offsetOf(selfMoment(a));
    return offset === undefined ? undefined : makeDelta(I, 0, offset * 1e6, a.at, a.used);
  }),
  native('tzname', ['self'], (_, a) => (selfMoment(a).zone ? formatted(a, '%Z') : undefined)),
  native('timestamp', ['self'], (I, a) => {
    const utc = instantOf(selfMoment(a));
    if (!utc) return new Unknown('depends on the time zone of the machine', a.at, { truthy: true });
    return makeFloat(I, utc.days * DAY_SECONDS + utc.micros / 1e6, a.at, a.used);
  }),
  native('__str__', ['self'], (_, a) => iso(a, ' ')),
  native('__format__', ['self', 'format'], (_, a) => (a.text('format') ? formatted(a, a.text('format')) : iso(a, ' '))),
  native('__repr__', ['self'], (_, a) => repr(a)),
  native('__add__', ['self', 'other'], (_, a) => plus(a, 1)),
  native('__radd__', ['self', 'other'], (_, a) => plus(a, 1)),
  native('__sub__', ['self', 'other'], (_, a) => minus(a)),
  ...Object.entries(ORDERS).map(([name, holds]) => compare(name, holds)),
];

function clockPart(index: number) {
  return property((_, self) => clockOf((momentOf(self) as DateTimeData).micros)[index]);
}

/** The class `datetime.datetime`. */
export const DATETIME: ClassValue = defineClass('datetime', {
  module: 'datetime',
  bases: [DATE],
  construct: native('datetime', ['cls', ...DATETIME_SIGNATURE, 'tzinfo=None', 'fold=0'], (I, a) => {
    const moment = new DateTimeData(dayFromArgs(a), microsFromArgs(a), zoneArgument(a, 'tzinfo'), a.int('fold'));
    return makeDateTime(I, moment, a, typeFrom(a, 'cls', DATETIME));
  }).body,
  classMethods: CLASS_METHODS,
  methods: METHODS,
  attributes: {
    ...DATE_PROPERTIES,
    hour: clockPart(0),
    minute: clockPart(1),
    second: clockPart(2),
    microsecond: clockPart(3),
    tzinfo: property((_, self) => (momentOf(self) as DateTimeData).zone),
    fold: property((_, self) => (momentOf(self) as DateTimeData).fold),
  },
});

function constantDateTime(days: number, micros: number): Instance {
  const instance = new Instance(DATETIME, LIBRARY, LIBRARY_HOME);
  instance.payload = new DateTimeData(days, micros, undefined);
  return instance;
}
DATETIME.attributes.set('min', constantDateTime(FIRST_DAY, 0));
DATETIME.attributes.set('max', constantDateTime(LAST_DAY, DAY_MICROS - 1));
