// What the models of dates, times and durations hold.

import { IANAZone } from 'luxon';
import type { Instance, Value } from '../values';
import { type Civil, civilOf, DAY_MICROS, DAY_SECONDS } from './calendarMath';

/** A `date`. */
export class DateData {
  /** @param days since 1970-01-01 */
  constructor(readonly days: number) {}
  get key(): string {
    return `date ${this.days}`;
  }
  get civil(): Civil {
    return civilOf(this.days);
  }
}

/** A `time`. */
export class TimeData {
  /** @param micros since midnight */
  constructor(
    readonly micros: number,
    readonly zone: Instance | undefined,
  ) {}
  get key(): string {
    return `time ${this.micros} ${zoneName(this.zone) ?? ''}`;
  }
}

/** A `datetime`: local date and time of day, and the time zone if it has one. */
export class DateTimeData {
  constructor(
    readonly days: number,
    readonly micros: number,
    readonly zone: Instance | undefined,
    readonly fold: number = 0,
  ) {}
  get key(): string {
    const utc = this.zone && instantOf(this);
    return utc
      ? `instant ${utc.days} ${utc.micros}`
      : `datetime ${this.days} ${this.micros} ${zoneName(this.zone) ?? ''}`;
  }
  get civil(): Civil {
    return civilOf(this.days);
  }
}

/** A `timedelta`; Python's own normal form is days, seconds and microseconds. */
export class DeltaData {
  constructor(
    readonly days: number,
    /** 0 to a day. */
    readonly micros: number,
  ) {}
  get key(): string {
    return `timedelta ${this.days} ${this.micros}`;
  }
  get totalSeconds(): number {
    return (this.days * DAY_SECONDS * 1e6 + this.micros) / 1e6;
  }
}

/** A time zone. */
export class ZoneData {
  constructor(
    /** IANA name, or what Python calls a fixed offset. */
    readonly name: string,
    /** Seconds east of UTC, for fixed offsets; else the name is looked up. */
    readonly fixed: number | undefined,
  ) {}
  get key(): string {
    return `zone ${this.name} ${this.fixed ?? ''}`;
  }
}

export function zoneData(zone: Value | undefined): ZoneData | undefined {
  return zone?.kind === 'instance' && zone.payload instanceof ZoneData ? zone.payload : undefined;
}

export function zoneName(zone: Value | undefined): string | undefined {
  return zoneData(zone)?.name;
}

/** Normalizes a microsecond count that may leave the day. */
export function carry(days: number, micros: number): { days: number; micros: number } {
  const over = Math.floor(micros / DAY_MICROS);
  return { days: days + over, micros: micros - over * DAY_MICROS };
}

/** The offset from UTC in seconds, of a local time; undefined: naive, or a zone that is not known. */
export function offsetOf(moment: DateTimeData): number | undefined {
  const zone = zoneData(moment.zone);
  if (!zone) return undefined;
  if (zone.fixed !== undefined) return zone.fixed;
  const local = moment.days * DAY_SECONDS * 1000 + Math.floor(moment.micros / 1000);
  return localOffset(zone.name, local, moment.fold);
}

/** PEP 495: in a gap or an overlap, fold 0 means the offset before the change. */
function localOffset(name: string, local: number, fold: number): number {
  const zone = IANAZone.create(name);
  const at = (utc: number) => zone.offset(utc) * 60;
  const day = DAY_SECONDS * 1000;
  const before = at(local - day);
  const after = at(local + day);
  if (before === after) return before;
  const fits = (offset: number) => at(local - offset * 1000) === offset;
  if (fits(before) === fits(after)) return fold ? after : before;
  return fits(before) ? before : after;
}

/** The same instant in UTC; undefined for naive times. */
export function instantOf(moment: DateTimeData): { days: number; micros: number } | undefined {
  const offset = offsetOf(moment);
  return offset === undefined ? undefined : carry(moment.days, moment.micros - offset * 1e6);
}

/** The offset from UTC in seconds at an instant. */
export function offsetAt(zone: ZoneData, days: number, micros: number): number {
  if (zone.fixed !== undefined) return zone.fixed;
  return IANAZone.create(zone.name).offset(days * DAY_SECONDS * 1000 + Math.floor(micros / 1000)) * 60;
}

/** A moment in another time zone. */
export function inZone(moment: DateTimeData, target: Instance): DateTimeData | undefined {
  const utc = instantOf(moment);
  const zone = zoneData(target);
  if (!utc || !zone) return undefined;
  const offset = offsetAt(zone, utc.days, utc.micros);
  const local = carry(utc.days, utc.micros + offset * 1e6);
  const first = new DateTimeData(local.days, local.micros, target, 0);
  return offsetOf(first) === offset ? first : new DateTimeData(local.days, local.micros, target, 1);
}

/** `+02:00`, with seconds only where there are some. */
export function offsetText(seconds: number, colon = ':'): string {
  const sign = seconds < 0 ? '-' : '+';
  const size = Math.abs(seconds);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const rest = size % 60 ? colon + two(size % 60) : '';
  return `${sign}${two(size / 3600)}${colon}${two((size / 60) % 60)}${rest}`;
}
