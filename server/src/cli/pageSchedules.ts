// When the DAGs of the page of `daglens graph --format html` run.

import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import { diskFiles } from '../diskFiles';
import type { FileResult } from './analyse';
import { loadEngine } from './analysis';
import type { CommandProject } from './project';
import { askedNow, projectUpdaters, scheduleAnswers } from './scheduleAnswers';
import type { World } from './world';

/** The schedules of all pictures, with those that update the assets of DAGs that assets start. */
export async function schedulesOf(
  results: readonly FileResult[],
  project: CommandProject,
  world: World,
): Promise<ScheduleAnswer[]> {
  const isByEvents = ({ pictures }: FileResult) => pictures.some(({ schedule }) => schedule.outcome === 'events');
  const first = results.find(isByEvents);
  const open = first && (await loadEngine(world.home));
  const updatersOf = open && projectUpdaters(open(project.settingsFor(first.path), diskFiles()), project.settings.root);
  return results.flatMap((result) => {
    const { path, pictures } = result;
    if (!open || !isByEvents(result)) return pictures.map(({ schedule }) => schedule);
    const analysis = open(project.settingsFor(path), diskFiles());
    const answers = scheduleAnswers(analysis, analysis.check(path), askedNow(updatersOf));
    return pictures.map(({ index }) => answers[index]!);
  });
}
