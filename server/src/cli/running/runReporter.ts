// Tells what happens in runs: as a table that is kept up to date on a terminal, else line by line.

import type { RunEvent, RunRecord } from '../../../../core/runs';
import { coloursFor } from '../colours';
import type { World } from '../world';
import { RunLines } from './runLines';
import type { OnEvent, RunPlan } from './runOnce';
import { RunTable } from './runTable';

export interface Reporter {
  readonly onEvent: OnEvent;
  /** All runs have ended. */
  end(): void;
}

/** How the runs of a plan are told: JSON is printed at the end, by others. */
export function reporterFor({ options, tasks }: RunPlan, world: World): Reporter {
  if (options.format === 'json') return { onEvent: notesOnly(world), end: () => {} };
  const colours = coloursFor(world.out, world.environment);
  if (world.out.isTerminal && !options.backfill && world.environment.TERM !== 'dumb')
    return new RunTable(world.out, colours, tasks);
  return new RunLines(world.out, colours, options.backfill !== undefined);
}

function notesOnly({ err }: World): (event: RunEvent, record: RunRecord) => void {
  return (event) => {
    if (event.kind === 'note') err.write(`daglens: ${event.message}\n`);
  };
}
