// What the main thread and the workers say to each other.

import type { ProjectSettings } from '../../../core/workspace/ports';
import type { FileResult, Wanted } from './analyse';

/** What a worker is started with. */
export interface Job {
  readonly settings: ProjectSettings;
  readonly wanted: Wanted;
  /** The folder of the parser's wasm files. */
  readonly home: string;
}

/** To a worker: analyse these files. */
export interface Batch {
  readonly paths: readonly string[];
}

/** From a worker: the files of a batch are done. */
export interface WorkerMessage {
  readonly results: readonly FileResult[];
}
