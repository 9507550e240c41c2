// Engine `builtin`: our own scheduler, and Python processes with a stand-in for Airflow. Needs nothing but Python.

import type { RunEvent } from '../../../core/runs';
import type { Engine, Loaded, RunRequest, RunSettings } from '../engine';
import { EventQueue } from '../eventQueue';
import { BuiltinRun } from './builtinRun';
import { raisedInWords } from './fromWire';
import { LoadError, Loading, type ProductFolders } from './loading';

/**
 * The engine for a project.
 * @param folders where the product's own files lie
 */
export function createBuiltinEngine(settings: RunSettings, folders: ProductFolders): Engine {
  const loading = new Loading(settings, folders);
  return {
    id: 'builtin',
    unavailable: () => whyUnavailable(loading),
    load: (file) => load(loading, file),
    run: (request, signal) => run(loading, settings, request, signal),
    dispose: () => loading.dispose(),
  };
}

async function whyUnavailable(loading: Loading): Promise<string | undefined> {
  try {
    await (await loading.startWorker()).stop();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function load(loading: Loading, file: string): Promise<Loaded> {
  try {
    const { dags, notes, release } = await loading.load(file);
    release();
    return { dags, notes };
  } catch (error) {
    const raised = error instanceof LoadError ? error.raised : undefined;
    const message = error instanceof Error ? error.message : String(error);
    return { raised: raised ?? { type: 'DagLens', message, frames: [] } };
  }
}

function run(
  loading: Loading,
  settings: RunSettings,
  request: RunRequest,
  signal: AbortSignal,
): AsyncIterable<RunEvent> {
  const events = new EventQueue<RunEvent>();
  const tell = (event: RunEvent): void => events.push(event);
  void new BuiltinRun(loading, settings, request, tell)
    .run(signal)
    .catch((error: unknown) => tell(notRun(error, signal.aborted)))
    .finally(() => events.close());
  return events;
}

/** The end of a run that did not begin. */
function notRun(error: unknown, stopped: boolean): RunEvent {
  const raised = error instanceof LoadError ? error.raised : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return {
    ...{ kind: 'ended', state: 'failed', stopped, at: new Date().toISOString(), raised },
    because: stopped ? 'stopped' : raised ? `the file cannot be loaded: ${raisedInWords(raised)}` : message,
  };
}
