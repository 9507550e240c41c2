// Time zones: `datetime.timezone`, `zoneinfo.ZoneInfo`, and those of pytz, dateutil and pendulum.

import { IANAZone } from 'luxon';
import { type ClassValue, Instance, LIBRARY, LIBRARY_HOME, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { DAY_SECONDS } from './calendarMath';
import { defineClass, makeInstance, native, property } from './define';
import { DateTimeData, offsetOf, offsetText, ZoneData, zoneData } from './moments';
import { constantDelta, deltaOf, makeDelta } from './timedelta';

function self(a: Args): ZoneData {
  return zoneData(a.value('self')) ?? a.raise('TypeError', `${a.name}() needs a time zone`);
}

function read(value: Value): ZoneData {
  const zone = zoneData(value);
  if (!zone) throw new NotKnown(new Unknown('a time zone that is not known', value.at));
  return zone;
}

/** The offset at a moment; None where the zone needs one and there is none. */
function offset(a: Args): Value | undefined {
  const moment = a.some('dt');
  const zone = self(a);
  const local = moment?.kind === 'instance' && moment.payload instanceof DateTimeData ? moment.payload : undefined;
  const seconds =
    zone.fixed ?? (local && offsetOf(new DateTimeData(local.days, local.micros, a.value('self') as Instance)));
  return seconds === undefined ? undefined : makeDelta(a.I, 0, seconds * 1e6, a.at, a.used);
}

/** What all time zones have. */
export const ZONE_METHODS: readonly NativeFunction[] = [
  native('utcoffset', ['self', 'dt=None'], (_, a) => offset(a)),
  native('tzname', ['self', 'dt=None'], (_, a) => self(a).name),
  native('__str__', ['self'], (_, a) => self(a).name),
  native('__eq__', ['self', 'other'], (_, a) => self(a).key === zoneData(a.known('other'))?.key),
];

/** `datetime.tzinfo`: the base of all time zones. */
export const TZINFO = defineClass('tzinfo', { module: 'datetime' });

/** A shared time zone of the library itself. */
export function constantZone(type: ClassValue, name: string, fixed: number | undefined): Instance {
  const instance = new Instance(type, LIBRARY, LIBRARY_HOME);
  instance.payload = new ZoneData(name, fixed);
  return instance;
}

function fixedName(seconds: number): string {
  return seconds === 0 ? 'UTC' : `UTC${offsetText(seconds)}`;
}

/** `datetime.timezone`. */
export const TIMEZONE: ClassValue = defineClass('timezone', {
  module: 'datetime',
  bases: [TZINFO],
  construct: native('timezone', ['cls', 'offset', 'name=None'], (I, a) => {
    const delta = deltaOf(a.known('offset')) ?? a.raise('TypeError', 'timezone() needs a timedelta');
    const seconds = delta.totalSeconds;
    if (Math.abs(seconds) >= DAY_SECONDS)
      return a.fail('ValueError', 'offset must be strictly between -24 and 24 hours');
    return makeInstance(I, TIMEZONE, new ZoneData(a.textOr('name') ?? fixedName(seconds), seconds), a.at, a.used);
  }).body,
  methods: [
    ...ZONE_METHODS,
    native('__repr__', ['self'], (_, a) => {
      const { name, fixed = 0 } = self(a);
      if (fixed === 0 && name === 'UTC') return 'datetime.timezone.utc';
      const delta = constantDelta(
        Math.floor(fixed / DAY_SECONDS),
        (((fixed % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) * 1e6,
      );
      const shown = (delta.payload as { days: number; micros: number }).days
        ? `datetime.timedelta(days=-1, seconds=${(delta.payload as { micros: number }).micros / 1e6})`
        : `datetime.timedelta(seconds=${fixed})`;
      return `datetime.timezone(${shown}${name === fixedName(fixed) ? '' : `, '${name}'`})`;
    }),
  ],
});

/** `datetime.timezone.utc`. */
export const UTC = constantZone(TIMEZONE, 'UTC', 0);
TIMEZONE.attributes.set('utc', UTC);

/** True for names in the time zone database. */
export function isZoneName(name: string): boolean {
  return isUtc(name) || IANAZone.isValidZone(name);
}

/** How zones of a library are made from a name argument, and what a name that is not one raises. */
export function namedZone(a: Args, type: ClassValue, argument: string, exception: string): Value {
  const name = a.text(argument);
  if (!isZoneName(name)) return noSuchZone(a, a.value(argument), exception);
  return makeInstance(a.I, type, new ZoneData(name, isUtc(name) ? 0 : undefined), a.at, a.used);
}

/** The result for a name that is no time zone; the dialect gets to know of it. */
export function noSuchZone(a: Args, name: Value, exception: string): Value {
  a.I.environment.models.unknownZone(a.I, name, a.at);
  return a.fail(exception, `No time zone found with key ${name.kind === 'str' ? name.value : ''}`);
}

function isUtc(name: string): boolean {
  return ['UTC', 'Etc/UTC', 'Zulu', 'Etc/GMT', 'GMT'].includes(name);
}

/** `zoneinfo.ZoneInfo`. */
export const ZONE_INFO: ClassValue = defineClass('ZoneInfo', {
  module: 'zoneinfo',
  bases: [TZINFO],
  construct: native('ZoneInfo', ['cls', 'key'], (_, a) => namedZone(a, ZONE_INFO, 'key', 'KeyError')).body,
  methods: [...ZONE_METHODS, native('__repr__', ['self'], (_, a) => `zoneinfo.ZoneInfo(key='${self(a).name}')`)],
  attributes: { key: property((_, me) => read(me).name) },
});
