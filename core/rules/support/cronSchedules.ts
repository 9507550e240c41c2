// The DAGs whose schedule is certainly a text, and that text.

import type { Dag } from '../../ir/dag';
import { certain, type Known } from '../../ir/fact';
import { type CronParse, parseCron } from '../../schedule';
import type { Origin } from '../../text/span';
import type { RuleInput } from '../rule';
import { type Place, placeIn } from './place';

/** Presets that are no cron and always valid as text. */
const NO_CRON: ReadonlySet<string> = new Set(['@once', '@continuous']);

export interface CronText {
  readonly dag: Dag;
  /** Index into `DagFile.dags`. */
  readonly index: number;
  readonly text: string;
  readonly writtenAt: Origin;
  readonly place: Place;
  readonly parsed: CronParse;
}

/** Every schedule that is certainly a cron expression or a preset, of the DAGs that Airflow collects. */
export function* cronTexts(input: RuleInput): Iterable<CronText> {
  for (const [index, dag] of input.file.dags.entries()) {
    if (dag.conditional !== undefined || dag.notCollected !== undefined) continue;
    for (const { value: text, at } of certainTexts(dag)) {
      const place = placeIn(input, at, dag.via, dag.at);
      yield { dag, index, text, writtenAt: at, place, parsed: parseCron(text) };
    }
  }
}

/** The schedule's text, or those of its timetable. Airflow does not look at a timetable that stands beside assets (2.11.2, 3.3.2). */
function certainTexts(dag: Dag): readonly Known<string>[] {
  const schedule = certain(dag.schedule);
  if (schedule?.kind === 'timetable' && schedule.orAssets !== undefined) return [];
  if (schedule?.kind === 'timetable')
    return schedule.crons.filter((cron) => cron.known && cron.assumed === undefined) as Known<string>[];
  if (schedule?.kind !== 'expression' || NO_CRON.has(schedule.text)) return [];
  return [{ known: true, value: schedule.text, at: dag.schedule.at }];
}
