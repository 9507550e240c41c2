// The module pendulum.

import { type Instance, IntValue, LIBRARY, type NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { DAY_SECONDS } from './calendarMath';
import { parseIso } from './dateFormat';
import { dayFromArgs, makeDate, momentOf, present } from './dates';
import { DATETIME_SIGNATURE, makeDateTime } from './dateTimes';
import { makeInstance, moduleOf, native, unknowable } from './define';
import { exceptionClass } from './exceptions';
import { carry, DateTimeData, offsetAt, TimeData, ZoneData, zoneData } from './moments';
import { moduleValue } from './os';
import { DURATION } from './pendulumDurations';
import { fromPendulumFormat } from './pendulumFormat';
import {
  asPendulum,
  PENDULUM_DATE,
  PENDULUM_DATETIME,
  PENDULUM_TIME,
  TIMEZONE,
  timezone,
  zoneGiven,
} from './pendulumTypes';
import { makeDelta } from './timedelta';
import { microsFromArgs } from './times';
import { constantZone } from './zones';

const UTC = constantZone(TIMEZONE, 'UTC', 0);

function dateTime(a: Args, days: number, micros: number, zone: Instance | undefined): Value {
  return makeDateTime(a.I, new DateTimeData(days, micros, zone), a, PENDULUM_DATETIME);
}

/** The zone of an argument, UTC where it is left out. */
function zoneOr(a: Args, name: string): Instance | undefined {
  return a.find(name) ? zoneGiven(a, name) : UTC;
}

function parse(a: Args): Value {
  const moment = parseIso(a.text('text').trim());
  if (!moment || a.keywords.size)
    return new Unknown('reads a date in a form that is not modelled', a.at, { truthy: true });
  if (moment.offset === undefined) return dateTime(a, moment.days, moment.micros, zoneOr(a, 'tz'));
  if (moment.offset === 0) return dateTime(a, moment.days, moment.micros, UTC);
  const zone = timezone(a, new IntValue(moment.offset, a.at));
  return zone.kind === 'instance' ? dateTime(a, moment.days, moment.micros, zone) : zone;
}

function fromTimestamp(a: Args): Value {
  const zone = zoneOr(a, 'tz') ?? UTC;
  const utc = carry(0, Math.round(a.number('timestamp') * 1e6));
  const offset = offsetAt(zoneData(zone) ?? new ZoneData('UTC', 0), utc.days, utc.micros);
  const local = carry(utc.days, utc.micros + offset * 1e6);
  return dateTime(a, local.days, local.micros, zone);
}

/** The distance of two times. */
function between(a: Args): Value {
  const [from, to] = [momentOf(a.known('start')), momentOf(a.known('end'))];
  const micros = (moment: typeof from) => (moment instanceof DateTimeData ? moment.micros : 0);
  return makeDelta(a.I, to.days - from.days, micros(to) - micros(from), a.at, a.used, DURATION);
}

const DURATION_FUNCTION: NativeFunction = native('duration', ['*args', '**units'], (I, a) =>
  DURATION.construct!(I, { ...a.call, args: [DURATION, ...a.call.args] }),
);

const FUNCTIONS = [
  native('datetime', [...DATETIME_SIGNATURE, 'tz?', 'fold=1', '**options'], (_, a) =>
    dateTime(a, dayFromArgs(a), microsFromArgs(a), zoneOr(a, 'tz')),
  ),
  native('naive', DATETIME_SIGNATURE, (_, a) => dateTime(a, dayFromArgs(a), microsFromArgs(a), undefined)),
  native('date', ['year', 'month', 'day'], (I, a) => makeDate(I, dayFromArgs(a), a.at, a.used, PENDULUM_DATE)),
  native('time', ['hour', 'minute=0', 'second=0', 'microsecond=0'], (I, a) =>
    makeInstance(I, PENDULUM_TIME, new TimeData(microsFromArgs(a), undefined), a.at, a.used),
  ),
  ...['now', 'today', 'tomorrow', 'yesterday'].map((name) => native(name, ['tz=None'], (_, a) => present(a.at))),
  native('parse', ['text', 'tz?', '**options'], (_, a) => parse(a)),
  native('from_format', ['string', 'fmt', 'tz?', 'locale=None'], (_, a) => {
    const moment = fromPendulumFormat(a.text('string'), a.text('fmt'));
    if (!moment) return new Unknown('reads a date in a form that is not modelled', a.at, { truthy: true });
    return dateTime(a, moment.days, moment.micros, zoneOr(a, 'tz'));
  }),
  native('from_timestamp', ['timestamp', 'tz?'], (_, a) => fromTimestamp(a)),
  native('instance', ['obj', 'tz?'], (_, a) => asPendulum(a, a.value('obj'), zoneOr(a, 'tz'))),
  native('timezone', ['name'], (_, a) => timezone(a, a.value('name'))),
  DURATION_FUNCTION,
  native('interval', ['start', 'end', 'absolute=False'], (_, a) => between(a)),
  native('period', ['start', 'end', 'absolute=False'], (_, a) => between(a)),
  ...['local', 'local_timezone', 'test_local_timezone'].map((name) =>
    unknowable(name, 'depends on the time zone of the machine'),
  ),
  ...['set_locale', 'week_starts_at', 'week_ends_at', 'set_local_timezone'].map((name) =>
    native(name, ['*args'], () => undefined),
  ),
];

const CONSTANTS = {
  DAYS_PER_WEEK: 7,
  HOURS_PER_DAY: 24,
  MINUTES_PER_HOUR: 60,
  MONTHS_PER_YEAR: 12,
  SECONDS_PER_DAY: DAY_SECONDS,
  SECONDS_PER_HOUR: 3600,
  SECONDS_PER_MINUTE: 60,
};
const WEEKDAYS = 'MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY'.split(' ');

export const PENDULUM_TZ_MODULE = moduleOf(
  [
    TIMEZONE,
    native('timezone', ['name'], (_, a) => timezone(a, a.value('name'))),
    unknowable('local_timezone', 'depends on the time zone of the machine'),
  ],
  { UTC },
);

export const PENDULUM_MODULE = moduleOf(
  [
    PENDULUM_DATETIME,
    PENDULUM_DATE,
    PENDULUM_TIME,
    DURATION,
    TIMEZONE,
    ...FUNCTIONS,
    exceptionClass('ParserError', 'pendulum', 'ValueError'),
  ],
  {
    UTC,
    tz: moduleValue('pendulum.tz', PENDULUM_TZ_MODULE),
    ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, new IntValue(value, LIBRARY)])),
    ...Object.fromEntries(
      WEEKDAYS.map((name) => [name, new Unknown('the numbers of weekdays differ between pendulum versions', LIBRARY)]),
    ),
  },
);

/** Classes that pendulum has in modules of their own. */
export const PENDULUM_PARTS: Readonly<Record<string, ReadonlyMap<string, Value>>> = {
  'pendulum.datetime': moduleOf([PENDULUM_DATETIME]),
  'pendulum.date': moduleOf([PENDULUM_DATE]),
  'pendulum.duration': moduleOf([DURATION]),
  'pendulum.tz.timezone': moduleOf([TIMEZONE], { UTC }),
};
