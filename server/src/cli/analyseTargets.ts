// Analyses the files that a command line names.

import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import type { FileResult, Wanted } from './analyse';
import { analyseFiles } from './pool';
import { Progress } from './progress';
import type { CommandProject } from './project';
import type { World } from './world';

export interface TargetOptions {
  readonly project: CommandProject;
  readonly files: FileSystem;
  /** `files` shows something other than the disk. */
  readonly overlaid: boolean;
  readonly wanted: Wanted;
}

/** The results, in the order of the files; a progress line is shown on long work. */
export async function analyseTargets(
  paths: readonly string[],
  world: World,
  { project, files, overlaid, wanted }: TargetOptions,
): Promise<FileResult[]> {
  const progress = new Progress(world.err, wanted === 'graph' ? 'Reading' : 'Checking', paths.length);
  const results = new Map<string, FileResult>();
  try {
    for (const [settings, group] of bySettings(paths, project)) {
      const before = results.size;
      const analysed = await analyseFiles(group, {
        job: { settings, wanted, home: world.home },
        files,
        overlaid,
        cores: world.cores,
        onDone: (count) => progress.done(before + count),
      });
      for (const result of analysed) results.set(result.path, result);
    }
  } finally {
    progress.end();
  }
  return paths.flatMap((path) => results.get(path) ?? []);
}

/** Files under the same settings are analysed together. */
function bySettings(paths: readonly string[], project: CommandProject): Map<ProjectSettings, string[]> {
  const groups = new Map<ProjectSettings, string[]>();
  for (const path of paths) {
    const settings = project.settingsFor(path);
    const group = groups.get(settings);
    if (group) group.push(path);
    else groups.set(settings, [path]);
  }
  return groups;
}

/** Tells what broke inside DagLens. @returns true if anything did */
export function tellFailures(results: readonly FileResult[], world: World, print: (path: string) => string): boolean {
  const broken = results.filter(({ failure }) => failure !== undefined);
  for (const { path, failure } of broken) {
    const [first, ...stack] = failure!.split('\n');
    world.err.write(`daglens: internal error in ${print(path)}: ${first}\n`);
    if (world.environment.DAGLENS_TRACE) world.err.write(`${stack.join('\n')}\n`);
  }
  return broken.length > 0;
}
