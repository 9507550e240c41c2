// `dateutil.relativedelta`.

import { type ClassValue, Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { civilOf, DAY_MICROS, daysInMonth, daysOf, weekday } from './calendarMath';
import { clockOf } from './dateFormat';
import { dateOf, dateTimeOf, makeDate, momentOf } from './dates';
import { makeDateTime } from './dateTimes';
import { defineClass, makeInstance, moduleOf, native, property } from './define';
import { carry, DateData, DateTimeData } from './moments';
import { NOT_IMPLEMENTED } from './notImplemented';
import { addMonths } from './shifting';
import { deltaOf } from './timedelta';

const RELATIVE = ['years', 'months', 'days', 'leapdays', 'hours', 'minutes', 'seconds', 'microseconds'] as const;
const ABSOLUTE = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;
type Relative = (typeof RELATIVE)[number];
type Absolute = (typeof ABSOLUTE)[number];

/** `MO(-1)`: the last Monday. */
class WeekdayData {
  constructor(
    readonly day: number,
    readonly nth: number | undefined,
  ) {}
  get key(): string {
    return `weekday ${this.day} ${this.nth ?? ''}`;
  }
  get text(): string {
    return DAY_NAMES[this.day]! + (this.nth ? `(${this.nth > 0 ? '+' : ''}${this.nth})` : '');
  }
}

/** What a `relativedelta` holds: steps (`by`), and parts that it sets (`at`, `weekday`). */
export class RelativeData {
  constructor(
    readonly by: Readonly<Record<Relative, number>>,
    readonly at: Readonly<Partial<Record<Absolute, number>>>,
    readonly weekday: WeekdayData | undefined,
  ) {}
  get key(): string {
    return `relativedelta ${JSON.stringify([this.by, this.at, this.weekday?.key])}`;
  }
}

/** Carries 60 seconds to a minute and so on; 12 months to a year; days stay days. */
function normal(by: Readonly<Record<Relative, number>>): Record<Relative, number> {
  const result = { ...by };
  const up = (from: Relative, to: Relative, size: number) => {
    const whole = Math.trunc(result[from] / size);
    result[from] -= whole * size;
    result[to] += whole;
  };
  up('microseconds', 'seconds', 1e6);
  up('seconds', 'minutes', 60);
  up('minutes', 'hours', 60);
  up('hours', 'days', 24);
  up('months', 'years', 12);
  return result;
}

const ZERO: Readonly<Record<Relative, number>> = {
  years: 0,
  months: 0,
  days: 0,
  leapdays: 0,
  hours: 0,
  minutes: 0,
  seconds: 0,
  microseconds: 0,
};

function build(a: Args): RelativeData {
  const [first, second] = [a.some('dt1'), a.some('dt2')];
  if (first && second) return difference(momentOf(a.read(first)), momentOf(a.read(second)));
  const by = { ...ZERO };
  for (const name of RELATIVE) by[name] = a.number(name);
  by.days += a.number('weeks') * 7;
  const at = Object.fromEntries(ABSOLUTE.filter((name) => a.some(name)).map((name) => [name, a.int(name)]));
  return new RelativeData(normal(by), at, weekdayOf(a));
}

function weekdayOf(a: Args): WeekdayData | undefined {
  const given = a.some('weekday');
  const value = given && a.read(given);
  if (value?.kind === 'int') return new WeekdayData(value.value, undefined);
  return value?.kind === 'instance' && value.payload instanceof WeekdayData ? value.payload : undefined;
}

function asMoment(moment: DateData | DateTimeData): DateTimeData {
  return moment instanceof DateTimeData ? moment : new DateTimeData(moment.days, 0, undefined);
}

/** Whole months, then the rest in days and time. */
function difference(left: DateData | DateTimeData, right: DateData | DateTimeData): RelativeData {
  const [to, from] = [asMoment(left), asMoment(right)];
  const [a, b] = [to.civil, from.civil];
  let months = (a.year - b.year) * 12 + a.month - b.month;
  const gap = () => {
    const base = addMonths(from.days, months);
    return { days: to.days - base, micros: to.micros - from.micros };
  };
  const later = to.days - from.days || to.micros - from.micros;
  const overshoots = ({ days, micros }: { days: number; micros: number }) => (days || micros) * later < 0;
  if (overshoots(gap())) months += later > 0 ? -1 : 1;
  const { days, micros } = gap();
  const total = days * DAY_MICROS + micros;
  const whole = Math.trunc(total / DAY_MICROS);
  return new RelativeData(
    normal({ ...ZERO, months, days: whole, microseconds: total - whole * DAY_MICROS }),
    {},
    undefined,
  );
}

function dataOf(value: Value): RelativeData {
  if (value.kind === 'instance' && value.payload instanceof RelativeData) return value.payload;
  throw new NotKnown(new Unknown('a relativedelta that is not known', value.at));
}

function self(a: Args): RelativeData {
  return dataOf(a.value('self'));
}

function make(a: Args, data: RelativeData): Value {
  return makeInstance(a.I, RELATIVEDELTA, data, a.at, a.used);
}

/** A date moved by `sign` times this. */
function applied(a: Args, data: RelativeData, target: Value, sign: number): Value {
  const moment = dateOf(target) ?? dateTimeOf(target);
  if (!moment || target.kind !== 'instance') return NOT_IMPLEMENTED;
  const from = asMoment(moment);
  const { by, at } = data;
  const civil = civilOf(from.days);
  const start = { year: at.year ?? civil.year, month: at.month ?? civil.month, day: at.day ?? civil.day };
  const months = start.year * 12 + start.month - 1 + sign * (by.years * 12 + by.months);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const day = daysOf(year, month, Math.min(start.day, daysInMonth(year, month)));
  const [h, m, s, us] = clockOf(from.micros);
  const micros = (((at.hour ?? h) * 60 + (at.minute ?? m)) * 60 + (at.second ?? s)) * 1e6 + (at.microsecond ?? us);
  const time = ((by.hours * 60 + by.minutes) * 60 + by.seconds) * 1e6 + by.microseconds;
  const sum = carry(day + sign * by.days, micros + sign * time);
  const days = data.weekday ? onWeekday(sum.days, data.weekday) : sum.days;
  const hasTime =
    time !== 0 || ['hour', 'minute', 'second', 'microsecond'].some((name) => at[name as Absolute] !== undefined);
  if (moment instanceof DateData && !hasTime) return makeDate(a.I, days, a.at, a.used, target.type);
  return makeDateTime(
    a.I,
    new DateTimeData(days, sum.micros, from.zone),
    a,
    moment instanceof DateTimeData ? target.type : undefined,
  );
}

function onWeekday(days: number, { day, nth = 1 }: WeekdayData): number {
  const jump = (Math.abs(nth) - 1) * 7;
  const offset = nth > 0 ? (day - weekday(days) + 7) % 7 : -((weekday(days) - day + 7) % 7);
  return days + offset + (nth > 0 ? jump : -jump);
}

function combine(a: Args, sign: number): Value {
  const other = a.known('other');
  const mine = self(a);
  const delta = deltaOf(other);
  const theirs = delta
    ? { ...ZERO, days: delta.days, microseconds: delta.micros }
    : other.kind === 'instance' && other.payload instanceof RelativeData
      ? other.payload.by
      : undefined;
  if (!theirs) return sign > 0 ? applied(a, mine, other, 1) : NOT_IMPLEMENTED;
  const by = Object.fromEntries(RELATIVE.map((name) => [name, mine.by[name] + sign * theirs[name]])) as Record<
    Relative,
    number
  >;
  const more = other.kind === 'instance' && other.payload instanceof RelativeData ? other.payload : undefined;
  return make(a, new RelativeData(normal(by), { ...more?.at, ...mine.at }, mine.weekday ?? more?.weekday));
}

function times(a: Args, factor: number): Value {
  const { by, at, weekday: day } = self(a);
  const scaled = Object.fromEntries(RELATIVE.map((name) => [name, Math.trunc(by[name] * factor)])) as Record<
    Relative,
    number
  >;
  return make(a, new RelativeData(normal(scaled), at, day));
}

function repr({ by, at, weekday: day }: RelativeData): string {
  const relative = RELATIVE.filter((name) => by[name]).map((name) => `${name}=${by[name] > 0 ? '+' : ''}${by[name]}`);
  const absolute = ABSOLUTE.filter((name) => at[name] !== undefined).map((name) => `${name}=${at[name]}`);
  const inOrder = [
    ...relative,
    ...absolute.slice(0, at.day === undefined ? 0 : absolute.length),
    ...(at.day === undefined ? absolute : []),
  ];
  return `relativedelta(${[...inOrder, ...(day ? [`weekday=${day.text}`] : [])].join(', ')})`;
}

const METHODS: readonly NativeFunction[] = [
  native('__add__', ['self', 'other'], (_, a) => combine(a, 1)),
  native('__radd__', ['self', 'other'], (_, a) => applied(a, self(a), a.known('other'), 1)),
  native('__sub__', ['self', 'other'], (_, a) => combine(a, -1)),
  native('__rsub__', ['self', 'other'], (_, a) => applied(a, self(a), a.known('other'), -1)),
  native('__neg__', ['self'], (_, a) => times(a, -1)),
  native('__mul__', ['self', 'other'], (_, a) => times(a, a.number('other'))),
  native('__rmul__', ['self', 'other'], (_, a) => times(a, a.number('other'))),
  native(
    '__bool__',
    ['self'],
    (_, a) =>
      RELATIVE.some((name) => self(a).by[name] !== 0) ||
      Object.keys(self(a).at).length > 0 ||
      self(a).weekday !== undefined,
  ),
  native('__eq__', ['self', 'other'], (_, a) => {
    const other = a.known('other');
    return other.kind === 'instance' && other.payload instanceof RelativeData && other.payload.key === self(a).key;
  }),
  native('__repr__', ['self'], (_, a) => repr(self(a))),
  native('normalized', ['self'], (_, a) => a.value('self')),
];

const SIGNATURE = [
  'cls',
  'dt1=None',
  'dt2=None',
  ...['years', 'months', 'days', 'leapdays', 'weeks', 'hours', 'minutes', 'seconds', 'microseconds'].map(
    (name) => `${name}=0`,
  ),
  ...['year', 'month', 'day', 'weekday', 'yearday', 'nlyearday', 'hour', 'minute', 'second', 'microsecond'].map(
    (name) => `${name}=None`,
  ),
];

export const RELATIVEDELTA: ClassValue = defineClass('relativedelta', {
  module: 'dateutil.relativedelta',
  construct: native('relativedelta', SIGNATURE, (_, a) => {
    if (a.some('yearday') ?? a.some('nlyearday')) return new Unknown('a day of the year in a relativedelta', a.at);
    return make(a, build(a));
  }).body,
  methods: METHODS,
  attributes: {
    ...Object.fromEntries(RELATIVE.map((name) => [name, property((_, me) => dataOf(me).by[name])])),
    ...Object.fromEntries(ABSOLUTE.map((name) => [name, property((_, me) => dataOf(me).at[name])])),
    weeks: property((_, me) => Math.trunc(dataOf(me).by.days / 7)),
  },
});

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const WEEKDAY: ClassValue = defineClass('weekday', {
  module: 'dateutil',
  methods: [
    native('__call__', ['self', 'n'], (I, a) => {
      const me = a.value('self');
      const day = me.kind === 'instance' ? (me.payload as WeekdayData).day : 0;
      return makeInstance(I, WEEKDAY, new WeekdayData(day, a.int('n')), a.at, a.used);
    }),
    native('__repr__', ['self'], (_, a) => {
      const me = a.value('self');
      return me.kind === 'instance' ? (me.payload as WeekdayData).text : undefined;
    }),
  ],
});

function weekdayConstant(day: number): Instance {
  const instance = new Instance(WEEKDAY, LIBRARY, LIBRARY_HOME);
  instance.payload = new WeekdayData(day, undefined);
  return instance;
}

/** `MO` … `SU`, which dateutil has in several of its modules. */
export const WEEKDAYS: Readonly<Record<string, Value>> = Object.fromEntries(
  DAY_NAMES.map((name, day) => [name, weekdayConstant(day)]),
);

export const RELATIVEDELTA_MODULE = moduleOf([RELATIVEDELTA], WEEKDAYS);
