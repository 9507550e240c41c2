// `datetime.time`.

import type { Interpreter } from '../interpreter';
import { type ClassValue, Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { clockOf, isoTime, strftime } from './dateFormat';
import { defineClass, makeInstance, native, property } from './define';
import { DateTimeData, TimeData } from './moments';
import { NOT_IMPLEMENTED } from './notImplemented';
import { pythonRepr } from './repr';
import { ORDERS } from './timedelta';

export function timeOf(value: Value): TimeData {
  if (value.kind === 'instance' && value.payload instanceof TimeData) return value.payload;
  throw new NotKnown(new Unknown('a time that is not known', value.at));
}

/** Microseconds since midnight of the arguments hour, minute, second and microsecond. */
export function microsFromArgs(a: Args): number {
  const [hour, minute, second, micro] = [a.int('hour'), a.int('minute'), a.int('second'), a.int('microsecond')];
  if (
    !(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && micro >= 0 && micro < 1e6)
  ) {
    a.raise('ValueError', 'hour, minute, second or microsecond is out of range');
  }
  return ((hour * 60 + minute) * 60 + second) * 1e6 + micro;
}

/** The time zone of an argument; undefined for None. A zone of the user's own making is not known. */
export function zoneArgument(a: Args, name: string): Instance | undefined {
  const value = a.find(name);
  if (!value || value.kind === 'none') return undefined;
  const known = a.read(value);
  if (known.kind !== 'instance') return a.raise('TypeError', 'tzinfo argument must be None or of a tzinfo subclass');
  return known;
}

export function makeTime(I: Interpreter, micros: number, zone: Instance | undefined, a: Args): Value {
  return makeInstance(I, TIME, new TimeData(micros, zone), a.at, a.used);
}

function text(a: Args, precision = 'auto'): string | Value {
  return isoTime(timeOf(a.value('self')).micros, precision) ?? a.fail('ValueError', 'Unknown timespec value');
}

function repr(a: Args): string {
  const { micros, zone } = timeOf(a.value('self'));
  const [h, m, s, us] = clockOf(micros);
  const parts = us ? [h, m, s, us] : s ? [h, m, s] : [h, m];
  return `datetime.time(${parts.join(', ')}${zone ? `, tzinfo=${pythonRepr(a.I, zone) ?? '?'}` : ''})`;
}

function part(index: number) {
  return property((_, self) => clockOf(timeOf(self).micros)[index]);
}

const CLOCK = ['hour=0', 'minute=0', 'second=0', 'microsecond=0', 'tzinfo=None', 'fold=0'];

function compare(name: string, holds: (difference: number) => boolean): NativeFunction {
  return native(name, ['self', 'other'], (_, a) => {
    const other = a.known('other');
    if (other.kind !== 'instance' || !(other.payload instanceof TimeData))
      return name === '__eq__' ? false : NOT_IMPLEMENTED;
    return holds(timeOf(a.value('self')).micros - other.payload.micros);
  });
}

/** The class `datetime.time`. */
export const TIME: ClassValue = defineClass('time', {
  module: 'datetime',
  construct: native('time', ['cls', ...CLOCK], (I, a) => makeTime(I, microsFromArgs(a), zoneArgument(a, 'tzinfo'), a))
    .body,
  methods: [
    native('isoformat', ['self', "timespec='auto'"], (_, a) => text(a, a.text('timespec'))),
    native('strftime', ['self', 'format'], (_, a) => {
      const { micros, zone } = timeOf(a.value('self'));
      return (
        strftime(new DateTimeData(-25_567, micros, zone), a.text('format')) ??
        new Unknown('formats a time in an unusual way', a.at)
      );
    }),
    native('replace', ['self', 'hour=None', 'minute=None', 'second=None', 'microsecond=None'], (I, a) => {
      const { micros, zone } = timeOf(a.value('self'));
      const [h, m, s, us] = clockOf(micros);
      const clock = [a.intOr('hour') ?? h, a.intOr('minute') ?? m, a.intOr('second') ?? s] as const;
      return makeTime(I, ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1e6 + (a.intOr('microsecond') ?? us), zone, a);
    }),
    native('__str__', ['self'], (_, a) => text(a)),
    native('__repr__', ['self'], (_, a) => repr(a)),
    ...Object.entries(ORDERS).map(([name, holds]) => compare(name, holds)),
  ],
  attributes: {
    hour: part(0),
    minute: part(1),
    second: part(2),
    microsecond: part(3),
    tzinfo: property((_, self) => timeOf(self).zone),
  },
});

function constantTime(micros: number): Instance {
  const instance = new Instance(TIME, LIBRARY, LIBRARY_HOME);
  instance.payload = new TimeData(micros, undefined);
  return instance;
}
TIME.attributes.set('min', constantTime(0));
TIME.attributes.set('max', constantTime(86_399_999_999));
