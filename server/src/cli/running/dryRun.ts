// `daglens run --dry-run`: the order of the tasks, and what each would do, beside what it did the time before.

import { inWaves, type RunRecord } from '../../../../core/runs';
import { dateBefore } from '../../../../runner/src/builtin/dataInterval';
import { coloursFor } from '../colours';
import type { World } from '../world';
import { dryRunJson, dryRunText } from './dryRunReport';
import { now, type RunPlan, runOnce } from './runOnce';

/** Prints it. The exit code comes back: 1 if something cannot be rendered. */
export async function dryRun(plan: RunPlan, world: World, signal: AbortSignal): Promise<number> {
  const date = plan.options.logicalDate ?? now();
  const render = (logicalDate: string) => runOnce(plan, 'manual', logicalDate, signal, () => {});
  const record = await render(date);
  const before = dateBefore(plan.dag, date, plan.version);
  const earlier = before === undefined || record.state === 'failed' ? undefined : await render(before);
  const known = (await plan.known()).find(({ dagId }) => dagId === plan.dag.dagId);
  const leads = new Map(known?.tasks.map((task) => [task.id, task.leads ?? []]));
  const report = { leads, plan, record, earlier, waves: inWaves(plan.dag.tasks) };
  const text =
    plan.options.format === 'json'
      ? dryRunJson(report, world)
      : dryRunText(report, coloursFor(world.out, world.environment));
  world.out.write(text);
  return record.state === 'failed' || hasFailed(record) ? 1 : 0;
}

function hasFailed({ instances }: RunRecord): boolean {
  return Object.values(instances).some(({ tries }) => tries.some(({ raised }) => raised !== undefined));
}
