// The engine `remote`: runs DAGs on an Airflow elsewhere through its REST API, and follows them here.

import path from 'node:path';
import type { RunEvent } from '../../../core/runs';
import type { Engine, Loaded, RunRequest, RunSettings } from '../engine';
import { EventQueue } from '../eventQueue';
import { placeIn } from '../placeIn';
import { AirflowApi, type RemoteDag, type RemoteRun } from './airflowApi';
import { Follower, type Patience } from './follow';
import { runnableFrom } from './remoteDag';
import { RemoteError } from './remoteError';
import { environmentSecrets, type RemoteSettings, remoteFromEnvironment, type SecretStore } from './remoteSettings';

const NOT_SET_UP =
  'No Airflow is named to run on. Set its address (DAGLENS_AIRFLOW_URL) and how you show who you are (DAGLENS_AIRFLOW_USER and DAGLENS_AIRFLOW_PASSWORD, or DAGLENS_AIRFLOW_TOKEN).';

/**
 * Runs what is deployed there, not the file.
 * @param secrets left out: variables of the environment
 * @param patience how often it is asked; left out: every second to ten
 */
export function createRemoteEngine(
  settings: RunSettings,
  secrets: SecretStore = environmentSecrets(settings.environment),
  patience?: Patience,
): Engine {
  const remote = settings.remote ?? remoteFromEnvironment(settings.environment);
  if (!remote) return notSetUp();
  const api = new AirflowApi(remote, secrets, settings.environment);
  return {
    id: 'remote',
    unavailable: () => whyUnavailable(api),
    load: (file) => load(api, file, settings),
    run: (request, signal) => run(api, remote, request, signal, patience),
    setPaused: (dagId, isPaused) => api.setPaused(dagId, isPaused),
    dispose: async () => {},
  };
}

function notSetUp(): Engine {
  return {
    id: 'remote',
    unavailable: async () => NOT_SET_UP,
    load: async () => notLoaded(NOT_SET_UP),
    run: async function* () {
      yield ended('failed', NOT_SET_UP, false);
    },
    dispose: async () => {},
  };
}

async function whyUnavailable(api: AirflowApi): Promise<string | undefined> {
  try {
    await api.version();
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

/** The deployed DAGs whose file has the same path below the folder of DAGs, or where that is not known the same name. */
async function load(api: AirflowApi, file: string, { dagsFolder }: RunSettings): Promise<Loaded> {
  try {
    const place = (dagsFolder !== undefined && placeIn(dagsFolder, file)) || path.basename(file);
    const found = (await api.dags()).filter((dag) => isAt(dag, place));
    if (found.length === 0)
      return notLoaded(`No deployed DAG comes from a file ${place}. Deploy it, or check the address.`);
    return { dags: await Promise.all(found.map(({ dag_id }) => deployed(api, dag_id))), notes: [] };
  } catch (error) {
    return notLoaded(wordsOf(error));
  }
}

function isAt({ fileloc, relative_fileloc }: RemoteDag, place: string): boolean {
  const wanted = `/${place.replaceAll('\\', '/')}`;
  return [fileloc, relative_fileloc ?? ''].some((one) => `/${one.replaceAll('\\', '/')}`.endsWith(wanted));
}

async function deployed(api: AirflowApi, dagId: string) {
  const [details, tasks] = await Promise.all([api.details(dagId), api.tasks(dagId)]);
  return runnableFrom(details, tasks);
}

function run(
  api: AirflowApi,
  remote: RemoteSettings,
  request: RunRequest,
  signal: AbortSignal,
  patience: Patience | undefined,
): AsyncIterable<RunEvent> {
  const events = new EventQueue<RunEvent>();
  const tell = (event: RunEvent): void => events.push(event);
  const follow = async (): Promise<RunEvent> => {
    const refused = whyNot(request);
    if (refused) return ended('failed', refused, false);
    const dagId = request.dagId ?? (await onlyDag(api, request.file));
    const questions = api.until(signal);
    try {
      await begin(questions, dagId, request, tell);
      const followed = { dagId, runId: request.runId, folder: request.folder };
      const { state, because } = await new Follower(questions, followed, tell, patience).toEnd(signal);
      return ended(state, because, false);
    } catch (error) {
      if (!signal.aborted) throw error;
      return stopped(api, remote, dagId, request.runId);
    }
  };
  void follow()
    .catch((error: unknown) => ended('failed', wordsOf(error), false))
    .then(tell)
    .finally(() => events.close());
  return events;
}

/** What a cluster cannot be asked for. */
function whyNot({ tasks, again, dryRun, marks, debug }: RunRequest): string | undefined {
  if (dryRun) return 'An Airflow elsewhere has no dry run. Use the engine builtin or airflow for it.';
  if (debug)
    return 'Tasks on an Airflow elsewhere cannot be debugged from here. Use the engine builtin or airflow for it.';
  if (marks.size > 0)
    return 'Tasks on an Airflow elsewhere cannot be marked before they run. Use the engine builtin for it.';
  if (tasks && !again)
    return 'An Airflow elsewhere runs whole DAGs. Run the DAG; of one of its runs, rerun what failed, or run from a task.';
  return undefined;
}

async function onlyDag(api: AirflowApi, file: string): Promise<string> {
  const found = (await api.dags()).filter((dag) => isAt(dag, path.basename(file)));
  const [only] = found;
  if (only && found.length === 1) return only.dag_id;
  throw new RemoteError(
    `${found.length} deployed DAGs come from a file ${path.basename(file)}: say which one to run.`,
    404,
  );
}

async function begin(
  api: AirflowApi,
  dagId: string,
  request: RunRequest,
  tell: (event: RunEvent) => void,
): Promise<void> {
  const details = await api.details(dagId);
  const dag = runnableFrom(details, await api.tasks(dagId));
  const made = await (request.again ? cleared(api, dagId, request) : triggered(api, dagId, request));
  const { logical_date, data_interval_start: start, data_interval_end: end } = made;
  tell({
    ...{ kind: 'started', engine: 'remote', runId: made.dag_run_id, dag, version: await api.version() },
    ...{ logicalDate: logical_date ?? null, dataInterval: start && end ? [start, end] : null },
    ...{ conf: made.conf ?? {}, at: new Date().toISOString() },
  });
  if (details.is_paused) {
    const message = `'${dagId}' is paused there: its run waits until somebody unpauses it. "DagLens: Unpause DAG on the Remote Airflow" does.`;
    tell({ kind: 'note', level: 'warning', message });
  }
}

function triggered(api: AirflowApi, dagId: string, { runId, logicalDate, conf }: RunRequest): Promise<RemoteRun> {
  return api.trigger(dagId, runId, logicalDate ?? null, conf);
}

async function cleared(api: AirflowApi, dagId: string, { runId, tasks }: RunRequest): Promise<RemoteRun> {
  await api.clear(dagId, runId, tasks && [...tasks], tasks === undefined);
  return api.run(dagId, runId);
}

/** Nobody here follows it any more; there it goes on, unless it is to be marked failed. */
async function stopped(api: AirflowApi, remote: RemoteSettings, dagId: string, runId: string): Promise<RunEvent> {
  if (!remote.stopMarksFailed) return ended('failed', `no longer followed: the run ${runId} goes on in Airflow`, true);
  try {
    await api.until(AbortSignal.timeout(STOP_WITHIN_MS)).markFailed(dagId, runId);
    return ended('failed', 'stopped, and marked failed in Airflow', true);
  } catch (error) {
    return ended('failed', `no longer followed, but not marked failed in Airflow: ${wordsOf(error)}`, true);
  }
}

const STOP_WITHIN_MS = 1500;

function ended(
  state: 'success' | 'failed' | 'queued' | 'running',
  because: string | undefined,
  isStopped: boolean,
): RunEvent {
  return { kind: 'ended', state, because, raised: undefined, stopped: isStopped, at: new Date().toISOString() };
}

function notLoaded(message: string): Loaded {
  return { raised: { type: 'DagLens', message, frames: [] } };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
