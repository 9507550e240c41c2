// Analyses the files of a command, by several analysts where that is worth it.

import { parentFolder } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import type { FileResult, Wanted } from './analyse';
import { type Analysts, analystHere, analystsInThreads } from './analysts';
import type { CrossFileFindings, OffersNotice, PlacedFile, Question } from './job';
import { Progress } from './progress';
import type { CommandProject } from './project';
import type { World } from './world';

/** Below this, starting threads costs more than they save. */
const FEW_FILES = 40;
const MOST_WORKERS = 8;

export interface PoolOptions {
  readonly project: CommandProject;
  readonly files: FileSystem;
  /** `files` shows something other than the disk: then no threads are used, which read the disk. */
  readonly overlaid: boolean;
}

/** Does `work` with analysts for about `count` files, and sends them home. */
export async function withPool<T>(
  count: number,
  world: World,
  { project, files, overlaid }: PoolOptions,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const workers = Math.min(world.cores, MOST_WORKERS);
  const alone = count < FEW_FILES || workers < 2 || overlaid;
  const analysts = alone ? analystHere(world.home, files) : analystsInThreads(world.home, workers);
  try {
    return await work(new Pool(analysts, project, world));
  } finally {
    analysts.end();
  }
}

export class Pool {
  /** The settings that the analysts were told, by their numbers. */
  private readonly told = new Map<ProjectSettings, number>();

  constructor(
    private readonly analysts: Analysts,
    private readonly project: CommandProject,
    private readonly world: World,
  ) {}

  /** The results, in the order of the files; a progress line is shown on long work. */
  async analyse(paths: readonly string[], wanted: Wanted): Promise<FileResult[]> {
    const progress = new Progress(this.world.err, wanted === 'graph' ? 'Reading' : 'Checking', paths.length);
    const results = new Map<string, FileResult>();
    const questions = this.batches(paths, (path) => path).map(
      ({ settings, items }): Question => ({ kind: 'analyse', settings, wanted, paths: items }),
    );
    try {
      await this.analysts.ask(questions, (answer) => {
        for (const result of answer.results) results.set(result.path, result);
        progress.done(results.size);
      });
    } finally {
      progress.end();
    }
    return paths.flatMap((path) => results.get(path) ?? []);
  }

  /** What other files add to the findings of these. */
  async across(files: readonly PlacedFile[], offers: Omit<OffersNotice, 'kind'>): Promise<CrossFileFindings[]> {
    if (files.length === 0) return [];
    this.analysts.tell({ kind: 'offers', ...offers });
    const found: CrossFileFindings[] = [];
    const questions = this.batches(files, ({ path }) => path).map(
      ({ settings, items }): Question => ({ kind: 'across', settings, files: items }),
    );
    await this.analysts.ask(questions, ({ across }) => found.push(...across));
    return found;
  }

  /**
   * Files of one folder stay together as far as that keeps all analysts busy: they share what they import. The last batches are
   * small, so that nobody is left alone with many files.
   */
  private batches<T>(items: readonly T[], pathOf: (item: T) => string): { settings: number; items: T[] }[] {
    const found: { settings: number; items: T[] }[] = [];
    let folder: string | undefined;
    for (const [index, item] of items.entries()) {
      const settings = this.numberOf(this.project.settingsFor(pathOf(item)));
      const itsFolder = parentFolder(pathOf(item));
      const most = Math.max(8, Math.min(64, Math.ceil((items.length - index) / (this.analysts.count * 4))));
      const last = found.at(-1);
      const room = itsFolder === folder ? most : most / 2;
      if (last && last.settings === settings && last.items.length < room) last.items.push(item);
      else found.push({ settings, items: [item] });
      folder = itsFolder;
    }
    return found;
  }

  private numberOf(settings: ProjectSettings): number {
    const known = this.told.get(settings);
    if (known !== undefined) return known;
    const number = this.told.size;
    this.told.set(settings, number);
    this.analysts.tell({ kind: 'settings', number, settings });
    return number;
  }
}
