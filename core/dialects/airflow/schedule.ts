// The schedule of a DAG: which argument gives it, what it means, and what DAG() refuses at once.

import type { Interpreter } from '../../eval/interpreter';
import { zoneName } from '../../eval/library/moments';
import { pythonRepr } from '../../eval/library/text';
import { typeName } from '../../eval/operators';
import type { Instance, Value } from '../../eval/values';
import type { Schedule, TimetableSchedule } from '../../ir/dag';
import { type Fact, known, notKnown } from '../../ir/fact';
import type { Origin } from '../../text/span';
import { originOf } from '../../text/span';
import { atLeast } from '../../text/version';
import { argumentPlace, isGiven } from './arguments';
import { assetsIn } from './assetValues';
import { ownPreset } from './cronPresets';
import type { DagModel } from './model';
import { AssetModel } from './model';
import { isDelta, relativeParts, secondsOf } from './moments';
import { report, stateOf } from './state';
import { cronsOf, intervalOf, isTimetable, orAssetsOf, zoneOf } from './timetables';

const ARGUMENTS = ['schedule', 'schedule_interval', 'timetable'] as const;

interface ScheduleArgument {
  readonly name: (typeof ARGUMENTS)[number];
  readonly value: Value;
}

/** The arguments that say something about the schedule, in Airflow's order. */
function scheduleArguments(dag: DagModel): ScheduleArgument[] {
  return ARGUMENTS.flatMap((name) => {
    const value = dag.args.get(name);
    return value ? [{ name, value }] : [];
  });
}

/** What Airflow says when the DAG object is made: too many schedules, or something that is none. */
export function checkSchedule(I: Interpreter, dag: DagModel, at: Origin): void {
  const { version } = stateOf(I);
  const given = scheduleArguments(dag);
  const named = given.filter(({ value }) => isGiven(value));
  if (!atLeast(version, 3) && atLeast(version, 2, 4) && named.length > 1) {
    const [, second] = named;
    const place = argumentPlace(I, at, second!.name, second!.value);
    report(I, { kind: 'conflicting-schedule-arguments', given: named.map(({ name }) => name) }, place, {
      dag,
      refuses: 'file',
    });
    return;
  }
  for (const argument of given) checkType(I, dag, argument, at);
}

function checkType(I: Interpreter, dag: DagModel, { name, value }: ScheduleArgument, at: Origin): void {
  const { version } = stateOf(I);
  if (!isWrongType(value) || !atLeast(version, 2)) return;
  const text = pythonRepr(I, value) ?? typeName(value);
  const place = argumentPlace(I, at, name, value);
  report(I, { kind: 'invalid-schedule-type', type: typeName(value), text, argument: name }, place, {
    dag,
    refuses: 'file',
    from: [value],
  });
}

/** Values of which DAG() of 2.11.2 and 3.3.2 says that they are no schedule. */
function isWrongType(value: Value): boolean {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
      return true;
    case 'list':
    case 'tuple':
      return value.items.some((item) => item.kind === 'str' || item.kind === 'int');
    case 'instance':
      return value.type.name === 'datetime' || value.type.name === 'date' || value.type.name === 'DateTime';
    default:
      return false;
  }
}

/** The schedule as a fact. A negative delta is refused when the DAG is validated. */
export function scheduleOf(I: Interpreter, dag: DagModel): Fact<Schedule> {
  const { version } = stateOf(I);
  const place = dag.place.via ?? dag.place.at;
  const given = scheduleArguments(dag).filter(
    ({ name, value }) => name === 'schedule' || name === 'schedule_interval' || isGiven(value),
  );
  const chosen = given.find(({ value }) => isGiven(value)) ?? given[0];
  if (!chosen) {
    if (dag.open) return notKnown(dag.open.because, originOf(place));
    if (dag.incomplete && dag.args.size === 0) return notKnown(dag.incomplete, originOf(place));
    return known(atLeast(version, 3) ? { kind: 'manual' } : { kind: 'timedelta', seconds: 86_400 }, originOf(place));
  }
  const { value } = chosen;
  const at = originOf(argumentPlace(I, dag.place.at, chosen.name, value));
  const schedule = value.kind === 'unknown' ? undefined : meaning(value);
  if (!schedule)
    return notKnown(value.kind === 'unknown' ? value.because : 'a schedule of a kind that is not followed', at);
  if (schedule.kind === 'timedelta' && schedule.seconds <= 0) {
    report(I, { kind: 'negative-schedule', text: (pythonRepr(I, value) ?? '').replace(/^datetime\./, '') }, at, {
      dag,
      refuses: 'dag',
      from: [value],
    });
  }
  return known(schedule, at, value.assumed ?? ownPreset(I, value) ?? dag.assumed);
}

function meaning(value: Value): Schedule | undefined {
  switch (value.kind) {
    case 'none':
      return { kind: 'manual' };
    case 'str':
      return { kind: 'expression', text: value.value };
    case 'list':
    case 'tuple':
    case 'set':
      return assetSchedule(value);
    case 'instance':
      return instanceMeaning(value);
    default:
      return undefined;
  }
}

function instanceMeaning(value: Instance): Schedule | undefined {
  if (value.payload instanceof AssetModel) return assetSchedule(value);
  const seconds = secondsOf(value);
  if (seconds !== undefined) return { kind: 'timedelta', seconds };
  const parts = relativeParts(value);
  if (parts) return { kind: 'relativedelta', parts };
  if (isDelta(value)) return undefined;
  if (isTimetable(value)) return timetable(value);
  // A class of the user's that an opaque library stands behind may still be a timetable.
  if (value.type.mro.some((type) => type.kind === 'unknown')) return timetable(value);
  return undefined;
}

function timetable(value: Instance): TimetableSchedule {
  const both = orAssetsOf(value);
  if (both) {
    const inner = timetable(both.timetable);
    const assets = assetsIn(both.assets).flatMap((uri) => (uri.kind === 'str' ? [uri.value] : []));
    return { ...inner, className: value.type.name, orAssets: { timetable: inner.className, assets } };
  }
  const zone = zoneOf(value);
  const interval = intervalOf(value);
  return {
    kind: 'timetable',
    className: value.type.name,
    crons: cronsOf(value).map((cron) => textOf(cron, 'a cron expression that is not known')),
    zone: zone && textOf(zone, 'a time zone that is not known'),
    interval: interval && secondsFact(interval),
    orAssets: undefined,
  };
}

/** The text of a value; of a time zone its name. */
function textOf(value: Value, otherwise: string): Fact<string> {
  const text = value.kind === 'str' ? value.value : zoneName(value);
  return text === undefined ? notKnown(otherwise, originOf(value.at)) : known(text, originOf(value.at), value.assumed);
}

function secondsFact(value: Value): Fact<number> {
  const seconds = secondsOf(value);
  const at = originOf(value.at);
  return seconds === undefined ? notKnown('an interval that is not known', at) : known(seconds, at, value.assumed);
}

function assetSchedule(value: Value): Schedule | undefined {
  const uris = assetsIn(value);
  if (uris.some((uri) => uri.kind !== 'str')) return undefined;
  const texts = uris.flatMap((uri) => (uri.kind === 'str' ? [uri.value] : []));
  if (!texts.length && !(value.kind === 'list' && value.items.length === 0 && !value.open)) return undefined;
  return { kind: 'assets', assets: [...new Set(texts)].sort() };
}
