// pendulum's Duration: a timedelta that can count months, and the Interval between two times.

import { type ClassValue, type NativeFunction, Unknown } from '../values';
import { clockOf } from './dateFormat';
import { defineClass, makeInstance, native } from './define';
import { DeltaData } from './moments';
import { DELTA_SIGNATURE, deltaFromArgs, deltaOf, TIMEDELTA } from './timedelta';

/** A duration that also counts months; as a timedelta, a year is 365 days and a month 30. */
export class DurationData extends DeltaData {
  constructor(
    readonly months: number,
    readonly rest: DeltaData,
  ) {
    super(rest.days + Math.trunc(months / 12) * 365 + (months % 12) * 30, rest.micros);
  }
}

/** The method of the standard class, for what pendulum does alike. */
export function fallback(type: ClassValue, name: string): NativeFunction {
  return type.attributes.get(name) as NativeFunction;
}

function durationText(data: DeltaData): string {
  const { months, rest } = data instanceof DurationData ? data : { months: 0, rest: data };
  const [h, m, s, us] = clockOf(rest.micros);
  const parts = {
    years: Math.trunc(months / 12),
    months: months % 12,
    weeks: Math.trunc(rest.days / 7),
    days: rest.days % 7,
    hours: h,
    minutes: m,
    seconds: s,
    microseconds: us,
  };
  return Object.entries(parts)
    .filter(([, amount]) => amount)
    .map(([unit, amount]) => `${unit}=${amount}`)
    .join(', ');
}

/** Arithmetic of durations that hold months is pendulum's own; without them it is that of timedelta. */
function withoutMonths(name: string): NativeFunction {
  return native(name, ['self', 'other?'], (I, a) => {
    if (deltaOf(a.value('self')) instanceof DurationData)
      return new Unknown('calculates with months', a.at, { truthy: true });
    return fallback(TIMEDELTA, name).body(I, a.call);
  });
}

export const DURATION: ClassValue = defineClass('Duration', {
  module: 'pendulum.duration',
  bases: [TIMEDELTA],
  construct: native('Duration', ['cls', ...DELTA_SIGNATURE, 'years=0', 'months=0'], (I, a) => {
    const months = a.int('years') * 12 + a.int('months');
    const rest = deltaFromArgs(a);
    return makeInstance(I, DURATION, months ? new DurationData(months, rest) : rest, a.at, a.used);
  }).body,
  methods: [
    native('__repr__', ['self'], (_, a) => `Duration(${durationText(deltaOf(a.value('self'))!)})`),
    native('__str__', ['self'], (_, a) => new Unknown('the text of a duration', a.at)),
    ...['__add__', '__radd__', '__sub__', '__mul__', '__rmul__', '__neg__', '__truediv__', '__floordiv__'].map(
      withoutMonths,
    ),
    ...['in_days', 'in_hours', 'in_minutes', 'in_seconds', 'in_weeks'].map((name) => {
      const size = { in_days: 86_400, in_hours: 3600, in_minutes: 60, in_seconds: 1, in_weeks: 604_800 }[name]!;
      return native(name, ['self'], (_, a) => Math.trunc(deltaOf(a.value('self'))!.totalSeconds / size));
    }),
  ],
});

/** What the difference of two times is. */
export const INTERVAL: ClassValue = defineClass('Interval', {
  module: 'pendulum.interval',
  bases: [DURATION],
  methods: [native('__repr__', ['self'], (_, a) => new Unknown('the text of an interval', a.at))],
});
