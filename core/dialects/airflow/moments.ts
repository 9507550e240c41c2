// Dates and durations of the evaluator, read as facts of a DAG.

import { DateTimeData, DeltaData, zoneName } from '../../eval/library/moments';
import type { Value } from '../../eval/values';
import type { DateTimeFact } from '../../ir/dag';

/** Seconds of a `timedelta`; undefined for anything else. */
export function secondsOf(value: Value): number | undefined {
  return value.kind === 'instance' && value.payload instanceof DeltaData ? value.payload.totalSeconds : undefined;
}

/** The non-zero parts of a `relativedelta`; undefined for anything else. */
export function relativeParts(value: Value): Readonly<Record<string, number>> | undefined {
  if (value.kind !== 'instance' || value.type.name !== 'relativedelta') return undefined;
  const parts: Record<string, number> = {};
  for (const name of ['years', 'months', 'days', 'leapdays', 'hours', 'minutes', 'seconds', 'microseconds']) {
    const part = (value.payload as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (typeof part === 'number' && part !== 0) parts[name] = part;
  }
  return parts;
}

/** True for durations, known or not. */
export function isDelta(value: Value): boolean {
  return value.kind === 'instance' && (value.payload instanceof DeltaData || value.type.name === 'relativedelta');
}

/** A `datetime` as written; undefined for anything else. */
export function momentOf(value: Value): DateTimeFact | undefined {
  if (value.kind !== 'instance' || !(value.payload instanceof DateTimeData)) return undefined;
  const { civil, micros, zone } = value.payload;
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(micros / 1e6);
  const date = `${String(civil.year).padStart(4, '0')}-${two(civil.month)}-${two(civil.day)}`;
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return { wallClock: `${date}T${time}`, zone: zoneName(zone) };
}
