// A whole Airflow on loopback, `airflow standalone`, in a process group of its own that is ended as a whole.
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const UP_WITHIN_MS = 240_000;
const GONE_WITHIN_MS = 20_000;

/** What differs between the lines. */
const KINDS = {
  airflow3: {
    settings: (port) => ({
      AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS: 'True',
      AIRFLOW__API__HOST: '127.0.0.1',
      AIRFLOW__API__PORT: String(port),
      AIRFLOW__API__WORKERS: '1',
      AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `http://127.0.0.1:${port}/execution/`,
    }),
    health: 'api/v2/monitor/health',
    access: () => ({}),
  },
  airflow2: {
    settings: (port) => ({
      AIRFLOW__API__AUTH_BACKENDS: 'airflow.api.auth.backend.basic_auth',
      AIRFLOW__WEBSERVER__WEB_SERVER_HOST: '127.0.0.1',
      AIRFLOW__WEBSERVER__WEB_SERVER_PORT: String(port),
      AIRFLOW__WEBSERVER__WORKERS: '1',
    }),
    health: 'health',
    access: (home) => ({
      DAGLENS_AIRFLOW_USER: 'admin',
      DAGLENS_AIRFLOW_PASSWORD: readFileSync(path.join(home, 'standalone_admin_password.txt'), 'utf8').trim(),
    }),
  },
};

/**
 * Starts one, waits until it answers, and ends it after `use`, whatever happens.
 * @param environment of `corpora.mjs`: `airflow3` or `airflow2`
 * @param places the cache's folders of environments and homes
 * @param use is given what a client needs in its environment
 */
export async function withCluster(environment, { venvs, homes }, dags, use) {
  const kind = KINDS[environment];
  const home = mkdtempSync(path.join(os.tmpdir(), 'daglens-cluster-'));
  const port = await freePort();
  copyFileSync(path.join(homes, environment, 'airflow.db'), path.join(home, 'airflow.db'));
  mkdirSync(path.join(home, 'dags'));
  cpSync(dags, path.join(home, 'dags'), { recursive: true });
  const bin = path.join(venvs, environment, 'bin');
  const output = openSync(path.join(home, 'standalone.log'), 'w');
  const cluster = spawn(path.join(bin, 'airflow'), ['standalone'], {
    ...{ detached: true, stdio: ['ignore', output, output], cwd: home },
    env: {
      ...{ PATH: `${bin}:${process.env.PATH}`, HOME: process.env.HOME, AIRFLOW_HOME: home },
      ...{ AIRFLOW__CORE__LOAD_EXAMPLES: 'False', AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION: 'True' },
      ...{ AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL: '5', AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL: '5' },
      ...kind.settings(port),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await answers(`${url}/${kind.health}`, cluster, path.join(home, 'standalone.log'));
    return await use({ DAGLENS_AIRFLOW_URL: url, ...kind.access(home) });
  } finally {
    await endGroup(cluster);
    rmSync(home, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function answers(url, cluster, log) {
  const until = Date.now() + UP_WITHIN_MS;
  while (Date.now() < until && cluster.exitCode === null) {
    const health = await fetch(url, { signal: AbortSignal.timeout(5000) })
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined);
    if (health?.scheduler?.status === 'healthy') return;
    await pause(1000);
  }
  throw new Error(`airflow standalone did not come up:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

/** Waits until each DAG is known to the cluster. */
export async function deployedDags(api, dagIds) {
  const until = Date.now() + UP_WITHIN_MS;
  for (;;) {
    const known = new Set((await api.dags().catch(() => [])).map(({ dag_id }) => dag_id));
    if (dagIds.every((id) => known.has(id))) return;
    if (Date.now() > until) throw new Error(`the cluster does not know ${dagIds.filter((id) => !known.has(id))}`);
    await pause(1000);
  }
}

async function endGroup(cluster) {
  const signal = (name) => {
    try {
      process.kill(-cluster.pid, name);
      return true;
    } catch {
      return false;
    }
  };
  signal('SIGTERM');
  const until = Date.now() + GONE_WITHIN_MS;
  while (Date.now() < until && signal(0)) await pause(200);
  signal('SIGKILL');
}
