// Timetable classes, as far as a schedule needs them: their names.

import { ClassValue, LIBRARY, LIBRARY_HOME, NativeFunction, Unknown, type Value } from '../../eval/values';

/** Marks an instance of a timetable; the schedule is then known by the name of its class. */
export class TimetableModel {
  constructor(readonly args: ReadonlyMap<string, Value>) {}
}

/** `Timetable` and all that derive from it, in libraries and in the workspace. */
export const TIMETABLE = timetableBase();

function timetableBase(): ClassValue {
  const type = new ClassValue('Timetable', [], LIBRARY, LIBRARY_HOME, 'airflow.timetables.base');
  type.attributes.set(
    '__init__',
    new NativeFunction('__init__', (I, call) => {
      const [self] = call.args;
      if (self?.kind === 'instance') self.payload = new TimetableModel(call.kwargs);
      return I.none(call.at);
    }),
  );
  type.missingAttribute = (_, __, name, at) =>
    name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of a timetable`, at);
  return type;
}

/** A timetable class of Airflow or of a provider. */
export function timetableClass(path: string): ClassValue {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return new ClassValue(name, [TIMETABLE], LIBRARY, LIBRARY_HOME, path.slice(0, path.lastIndexOf('.')));
}

/** True for an instance of a timetable class. */
export function isTimetable(value: Value): boolean {
  return (
    value.kind === 'instance' &&
    value.type.mro.some((base) => base === TIMETABLE || (base.kind === 'unknown' && /Timetable$/.test(base.path ?? '')))
  );
}
