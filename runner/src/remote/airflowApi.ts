// The REST API of an Airflow elsewhere: v1 of Airflow 2, v2 of Airflow 3, behind one set of questions.

import { Authorization, withSlash } from './authorization';
import { ask, type Question } from './http';
import { RemoteError } from './remoteError';
import type { RemoteSettings, SecretStore } from './remoteSettings';

export interface RemoteDelta {
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;
}

/** As both versions give them; what only one has is optional. */
export interface RemoteDag {
  readonly dag_id: string;
  readonly is_paused: boolean | null;
  readonly fileloc: string;
  readonly relative_fileloc?: string | null;
  readonly timetable_description?: string | null;
  /** v2, and the details of v1. */
  readonly timetable_summary?: string | null;
  /** v1. */
  readonly schedule_interval?: ({ readonly value?: string } & Partial<RemoteDelta>) | null;
  readonly max_active_runs?: number | null;
  readonly max_active_tasks?: number | null;
}

export interface RemoteDagDetails extends RemoteDag {
  readonly catchup?: boolean | null;
  readonly start_date?: string | null;
  readonly end_date?: string | null;
  readonly params?: Readonly<Record<string, RemoteParam>>;
}

export interface RemoteParam {
  readonly value?: unknown;
  readonly description?: string | null;
  readonly schema?: Readonly<Record<string, unknown>>;
}

export interface RemoteTask {
  readonly task_id: string;
  readonly operator_name?: string | null;
  readonly class_ref?: { readonly class_name?: string | null } | null;
  readonly downstream_task_ids: readonly string[];
  readonly trigger_rule: string;
  readonly is_mapped?: boolean | null;
  readonly retries?: number | null;
  readonly retry_delay?: RemoteDelta | null;
  readonly pool?: string | null;
  readonly pool_slots?: number | null;
  readonly priority_weight?: number | null;
  readonly depends_on_past?: boolean | null;
  readonly wait_for_downstream?: boolean | null;
}

export interface RemoteRun {
  readonly dag_run_id: string;
  readonly state: string;
  readonly conf: Readonly<Record<string, unknown>> | null;
  readonly logical_date?: string | null;
  readonly data_interval_start?: string | null;
  readonly data_interval_end?: string | null;
}

export interface RemoteInstance {
  readonly task_id: string;
  readonly map_index: number;
  readonly state: string | null;
  readonly try_number: number;
  readonly rendered_map_index?: string | null;
  readonly rendered_fields?: Readonly<Record<string, unknown>> | null;
}

interface Release {
  readonly version: string;
  readonly isNewer: boolean;
}

const PAGE = 100;

export class AirflowApi {
  private readonly authorization: Authorization;
  private release: Promise<Release> | undefined;

  constructor(
    private readonly settings: RemoteSettings,
    secrets: SecretStore,
    environment: Readonly<Record<string, string>>,
    private readonly signal: AbortSignal | undefined = undefined,
  ) {
    this.authorization = new Authorization(settings, secrets, environment);
  }

  /** Airflow's version. @throws RemoteError, as all questions here */
  async version(): Promise<string> {
    return (await this.detect()).version;
  }

  async dags(): Promise<readonly RemoteDag[]> {
    return this.all<RemoteDag>('dags', 'dags');
  }

  async details(dagId: string): Promise<RemoteDagDetails> {
    return (await this.get(`dags/${id(dagId)}/details`)) as RemoteDagDetails;
  }

  async tasks(dagId: string): Promise<readonly RemoteTask[]> {
    return ((await this.get(`dags/${id(dagId)}/tasks`)) as { tasks: readonly RemoteTask[] }).tasks;
  }

  /** @param logicalDate null: none (Airflow 3), or now (Airflow 2) */
  async trigger(
    dagId: string,
    runId: string,
    logicalDate: string | null,
    conf: Readonly<Record<string, unknown>>,
  ): Promise<RemoteRun> {
    const { isNewer } = await this.detect();
    const date = isNewer || logicalDate !== null ? { logical_date: logicalDate } : {};
    return (await this.post(`dags/${id(dagId)}/dagRuns`, { dag_run_id: runId, conf, ...date })) as RemoteRun;
  }

  async run(dagId: string, runId: string): Promise<RemoteRun> {
    return (await this.get(runPath(dagId, runId))) as RemoteRun;
  }

  async instances(dagId: string, runId: string): Promise<readonly RemoteInstance[]> {
    return this.all<RemoteInstance>(`${runPath(dagId, runId)}/taskInstances`, 'task_instances');
  }

  /** The log of a try, as the version of the API gives it: see `remoteLog.ts`. */
  async log(dagId: string, runId: string, { task_id, map_index, try_number }: RemoteInstance): Promise<unknown> {
    const place = `${runPath(dagId, runId)}/taskInstances/${id(task_id)}/logs/${try_number}`;
    return this.get(`${place}?full_content=true&map_index=${map_index}`);
  }

  /** What a task instance has pushed, by key; what cannot be read is left out. */
  async xcoms(dagId: string, runId: string, { task_id, map_index }: RemoteInstance): Promise<Record<string, unknown>> {
    const place = `${runPath(dagId, runId)}/taskInstances/${id(task_id)}/xcomEntries`;
    const entries = await this.all<{ key: string }>(`${place}?map_index=${map_index}`, 'xcom_entries');
    const values: Record<string, unknown> = {};
    for (const { key } of entries) {
      const entry = (await this.get(`${place}/${id(key)}?map_index=${map_index}`)) as { value?: unknown };
      values[key] = entry.value ?? null;
    }
    return values;
  }

  /** Lets task instances of a run be tried again, with what comes after them. */
  async clear(
    dagId: string,
    runId: string,
    taskIds: readonly string[] | undefined,
    onlyFailed: boolean,
  ): Promise<void> {
    const wanted = taskIds ? { task_ids: taskIds, include_downstream: true } : {};
    const body = { dry_run: false, dag_run_id: runId, only_failed: onlyFailed, reset_dag_runs: true, ...wanted };
    await this.post(`dags/${id(dagId)}/clearTaskInstances`, body);
  }

  async setPaused(dagId: string, isPaused: boolean): Promise<void> {
    await this.patch(`dags/${id(dagId)}?update_mask=is_paused`, { is_paused: isPaused });
  }

  async markFailed(dagId: string, runId: string): Promise<void> {
    await this.patch(runPath(dagId, runId), { state: 'failed' });
  }

  /** The same Airflow, whose questions end with the signal. */
  until(signal: AbortSignal | undefined): AirflowApi {
    const api: AirflowApi = Object.create(this);
    Object.assign(api, { signal });
    return api;
  }

  private detect(): Promise<Release> {
    this.release ??= this.findRelease().catch((error: unknown) => {
      this.release = undefined;
      throw error;
    });
    return this.release;
  }

  /** Both versions tell it to everybody; only what stands before them may want to know who asks. */
  private async findRelease(): Promise<Release> {
    const { auth, url } = this.settings;
    const header = auth === 'token' || auth === 'google' ? await this.authorization.header(false) : undefined;
    let refused: RemoteError | undefined;
    for (const line of ['v2', 'v1'] as const) {
      try {
        const { version } = (await this.send(`api/${line}/version`, {}, header)) as { version?: string };
        if (version) return { version, isNewer: line === 'v2' };
      } catch (error) {
        if (!(error instanceof RemoteError) || ![401, 403, 404, 405].includes(error.status)) throw error;
        if (error.status === 401 || error.status === 403) refused = error;
      }
    }
    throw (
      refused ?? new RemoteError(`There is no Airflow at ${url}: it does not tell its version. Check the address.`, 404)
    );
  }

  private async all<Item>(place: string, name: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (;;) {
      const page = `${place}${place.includes('?') ? '&' : '?'}limit=${PAGE}&offset=${items.length}`;
      const answer = (await this.get(page)) as Record<string, unknown>;
      const found = answer[name] as readonly Item[];
      items.push(...found);
      if (found.length < PAGE || items.length >= Number(answer.total_entries)) return items;
    }
  }

  private get(place: string): Promise<unknown> {
    return this.ask(place, {});
  }

  private post(place: string, body: unknown): Promise<unknown> {
    return this.ask(place, { method: 'POST', body });
  }

  private patch(place: string, body: unknown): Promise<unknown> {
    return this.ask(place, { method: 'PATCH', body });
  }

  private async ask(place: string, question: Question): Promise<unknown> {
    const { isNewer } = await this.detect();
    const full = `api/${isNewer ? 'v2' : 'v1'}/${place}`;
    try {
      return await this.send(full, question, await this.authorization.header(isNewer));
    } catch (error) {
      if (!(error instanceof RemoteError && error.status === 401)) throw error;
      // The token may have ended.
      this.authorization.forget();
      return this.send(full, question, await this.authorization.header(isNewer));
    }
  }

  private send(place: string, question: Question, header: string | undefined): Promise<unknown> {
    const headers: Record<string, string> = header ? { authorization: header } : {};
    const url = new URL(place, withSlash(this.settings.url));
    return ask(url, { ...question, headers, signal: this.signal });
  }
}

function id(text: string): string {
  return encodeURIComponent(text);
}

function runPath(dagId: string, runId: string): string {
  return `dags/${id(dagId)}/dagRuns/${id(runId)}`;
}
