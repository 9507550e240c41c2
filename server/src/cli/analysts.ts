// Who analyses files: one analyst in this thread, or several in worker threads.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileSystem } from '../../../core/workspace/ports';
import { loadEngine } from './analysis';
import { Analyst } from './analyst';
import type { Answer, Job, Notice, Question } from './job';
import { optimizeLater } from './lateOptimizing';

/** Trees and values live briefly and are many: with more room for the young ones, a tenth of the time is saved. */
const YOUNG_GENERATION = { maxYoungGenerationSizeMb: 96 };

export interface Analysts {
  readonly count: number;
  /** Tells every analyst something that later questions build on. */
  tell(notice: Notice): void;
  /** Asks each question of whoever is free; `take` gets the answers as they come. @throws if a thread cannot start or dies */
  ask(questions: readonly Question[], take: (answer: Answer) => void): Promise<void>;
  /** They are not needed any more. */
  end(): void;
}

/** @param home the folder of the parser's wasm files */
export function analystHere(home: string, files: FileSystem): Analysts {
  const notices: Notice[] = [];
  let loaded: Analyst | undefined;
  return {
    count: 1,
    tell: (notice) => {
      notices.push(notice);
    },
    ask: async (questions, take) => {
      if (questions.length === 0) return;
      loaded ??= new Analyst(await loadEngine(home), files);
      for (const notice of notices.splice(0)) loaded.hear(notice);
      for (const question of questions) take(loaded.answer(question));
    },
    end: () => undefined,
  };
}

/** They read the disk. @param home the folder of `worker.js` and of the parser's wasm files */
export function analystsInThreads(home: string, count: number): Analysts {
  optimizeLater();
  const workerData: Job = { home };
  const script = path.join(home, 'worker.js');
  const workers = Array.from(
    { length: count },
    () => new Worker(script, { workerData, resourceLimits: YOUNG_GENERATION }),
  );
  return {
    count,
    tell: (notice) => {
      for (const worker of workers) worker.postMessage(notice);
    },
    ask: async (questions, take) => {
      const queue = [...questions];
      await Promise.all(workers.map((worker) => untilEmpty(worker, queue, take)));
    },
    end: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}

/** One thread answers questions until there are no more. */
function untilEmpty(worker: Worker, queue: Question[], take: (answer: Answer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => worker.off('message', heard).off('error', reject).off('messageerror', reject).off('exit', died);
    const next = () => {
      const question = queue.shift();
      if (question) return worker.postMessage(question);
      stop();
      resolve();
    };
    const heard = (answer: Answer) => {
      take(answer);
      next();
    };
    const died = () => reject(new Error('A worker thread ended too early.'));
    worker.on('message', heard).on('error', reject).on('messageerror', reject).on('exit', died);
    next();
  });
}
