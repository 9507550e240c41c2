// Gets a DAG file loaded by a worker; one that has it loaded already is taken again as long as the files are the same.

import type { RunEnded, RunnableDag } from '../../../core/runs';
import type { RunSettings } from '../engine';
import { fingerprint } from './fingerprint';
import { dagFromWire, raisedFrom } from './fromWire';
import { interpretersToTry } from './interpreter';
import { PlainFiles } from './plainFiles';
import { NoWorker, WorkerProcess } from './workerProcess';

/** What comes with the product, and where it keeps things. All are absolute. */
export interface ProductFolders {
  /** The folder that holds the packages `daglens_worker`, `daglens_airflow` and `libs`. */
  readonly python: string;
  readonly catalog: string;
  /** A folder for what outlives runs and can be made again, such as the homes of Airflow. Made where it is missing. */
  readonly cache: string;
}

/** A file that could not be loaded: what it raised, or why nothing could be tried. */
export class LoadError extends Error {
  constructor(
    message: string,
    readonly raised: RunEnded['raised'],
  ) {
    super(message);
  }
}

export interface LoadedFile {
  readonly worker: WorkerProcess;
  readonly dags: readonly RunnableDag[];
  readonly notes: readonly string[];
  /** Says that a run no longer needs it. */
  release(): void;
}

interface Kept extends Omit<LoadedFile, 'release'> {
  readonly file: string;
  /** All that it was made from, the DAG file first. */
  readonly files: readonly string[];
  readonly fingerprint: string;
  /** 0 or 1. */
  users: number;
  lastUse: number;
}

/** Workers that nobody uses are kept up to this number, the latest ones. */
const MOST_IDLE = 3;

export class Loading {
  private kept: Kept[] = [];
  /** Workers that load a file. */
  private readonly busy = new Set<WorkerProcess>();
  private readonly plainFiles = new PlainFiles();

  constructor(
    private readonly settings: RunSettings,
    private readonly folders: ProductFolders,
  ) {}

  /**
   * The file, loaded. Whoever asks has to release it.
   * @param signal ends the loading
   * @throws LoadError
   */
  async load(file: string, signal?: AbortSignal): Promise<LoadedFile> {
    // One that is in use is not shared: stopping a run may end its worker.
    const known = this.kept.find((one) => one.file === file && one.users === 0 && one.worker.isAlive);
    if (known && fingerprint(known.files) === known.fingerprint) return this.use(known);
    if (known) this.forget(known);
    const before = fingerprint([file]);
    const loaded = await this.loadAnew(file, signal);
    const files = [file, ...loaded.files.filter((one) => one !== file)];
    const isSame = fingerprint([file]) === before;
    const kept = { ...loaded, file, files, fingerprint: isSame ? fingerprint(files) : '', users: 0, lastUse: 0 };
    this.kept.push(kept);
    return this.use(kept);
  }

  /** Starts a Python, to see whether there is one. @throws NoWorker */
  async startWorker(): Promise<WorkerProcess> {
    const { settings, folders } = this;
    let first: unknown;
    for (const interpreter of interpretersToTry(settings.python, settings.root, settings.environment)) {
      try {
        const { root: cwd, environment, spawnsTasks: spawns = process.platform === 'win32' } = settings;
        return await WorkerProcess.start({ interpreter, python: folders.python, cwd, environment, spawns });
      } catch (error) {
        if (!(error instanceof NoWorker)) throw error;
        // What a Python that is there says about itself tells more than that another one is missing.
        if (first === undefined || isAbsence(first)) first = error;
      }
    }
    throw first;
  }

  async dispose(): Promise<void> {
    const { kept } = this;
    this.kept = [];
    for (const worker of this.busy) worker.kill();
    await Promise.all(kept.map(({ worker }) => worker.stop()));
    this.plainFiles.dispose();
  }

  private use(kept: Kept): LoadedFile {
    kept.users++;
    kept.worker.setIdle(false);
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      kept.users--;
      kept.lastUse = performance.now();
      if (kept.users === 0) this.rest(kept);
    };
    return { worker: kept.worker, dags: kept.dags, notes: kept.notes, release };
  }

  private rest(kept: Kept): void {
    kept.worker.setIdle(true);
    if (!this.kept.includes(kept)) void kept.worker.stop();
    const idle = this.kept.filter(({ users }) => users === 0).sort((a, b) => b.lastUse - a.lastUse);
    for (const one of idle.slice(MOST_IDLE)) this.forget(one);
  }

  /** A worker that is still used goes on with what it has loaded, and ends after that. */
  private forget(kept: Kept): void {
    this.kept = this.kept.filter((one) => one !== kept);
    if (kept.users === 0) void kept.worker.stop();
  }

  private async loadAnew(
    file: string,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Kept, 'worker' | 'dags' | 'notes' | 'files'>> {
    const { settings, folders } = this;
    let worker: WorkerProcess | undefined;
    const kill = (): void => worker?.kill();
    signal?.addEventListener('abort', kill);
    try {
      const values = this.valueFiles();
      worker = await this.startWorker();
      this.busy.add(worker);
      if (signal?.aborted) throw new Error('stopped');
      const answer = await worker.ask({
        ...{ kind: 'load', file, version: settings.version, import_roots: settings.importRoots },
        ...{ plugins_folder: settings.pluginsFolder ?? null, dags_folder: settings.dagsFolder ?? null },
        ...{ catalog: folders.catalog, ...values },
      });
      if (answer.kind === 'load_failed') throw new LoadError('the file cannot be loaded', raisedFrom(answer.raised));
      if (answer.kind !== 'loaded') throw new Error(`the worker answered ${answer.kind}`);
      const given = [settings.variablesFile, settings.connectionsFile, settings.standInsFile].filter(isThere);
      return {
        worker,
        dags: answer.dags.map(dagFromWire),
        notes: answer.notes,
        files: [...(answer.files ?? []), ...given],
      };
    } catch (error) {
      await worker?.stop();
      if (error instanceof LoadError) throw error;
      throw new LoadError(error instanceof Error ? error.message : String(error), undefined);
    } finally {
      signal?.removeEventListener('abort', kill);
      if (worker) this.busy.delete(worker);
    }
  }

  private valueFiles() {
    const { variablesFile, connectionsFile, standInsFile } = this.settings;
    return {
      variables_file: this.plainFiles.plain(variablesFile),
      connections_file: this.plainFiles.plain(connectionsFile),
      stand_ins_file: this.plainFiles.plain(standInsFile),
    };
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof NoWorker && error.isAbsent;
}

function isThere(file: string | undefined): file is string {
  return file !== undefined;
}
