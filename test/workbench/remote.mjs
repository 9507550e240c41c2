// The engine `remote` in the workbench, against a server of ours that answers as Airflow 3 does.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCore } from '../../scripts/load-core.mjs';
import { runPanel, standsOut } from './run.mjs';
import { startWorkbench } from './start.mjs';

const FILE = 'deployed.py';

const TEXT = `from datetime import datetime

from airflow.sdk import DAG, task

with DAG("deployed", schedule=None, start_date=datetime(2026, 1, 1)):

    @task
    def extract():
        return 3

    @task
    def load(rows):
        raise ValueError("no rows")

    load(extract())
`;

const API = '/api/v2';
const DAG = `${API}/dags/deployed`;

/** Runs a DAG elsewhere: asks for the password, follows the states, unpauses, and clears what failed. */
export async function runElsewhere(report, vsix) {
  const { withAirflow } = await loadCore("export { withAirflow } from './test/runner/fakeAirflow';");
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ws-'));
  writeFileSync(path.join(folder, FILE), TEXT);
  let workbench;
  const step = (name, run) =>
    report.step(`remote: ${name}`, run, (number) => workbench?.screenshot(`remote-failed-${number}`));
  const cluster = new Cluster();
  try {
    await withAirflow(cluster.answers(), async ({ url, asked }) => {
      writeSettings(folder, url);
      await step('the workbench opens', async () => {
        workbench = await startWorkbench({ folder, vsix, open: FILE, theme: 'contrast-dark', size: [1500, 950] });
        await workbench.waitForStatus(/^DagLens: Airflow \d+\.\d+/);
      });
      if (workbench) await followOneUser(workbench, step, cluster, asked);
    });
  } finally {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeSettings(folder, url) {
  mkdirSync(path.join(folder, '.vscode'));
  const remote = {
    'daglens.run.remote.url': url,
    'daglens.run.remote.auth': 'basic',
    'daglens.run.remote.user': 'ada',
  };
  const settings = { 'daglens.run.engine': 'remote', 'daglens.airflowVersion': '3.3.2', ...remote };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
}

async function followOneUser(workbench, step, cluster, asked) {
  const panel = runPanel(workbench);
  await step('a run without a password leads to where it is written', async () => {
    await workbench.runCommand('DagLens: Run DAG');
    await panel.locator('.notice .link', { hasText: 'Set Secret' }).click();
    await workbench.pick(/^Password/);
    await workbench.page.locator('.quick-input-widget input[type=password]').fill('secret');
    await workbench.page.keyboard.press('Enter');
    assert.ok(!asked.some(({ path: place }) => place === '/auth/token'), 'no password, no question for a token');
  });
  await step('a paused DAG waits, until it is unpaused from here', async () => {
    await panel.locator('button', { hasText: 'Run again' }).click();
    await workbench.waitForNotification(/Running deployed/);
    await panel.locator('.notice .link', { hasText: 'Unpause DAG' }).click();
    await panel.locator('.task-row .state-success').first().waitFor();
    assert.match(asked.find(({ path: place }) => place === '/auth/token')?.body ?? '', /"password":"secret"/);
  });
  await step('states and logs come from there', async () => {
    await panel.locator('.run-head .pill', { hasText: 'failed' }).waitFor();
    await panel.locator('.log', { hasText: 'ValueError: no rows' }).waitFor();
    await workbench.screenshot('contrast-dark-run-remote');
    await standsOut(panel, 'contrast-dark');
  });
  await step('what failed goes on there', async () => {
    await panel.locator('button', { hasText: 'Rerun failed' }).click();
    await panel.locator('.run-head .pill', { hasText: 'success' }).waitFor();
    assert.equal(cluster.triggered, 1);
  });
  await step('nothing failed in the extension host', async () => {
    assert.doesNotMatch(workbench.extensionHostLog(), /\[error\][^\n]*daglens/i);
  });
}

/** One DAG of two tasks: it is paused at first, its second task fails, and succeeds once it is cleared. */
class Cluster {
  isPaused = true;
  triggered = 0;
  isCleared = false;
  /** How often the run was looked at since it could go on. */
  looks = 0;

  answers() {
    const run = `${DAG}/dagRuns/:run`;
    const known = {
      [`GET ${API}/version`]: () => ({ version: '3.3.2' }),
      'POST /auth/token': () => ({ status: 201, body: { access_token: 'token' } }),
      [`GET ${API}/dags`]: () => ({ dags: [{ dag_id: 'deployed', fileloc: `/dags/${FILE}` }], total_entries: 1 }),
      [`GET ${DAG}/details`]: () => ({ dag_id: 'deployed', fileloc: `/dags/${FILE}`, is_paused: this.isPaused }),
      [`GET ${DAG}/tasks`]: () => ({ tasks: [taskOf('extract', ['load']), taskOf('load', [])] }),
      [`PATCH ${DAG}`]: () => this.unpause(),
      [`POST ${DAG}/dagRuns`]: () => this.trigger(),
      [`POST ${DAG}/clearTaskInstances`]: () => this.clear(),
      [`GET ${run}`]: () => this.run(),
      [`GET ${run}/taskInstances`]: () => this.instances(),
    };
    // A run id holds its date: it is known when the run is there.
    return new Proxy(known, {
      get: (all, question) => all[question.replace(/dagRuns\/[^/]+/, 'dagRuns/:run')] ?? rest(question),
    });
  }

  unpause() {
    this.isPaused = false;
    return {};
  }

  trigger() {
    this.triggered++;
    return { dag_run_id: 'manual__1', conf: {}, ...this.run() };
  }

  clear() {
    this.isCleared = true;
    this.looks = 0;
    return {};
  }

  run() {
    const end = this.isCleared ? 'success' : 'failed';
    const state = this.isPaused ? 'queued' : this.looks > 3 ? end : 'running';
    return { dag_run_id: 'manual__1', state, conf: {}, logical_date: '2026-01-01T00:00:00Z' };
  }

  instances() {
    if (!this.isPaused) this.looks++;
    const tries = this.isCleared ? 2 : 1;
    const load = this.looks > 3 ? (this.isCleared ? 'success' : 'failed') : this.looks > 1 ? 'running' : null;
    const extract = this.isPaused ? null : this.looks > 1 ? 'success' : 'running';
    return { task_instances: [instanceOf('extract', extract, 1), instanceOf('load', load, tries)], total_entries: 2 };
  }
}

/** Logs and XComs. */
function rest(question) {
  if (/xcomEntries$/.test(question)) return { xcom_entries: [], total_entries: 0 };
  if (!/\/logs\/\d+$/.test(question)) return undefined;
  const failed =
    'Traceback (most recent call last):\n  File "/dags/deployed.py", line 13, in load\nValueError: no rows\n';
  return { content: question.includes('/load/logs/1') ? failed : 'done\n' };
}

function taskOf(task_id, downstream_task_ids) {
  return { task_id, operator_name: '@task', downstream_task_ids, trigger_rule: 'all_success', is_mapped: false };
}

function instanceOf(task_id, state, try_number) {
  return { task_id, map_index: -1, state, try_number, rendered_map_index: null, rendered_fields: {} };
}
