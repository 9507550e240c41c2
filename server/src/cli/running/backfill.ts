// One run for each date of a DAG's schedule.

import type { RunRecord } from '../../../../core/runs';
import { runsAtOnce } from '../../../../runner/src/backfills';
import { datesBetween } from '../../../../runner/src/builtin/dataInterval';
import { UsageError } from '../world';
import { type RunPlan, runOnce } from './runOnce';
import type { Reporter } from './runReporter';

const MOST_RUNS = 1000;

/** The runs, in the order of their dates; after a stop no other one begins. @throws UsageError if the range has no date */
export async function backfill(
  plan: RunPlan,
  { from, to }: { readonly from: number; readonly to: number },
  signal: AbortSignal,
  reporter: Reporter,
): Promise<RunRecord[]> {
  const dates = datesBetween(plan.dag, from, to, plan.version, MOST_RUNS + 1);
  if (dates.length === 0) throw new UsageError(`the schedule of '${plan.dag.dagId}' has no date in this range.`);
  if (dates.length > MOST_RUNS) throw new UsageError(`this range has more than ${MOST_RUNS} dates.`);
  const records: (RunRecord | undefined)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < dates.length && !signal.aborted) {
      const index = next++;
      records[index] = await runOnce(plan, 'backfill', dates[index]!, signal, reporter.onEvent);
    }
  };
  await Promise.all(Array.from({ length: runsAtOnce(plan.dag) }, work));
  return records.filter((record) => record !== undefined);
}
