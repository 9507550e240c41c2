// `airflow.utils.dates.cron_presets`: the table of presets, to which projects add their own.

import type { Interpreter } from '../../eval/interpreter';
import { keyOf } from '../../eval/keys';
import { type DictEntry, DictValue, LIBRARY, LIBRARY_HOME, StrValue, type Value } from '../../eval/values';
import { AIRFLOW_PRESETS, looksLikePreset } from '../../schedule';
import { atLeast } from '../../text/version';
import { stateOf } from './state';

/** Airflow’s own dict. 1.10 and 2.x look a schedule up in it; 3.3.2 looks into another table. */
export const CRON_PRESETS = new DictValue(new Map([...AIRFLOW_PRESETS].map(entry)), LIBRARY, LIBRARY_HOME);

function entry([name, cron]: readonly [string, string]): [string, DictEntry] {
  const key = new StrValue(name, LIBRARY);
  return [keyOf(key)!, { key, value: new StrValue(cron, LIBRARY) }];
}

/** Why a schedule may be good though Airflow has no such preset: the project put it, or perhaps it, into the table. */
export function ownPreset(I: Interpreter, schedule: Value): string | undefined {
  if (schedule.kind !== 'str' || !looksLikePreset(schedule.value) || !I.isTouched(CRON_PRESETS)) return undefined;
  if (atLeast(stateOf(I).version, 3)) return undefined;
  const listed = CRON_PRESETS.entries.has(keyOf(schedule)!) || CRON_PRESETS.open !== undefined;
  return listed ? 'the project changes the presets of Airflow' : undefined;
}
