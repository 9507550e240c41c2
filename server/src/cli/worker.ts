// A worker thread of the command line: an analyst who reads the disk.

import { parentPort, workerData } from 'node:worker_threads';
import { diskFiles } from '../diskFiles';
import { loadEngine } from './analysis';
import { Analyst } from './analyst';
import type { Job, Notice, Question } from './job';

const { home } = workerData as Job;
const port = parentPort!;
const analyst = loadEngine(home).then((open) => new Analyst(open, diskFiles()));

port.on('message', async (message: Notice | Question) => {
  const listener = await analyst;
  if (message.kind === 'settings' || message.kind === 'offers') listener.hear(message);
  else port.postMessage(listener.answer(message));
});
