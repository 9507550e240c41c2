// Dates and durations of the evaluator, read as facts of a DAG.

import { DateTimeData, DeltaData, zoneName } from '../../eval/library/moments';
import { RelativeData } from '../../eval/library/relativedelta';
import type { Value } from '../../eval/values';
import type { DateTimeFact } from '../../ir/plainValue';

/** Seconds of a `timedelta`; undefined for anything else. */
export function secondsOf(value: Value): number | undefined {
  return value.kind === 'instance' && value.payload instanceof DeltaData ? value.payload.totalSeconds : undefined;
}

/** The non-zero steps of a `relativedelta`; undefined for anything else, and for one that also sets parts of the date. */
export function relativeParts(value: Value): Readonly<Record<string, number>> | undefined {
  if (value.kind !== 'instance' || !(value.payload instanceof RelativeData)) return undefined;
  const { by, at, weekday } = value.payload;
  if (weekday || Object.keys(at).length) return undefined;
  return Object.fromEntries(Object.entries(by).filter(([, step]) => step !== 0));
}

/** True for durations, known or not. */
export function isDelta(value: Value): boolean {
  return value.kind === 'instance' && (value.payload instanceof DeltaData || value.payload instanceof RelativeData);
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
