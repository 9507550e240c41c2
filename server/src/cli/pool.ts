// Analyses many files, in worker threads where that is worth it.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { parentFolder } from '../../../core/workspace/paths';
import type { FileSystem } from '../../../core/workspace/ports';
import { analyseFile, type FileResult } from './analyse';
import { loadEngine } from './analysis';
import type { Batch, Job, WorkerMessage } from './job';
import { optimizeLater } from './lateOptimizing';

/** Below this, starting threads costs more than they save. */
const FEW_FILES = 40;
const MOST_WORKERS = 8;
/** Trees and values live briefly and are many: with more room for the young ones, a tenth of the time is saved. */
const YOUNG_GENERATION = { maxYoungGenerationSizeMb: 96 };

export interface PoolOptions {
  readonly job: Job;
  /** What files are read through; threads always read the disk. */
  readonly files: FileSystem;
  /** Something other than the disk is read: then no threads are used. */
  readonly overlaid: boolean;
  readonly cores: number;
  readonly onDone: (count: number) => void;
}

/** Analyses files and answers in their order. @throws if a thread cannot start or dies */
export async function analyseFiles(paths: readonly string[], options: PoolOptions): Promise<FileResult[]> {
  const workers = Math.min(options.cores, MOST_WORKERS);
  if (paths.length < FEW_FILES || workers < 2 || options.overlaid) return inThisThread(paths, options);
  optimizeLater();
  const results = new Map<string, FileResult>();
  const queue = batches(paths, workers);
  const take = (result: FileResult) => {
    results.set(result.path, result);
    options.onDone(results.size);
  };
  await Promise.all(Array.from({ length: workers }, () => runWorker(queue, options.job, take)));
  return paths.flatMap((each) => results.get(each) ?? []);
}

async function inThisThread(paths: readonly string[], { job, files, onDone }: PoolOptions): Promise<FileResult[]> {
  const analysis = (await loadEngine(job.home))(job.settings, files);
  return paths.map((each, index) => {
    const result = analyseFile(analysis, files, each, job.wanted);
    onDone(index + 1);
    return result;
  });
}

/**
 * Files of one folder stay together as far as that keeps all workers busy: they share what they import. The last batches are
 * small, so that no worker is left alone with many files.
 */
function batches(paths: readonly string[], workers: number): Batch[] {
  const found: string[][] = [];
  let folder: string | undefined;
  for (const [index, each] of paths.entries()) {
    const most = Math.max(8, Math.min(64, Math.ceil((paths.length - index) / (workers * 4))));
    const last = found.at(-1);
    if (last && parentFolder(each) === folder && last.length < most) last.push(each);
    else if (last && last.length < most / 2) last.push(each);
    else found.push([each]);
    folder = parentFolder(each);
  }
  return found.map((group) => ({ paths: group }));
}

/** Runs one thread until the queue is empty. */
function runWorker(queue: Batch[], job: Job, take: (result: FileResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(job.home, 'worker.js'), { workerData: job, resourceLimits: YOUNG_GENERATION });
    const next = () => {
      const batch = queue.shift();
      if (batch) return worker.postMessage(batch);
      resolve();
      worker.terminate();
    };
    worker.on('message', ({ results }: WorkerMessage) => {
      for (const result of results) take(result);
      next();
    });
    worker.on('error', reject);
    worker.on('messageerror', reject);
    worker.on('exit', () => reject(new Error('A worker thread ended too early.')));
    next();
  });
}
