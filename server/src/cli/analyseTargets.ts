// Analyses the files that a command line names.

import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import type { FileResult, Wanted } from './analyse';
import { analyseFiles } from './pool';
import { Progress } from './progress';
import type { World } from './world';

export interface TargetOptions {
  readonly settings: ProjectSettings;
  readonly files: FileSystem;
  /** `files` shows something other than the disk. */
  readonly overlaid: boolean;
  readonly wanted: Wanted;
}

/** The results, in the order of the files; a progress line is shown on long work. */
export async function analyseTargets(
  paths: readonly string[],
  world: World,
  { settings, files, overlaid, wanted }: TargetOptions,
): Promise<FileResult[]> {
  const progress = new Progress(world.err, wanted === 'graph' ? 'Reading' : 'Checking', paths.length);
  try {
    return await analyseFiles(paths, {
      job: { settings, wanted, home: world.home },
      files,
      overlaid,
      cores: world.cores,
      onDone: (count) => progress.done(count),
    });
  } finally {
    progress.end();
  }
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
