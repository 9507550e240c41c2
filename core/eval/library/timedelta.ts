// `datetime.timedelta`.

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { type ClassValue, Instance, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { DAY_MICROS } from './calendarMath';
import { isoTime } from './dateFormat';
import { defineClass, makeFloat, makeInstance, makeInt, makeTuple, native, property } from './define';
import { roundFloat } from './floats';
import { carry, DeltaData } from './moments';
import { NOT_IMPLEMENTED } from './notImplemented';

/** The duration a value is, if it is one. */
export function deltaOf(value: Value | undefined): DeltaData | undefined {
  return value?.kind === 'instance' && value.payload instanceof DeltaData ? value.payload : undefined;
}

/** The duration `self` is. */
function self(a: Args): DeltaData {
  return deltaOf(a.value('self')) ?? a.raise('TypeError', `${a.name}() needs a timedelta`);
}

const UNITS: Readonly<Record<string, number>> = {
  microseconds: 1,
  milliseconds: 1000,
  seconds: 1e6,
  minutes: 6e7,
  hours: 3.6e9,
  days: DAY_MICROS,
  weeks: 7 * DAY_MICROS,
};

/** The parameters of `timedelta(…)`, in order. */
export const DELTA_SIGNATURE = [
  'days=0',
  'seconds=0',
  'microseconds=0',
  'milliseconds=0',
  'minutes=0',
  'hours=0',
  'weeks=0',
];

/** The duration that `timedelta(…)` gets as arguments. */
export function deltaFromArgs(a: Args): DeltaData {
  let days = 0;
  let micros = 0;
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = a.number(unit);
    const whole = size >= DAY_MICROS ? Math.trunc(amount) : 0;
    days += whole * (size / DAY_MICROS);
    micros += (amount - whole) * size;
  }
  return normal(days, roundFloat(micros, 0));
}

function normal(days: number, micros: number): DeltaData {
  const carried = carry(days, micros);
  return new DeltaData(carried.days, carried.micros);
}

/** A timedelta of whole days and microseconds, which may be negative or more than a day. */
export function makeDelta(
  I: Interpreter,
  days: number,
  micros: number,
  at: Origin,
  from: readonly Value[] = [],
  type: ClassValue = TIMEDELTA,
): Value {
  const data = normal(days, micros);
  if (!(Math.abs(data.days) <= 999_999_999)) return I.fail('OverflowError', 'the timedelta is too large', at, ...from);
  return makeInstance(I, type, data, at, from);
}

function result(a: Args, days: number, micros: number): Value {
  const me = a.value('self');
  return makeDelta(a.I, days, micros, a.at, a.used, me.kind === 'instance' ? me.type : TIMEDELTA);
}

function scaled(a: Args, delta: DeltaData, factor: number): Value {
  const days = delta.days * factor;
  const whole = Math.trunc(days);
  const rest = Number.isInteger(factor) ? delta.micros * factor : (days - whole) * DAY_MICROS + delta.micros * factor;
  return result(a, whole, roundFloat(rest, 0));
}

function numberOf(a: Args, name: string): number | undefined {
  const value = a.known(name);
  return value.kind === 'int' || value.kind === 'float' || value.kind === 'bool' ? Number(value.value) : undefined;
}

type Operation = (a: Args, left: DeltaData, right: DeltaData) => Value | number | undefined;

/** An operator with another timedelta; anything else is left to the other side. */
function withDelta(name: string, operation: Operation): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = deltaOf(a.known('other'));
    return other ? operation(a, self(a), other) : NOT_IMPLEMENTED;
  });
}

function total(delta: DeltaData): number {
  return delta.days * DAY_MICROS + delta.micros;
}

function divide(a: Args): Value {
  const left = self(a);
  const right = deltaOf(a.known('other'));
  const by = right ? total(right) : numberOf(a, 'other');
  if (by === undefined) return NOT_IMPLEMENTED;
  if (by === 0) return a.fail('ZeroDivisionError', 'division by zero');
  return right ? makeFloat(a.I, total(left) / by, a.at, a.used) : result(a, 0, roundFloat(total(left) / by, 0));
}

function floorDivide(a: Args): Value {
  const left = self(a);
  const right = deltaOf(a.known('other'));
  const by = right ? total(right) : numberOf(a, 'other');
  if (by === undefined) return NOT_IMPLEMENTED;
  if (by === 0) return a.fail('ZeroDivisionError', 'division by zero');
  const quotient = Math.floor(total(left) / by);
  return right ? makeInt(a.I, quotient, a.at, a.used) : result(a, 0, quotient);
}

function order(name: string, holds: (difference: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = deltaOf(a.known('other'));
    if (!other) return name === '__eq__' ? false : NOT_IMPLEMENTED;
    const mine = self(a);
    return holds(mine.days - other.days || mine.micros - other.micros);
  });
}

/** The six comparisons, from the sign of a difference. */
export const ORDERS: Readonly<Record<string, (difference: number) => boolean>> = {
  __eq__: (d) => d === 0,
  __lt__: (d) => d < 0,
  __le__: (d) => d <= 0,
  __gt__: (d) => d > 0,
  __ge__: (d) => d >= 0,
};

/** `1 day, 2:03:04`. */
export function deltaText({ days, micros }: DeltaData): string {
  const clock = isoTime(micros)!.replace(/^0(?=\d)/, '');
  return days ? `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${clock}` : clock;
}

function deltaRepr({ days, micros }: DeltaData): string {
  const parts = { days, seconds: Math.floor(micros / 1e6), microseconds: micros % 1e6 };
  const shown = Object.entries(parts).filter(([, amount]) => amount !== 0);
  return `datetime.timedelta(${shown.map(([name, amount]) => `${name}=${amount}`).join(', ') || '0'})`;
}

const times = (a: Args) => {
  const factor = numberOf(a, 'other');
  return factor === undefined ? NOT_IMPLEMENTED : scaled(a, self(a), factor);
};

const METHODS: readonly NativeFunction[] = [
  native('total_seconds', ['self'], (I, a) => makeFloat(I, self(a).totalSeconds, a.at, a.used)),
  ...['__add__', '__radd__'].map((name) =>
    withDelta(name, (a, left, right) => result(a, left.days + right.days, left.micros + right.micros)),
  ),
  withDelta('__sub__', (a, left, right) => result(a, left.days - right.days, left.micros - right.micros)),
  withDelta('__rsub__', (a, left, right) => result(a, right.days - left.days, right.micros - left.micros)),
  withDelta('__mod__', (a, left, right) =>
    result(a, 0, total(left) - Math.floor(total(left) / total(right)) * total(right)),
  ),
  native('__mul__', ['self', 'other'], (_, a) => times(a)),
  native('__rmul__', ['self', 'other'], (_, a) => times(a)),
  native('__truediv__', ['self', 'other'], (_, a) => divide(a)),
  native('__floordiv__', ['self', 'other'], (_, a) => floorDivide(a)),
  native('__divmod__', ['self', 'other'], (I, a) => makeTuple(I, [floorDivide(a)], a.at)),
  native('__neg__', ['self'], (_, a) => result(a, -self(a).days, -self(a).micros)),
  native('__pos__', ['self'], (_, a) => result(a, self(a).days, self(a).micros)),
  native('__abs__', ['self'], (_, a) => {
    const sign = self(a).days < 0 ? -1 : 1;
    return result(a, sign * self(a).days, sign * self(a).micros);
  }),
  native('__bool__', ['self'], (_, a) => self(a).days !== 0 || self(a).micros !== 0),
  native('__str__', ['self'], (_, a) => deltaText(self(a))),
  native('__repr__', ['self'], (_, a) => deltaRepr(self(a))),
  ...Object.entries(ORDERS).map(([name, holds]) => order(name, holds)),
];

function read(value: Value): DeltaData {
  const delta = deltaOf(value);
  if (!delta) throw new NotKnown(new Unknown('a duration that is not known', value.at));
  return delta;
}

/** The class `datetime.timedelta`. */
export const TIMEDELTA: ClassValue = defineClass('timedelta', {
  module: 'datetime',
  construct: native('timedelta', ['cls', ...DELTA_SIGNATURE], (I, a) => {
    const { days, micros } = deltaFromArgs(a);
    const type = a.value('cls');
    return makeDelta(I, days, micros, a.at, a.used, type.kind === 'class' ? type : TIMEDELTA);
  }).body,
  methods: METHODS,
  attributes: {
    days: property((_, me) => read(me).days),
    seconds: property((_, me) => Math.floor(read(me).micros / 1e6)),
    microseconds: property((_, me) => read(me).micros % 1e6),
  },
});

/** A shared timedelta of the library itself. */
export function constantDelta(days: number, micros: number): Instance {
  const instance = new Instance(TIMEDELTA, TIMEDELTA.at, 0);
  instance.payload = new DeltaData(days, micros);
  return instance;
}
TIMEDELTA.attributes.set('resolution', constantDelta(0, 1));
TIMEDELTA.attributes.set('max', constantDelta(999_999_999, DAY_MICROS - 1));
TIMEDELTA.attributes.set('min', constantDelta(-999_999_999, 0));
