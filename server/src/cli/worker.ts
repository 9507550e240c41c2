// A worker thread of the command line: analyses the files it is given.

import { parentPort, workerData } from 'node:worker_threads';
import { diskFiles } from '../diskFiles';
import { analyseFile } from './analyse';
import { loadEngine } from './analysis';
import type { Batch, Job, WorkerMessage } from './job';

const { settings, wanted, home } = workerData as Job;
const port = parentPort!;
const files = diskFiles();
const analysis = loadEngine(home).then((open) => open(settings, files));

port.on('message', async ({ paths }: Batch) => {
  const snapshot = await analysis;
  const message: WorkerMessage = { results: paths.map((path) => analyseFile(snapshot, files, path, wanted)) };
  port.postMessage(message);
});
