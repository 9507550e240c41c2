// The modules datetime and zoneinfo.

import { IntValue, LIBRARY } from '../values';
import { DATE } from './dates';
import { DATETIME } from './dateTimes';
import { moduleOf, native, unknowable } from './define';
import { exceptionClass } from './exceptions';
import { TIMEDELTA } from './timedelta';
import { TIME } from './times';
import { TIMEZONE, TZINFO, UTC, ZONE_INFO } from './zones';

export const DATETIME_MODULE = moduleOf([DATE, DATETIME, TIME, TIMEDELTA, TIMEZONE, TZINFO], {
  UTC,
  MINYEAR: new IntValue(1, LIBRARY),
  MAXYEAR: new IntValue(9999, LIBRARY),
});

export const ZONEINFO_MODULE = moduleOf([
  ZONE_INFO,
  exceptionClass('ZoneInfoNotFoundError', 'zoneinfo', 'KeyError'),
  unknowable('available_timezones', 'depends on the time zones installed'),
  native('reset_tzpath', ['*args', '**kwargs'], () => undefined),
]);
