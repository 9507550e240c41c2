// Time zones: which names Airflow knows, and wall clock to instant and back as Airflow converts them.
import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { ZONE_NAMES } from './data/zoneNames';
import type { WallTime } from './wallTime';

export type { Zone } from 'luxon';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const UTC: Zone = FixedOffsetZone.utcInstance;

const DAY_MS = 86_400_000;
const FIXED_OFFSET = /^([+-])(\d\d):?(\d\d)$/;

/** True if `pendulum.timezone(name)` (3.3.0) finds the zone: IANA names with exact case, and UTC in any case. */
export function isKnownZone(name: string): boolean {
  return name.toLowerCase() === 'utc' || ZONE_NAMES.includes(name);
}

/** The zone of an IANA name, or of an offset such as `+02:00`; undefined if unknown here. */
export function zoneNamed(name: string): Zone | undefined {
  if (name.toLowerCase() === 'utc') return UTC;
  const offset = FIXED_OFFSET.exec(name);
  if (offset)
    return FixedOffsetZone.instance((Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1));
  return isKnownZone(name) && IANAZone.isValidZone(name) ? IANAZone.create(name) : undefined;
}

/** What a clock on the wall of the zone shows at an instant. */
export function wallClock(at: Instant, zone: Zone): WallTime {
  return at + offsetMs(at, zone);
}

/**
 * The instant of a wall-clock time. As Airflow's `make_aware` (2.11.2, 3.3.2) does it: of two instants the later one;
 * a time in the gap of a clock change keeps the offset before the change, so 02:30 becomes 03:30 new time.
 */
export function instantOf(wall: WallTime, zone: Zone): Instant {
  const before = offsetMs(wall - DAY_MS, zone);
  const after = offsetMs(wall + DAY_MS, zone);
  const candidates = [wall - after, wall - before];
  return candidates.find((at) => wallClock(at, zone) === wall) ?? wall - before;
}

function offsetMs(at: Instant, zone: Zone): number {
  return Math.round(zone.offset(at) * 60_000);
}
