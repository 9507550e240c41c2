// Timetable classes, as far as a schedule needs them: their names.

import type { Call, Interpreter } from '../../eval/interpreter';
import {
  ClassValue,
  type Instance,
  LIBRARY,
  LIBRARY_HOME,
  NativeFunction,
  Unknown,
  type Value,
} from '../../eval/values';
import { isKnownZone } from '../../schedule/index';
import { lastName } from './dottedNames';

/** Marks an instance of a timetable; the schedule is then known by the name of its class. */
export class TimetableModel {
  constructor(
    readonly args: readonly Value[],
    readonly kwargs: ReadonlyMap<string, Value>,
  ) {}
}

/** Airflow's own timetables that take cron expressions as their first arguments. */
const CRON_TIMETABLES: ReadonlySet<string> = new Set([
  'CronTriggerTimetable',
  'CronDataIntervalTimetable',
  'CronPartitionTimetable',
  'MultipleCronTriggerTimetable',
]);

/** The cron expressions that one of Airflow's own timetables was given. */
export function cronsOf(timetable: Instance): readonly Value[] {
  const { payload, type } = timetable;
  if (!(payload instanceof TimetableModel) || !CRON_TIMETABLES.has(type.name)) return [];
  const named = payload.kwargs.get('cron');
  const given = type.name === 'MultipleCronTriggerTimetable' ? payload.args : payload.args.slice(0, 1);
  return named ? [named] : given;
}

/** What `AssetOrTimeSchedule` (`DatasetOrTimeSchedule` in Airflow 2) was given: a timetable, and assets that start runs too. */
export function orAssetsOf({
  payload,
  type,
}: Instance): { readonly timetable: Instance; readonly assets: Value } | undefined {
  if (!(payload instanceof TimetableModel) || !/^(Asset|Dataset)OrTimeSchedule$/.test(type.name)) return undefined;
  const timetable = payload.kwargs.get('timetable');
  const assets = payload.kwargs.get('assets') ?? payload.kwargs.get('datasets');
  return timetable?.kind === 'instance' && assets ? { timetable, assets } : undefined;
}

/** The time zone that one of Airflow's cron timetables was given. */
export function zoneOf({ payload, type }: Instance): Value | undefined {
  if (!(payload instanceof TimetableModel) || !CRON_TIMETABLES.has(type.name)) return undefined;
  return payload.kwargs.get('timezone') ?? (type.name === 'CronDataIntervalTimetable' ? payload.args[1] : undefined);
}

/** How far the data interval of one of Airflow's trigger timetables reaches back. */
export function intervalOf({ payload, type }: Instance): Value | undefined {
  if (!(payload instanceof TimetableModel) || !CRON_TIMETABLES.has(type.name)) return undefined;
  return payload.kwargs.get('interval');
}

/** `Timetable` and all that derive from it, in libraries and in the workspace. */
export const TIMETABLE = timetableBase();

function timetableBase(): ClassValue {
  const type = new ClassValue('Timetable', [], LIBRARY, LIBRARY_HOME, 'airflow.timetables.base');
  type.attributes.set(
    '__init__',
    new NativeFunction('__init__', (I, call) => {
      const [self] = call.args;
      if (self?.kind === 'instance') initialize(I, self, call);
      return I.none(call.at);
    }),
  );
  type.missingAttribute = (_, __, name, at) =>
    name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a timetable`, at);
  return type;
}

function initialize(I: Interpreter, self: Instance, call: Call): void {
  self.payload = new TimetableModel(call.args.slice(1), call.kwargs);
  const zone =
    call.kwargs.get('timezone') ?? (self.type.name === 'CronDataIntervalTimetable' ? call.args[2] : undefined);
  if (CRON_TIMETABLES.has(self.type.name) && zone?.kind === 'str' && !isKnownZone(zone.value)) {
    I.environment.models.unknownZone(I, zone, call.at);
  }
}

/** A timetable class of Airflow or of a provider. */
export function timetableClass(path: string): ClassValue {
  const name = lastName(path);
  return new ClassValue(name, [TIMETABLE], LIBRARY, LIBRARY_HOME, path.slice(0, path.lastIndexOf('.')));
}

/** True for an instance of a timetable class. */
export function isTimetable(value: Value): boolean {
  return (
    value.kind === 'instance' &&
    value.type.mro.some((base) => base === TIMETABLE || (base.kind === 'unknown' && /Timetable$/.test(base.path ?? '')))
  );
}
