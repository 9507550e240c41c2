// dateutil's parser and time zones, and pytz.

import { type ClassValue, type NativeFunction, Unknown, type Value } from '../values';
import { type Args, NotKnown } from './arguments';
import { parseIso } from './dateFormat';
import { dateTimeOf } from './dates';
import { fixedZone, makeDateTime } from './dateTimes';
import { defineClass, makeInstance, moduleOf, native, property, unknowable } from './define';
import { exceptionClass } from './exceptions';
import { DateTimeData, inZone, ZoneData, zoneData } from './moments';
import { deltaOf } from './timedelta';
import { constantZone, isZoneName, namedZone, TZINFO, ZONE_METHODS } from './zones';

function parse(a: Args): Value {
  const text = a.text('timestr').trim();
  const moment = parseIso(text);
  // Everything but ISO 8601 depends on dateutil's guesses.
  if (!moment) return new Unknown('reads a date in a form that is not modelled', a.at, { truthy: true });
  const zone = moment.offset === undefined ? undefined : fixedZone(moment.offset);
  return makeDateTime(a.I, new DateTimeData(moment.days, moment.micros, zone), a);
}

export const DATEUTIL_PARSER_MODULE = moduleOf([
  native('parse', ['timestr', 'parserinfo=None', '**options'], (_, a) => parse(a)),
  native('isoparse', ['timestr'], (_, a) => parse(a)),
  exceptionClass('ParserError', 'dateutil.parser', 'ValueError'),
]);

function zoneClass(name: string, show: (zone: ZoneData) => string): ClassValue {
  return defineClass(name, {
    module: 'dateutil.tz',
    bases: [TZINFO],
    methods: [
      ...ZONE_METHODS.filter((method) => method.name !== '__str__'),
      native('__repr__', ['self'], (_, a) => show(zoneData(a.value('self'))!)),
    ],
  });
}

const TZ_UTC = zoneClass('tzutc', () => 'tzutc()');
const TZ_FILE = zoneClass('tzfile', (zone) => `tzfile('/usr/share/zoneinfo/${zone.name}')`);
const TZ_OFFSET = zoneClass('tzoffset', (zone) => `tzoffset('${zone.name}', ${zone.fixed})`);
const UTC = constantZone(TZ_UTC, 'UTC', 0);
TZ_UTC.construct = () => UTC;
TZ_OFFSET.construct = native('tzoffset', ['cls', 'name', 'offset'], (I, a) => {
  const delta = deltaOf(a.known('offset'));
  const seconds = delta ? delta.totalSeconds : a.number('offset');
  return makeInstance(I, TZ_OFFSET, new ZoneData(a.textOr('name') ?? 'None', seconds), a.at, a.used);
}).body;

export const DATEUTIL_TZ_MODULE = moduleOf(
  [
    TZ_UTC,
    TZ_OFFSET,
    native('gettz', ['name=None'], (_, a) => {
      const name = a.textOr('name');
      if (name === undefined) throw new NotKnown(new Unknown('depends on the time zone of the machine', a.at));
      if (name === 'UTC') return UTC;
      return isZoneName(name) ? namedZone(a, TZ_FILE, 'name', 'ValueError') : undefined;
    }),
    unknowable('tzlocal', 'depends on the time zone of the machine'),
  ],
  { UTC },
);

function localize(a: Args): Value {
  const moment = dateTimeOf(a.known('dt'));
  const zone = a.value('self');
  if (!moment || zone.kind !== 'instance') throw new NotKnown(new Unknown('a time that is not known', a.at));
  if (moment.zone) return a.fail('ValueError', 'Not naive datetime (tzinfo is already set)');
  return makeDateTime(a.I, new DateTimeData(moment.days, moment.micros, zone), a);
}

const PYTZ_METHODS: readonly NativeFunction[] = [
  ...ZONE_METHODS,
  native('localize', ['self', 'dt', '**options'], (_, a) => localize(a)),
  native('normalize', ['self', 'dt', '**options'], (_, a) => {
    const moment = dateTimeOf(a.known('dt'));
    const zone = a.value('self');
    const there = moment && zone.kind === 'instance' ? inZone(moment, zone) : undefined;
    return there ? makeDateTime(a.I, there, a) : a.value('dt');
  }),
  native('__repr__', ['self'], (_, a) => {
    const zone = zoneData(a.value('self'));
    return zone?.name === 'UTC' ? '<UTC>' : new Unknown('the text of a pytz time zone', a.at);
  }),
];

const PYTZ_ZONE: ClassValue = defineClass('tzinfo', {
  module: 'pytz',
  bases: [TZINFO],
  methods: PYTZ_METHODS,
  attributes: { zone: property((_, me) => zoneData(me)?.name) },
});
const PYTZ_UTC = constantZone(PYTZ_ZONE, 'UTC', 0);

export const PYTZ_MODULE = moduleOf(
  [
    native('timezone', ['zone'], (_, a) => {
      const name = a.text('zone');
      return name.toUpperCase() === 'UTC' ? PYTZ_UTC : namedZone(a, PYTZ_ZONE, 'zone', 'KeyError');
    }),
    native('FixedOffset', ['offset'], (I, a) =>
      makeInstance(
        I,
        PYTZ_ZONE,
        new ZoneData(`pytz.FixedOffset(${a.int('offset')})`, a.int('offset') * 60),
        a.at,
        a.used,
      ),
    ),
    exceptionClass('UnknownTimeZoneError', 'pytz', 'KeyError'),
  ],
  {
    utc: PYTZ_UTC,
    UTC: PYTZ_UTC,
    ...Object.fromEntries(
      ['all_timezones', 'common_timezones', 'country_timezones'].map((name) => [
        name,
        new Unknown('depends on the time zones installed', PYTZ_UTC.at),
      ]),
    ),
  },
);
