// Runs in the workbench: a DAG from its lens with the graph live, stopping, one task, logs, a dry run, and no trust, no run.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { wantedContrast, weakTexts } from './contrast.mjs';
import { startWorkbench } from './start.mjs';

const FILE = 'shop.py';

const SHOP = `from datetime import datetime

from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task

with DAG("shop", schedule="0 5 * * *", start_date=datetime(2026, 1, 1)) as dag:
    wait = BashOperator(task_id="wait_for_files", bash_command="until [ -e $FILES/go ]; do sleep 0.2; done; echo files of {{ ds }}")

    @task
    def extract(name):
        print(f"\\033[32mextracting\\033[0m {name}")
        return {"name": name, "rows": len(name)}

    @task.branch
    def choose_load():
        return "load_delta"

    extracted = extract.expand(name=["orders", "customers", "returns"])
    chosen = choose_load()
    full = BashOperator(task_id="load_full", bash_command="load --full")
    warehouse = BigQueryInsertJobOperator(
        task_id="load_delta", configuration={"query": {"query": "SELECT * FROM orders WHERE day = '{{ ds }}'"}}
    )

    @task
    def report():
        raise ValueError("no rows to report")

    done = EmptyOperator(task_id="done")
    reported = report()
    reported.operator.trigger_rule = "none_failed_min_one_success"
    wait >> extracted >> chosen >> [full, warehouse] >> reported >> done
`;

const SLOW_FILE = 'slow.py';

const SLOW = `import time
from datetime import datetime

from airflow.sdk import DAG, Param, task

with DAG("slow", schedule=None, start_date=datetime(2026, 1, 1), params={"rows": Param(5, type="integer", minimum=1)}):

    @task
    def sleep_long():
        print("sleeping")
        time.sleep(600)

    sleep_long()
`;

const lineOf = (text) => SHOP.slice(0, SHOP.indexOf(text)).split('\n').length;

/** Runs DAGs with the packed extension. */
export async function useRuns(report, vsix, theme) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ws-'));
  writeFileSync(path.join(folder, FILE), SHOP);
  writeFileSync(path.join(folder, SLOW_FILE), SLOW);
  // Where the first task of shop.py waits for a file.
  process.env.FILES = folder;
  let workbench;
  const step = (name, run) =>
    report.step(`${theme}: ${name}`, run, (number) => workbench?.screenshot(`${theme}-run-failed-${number}`));
  try {
    const started = await step('the workbench opens DAG files to run', async () => {
      workbench = await startWorkbench({
        folder,
        vsix,
        open: FILE,
        theme,
        settings: SETTINGS,
        size: SIZE,
      });
      await workbench.waitForStatus(/^DagLens: Airflow \d+\.\d+/);
    });
    if (!started) return;
    await followOneUser(workbench, step, theme, () => writeFileSync(path.join(folder, 'go'), ''));
    await step('the extension host is killed in a run, and no process is left', () => killInRun(workbench));
  } finally {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const SETTINGS = { 'daglens.airflowVersion': '3.3.2', 'daglens.run.engine': 'builtin' };
const SIZE = [1500, 950];

/** @param letGo ends the waiting of the first task */
async function followOneUser(workbench, step, theme, letGo) {
  const shot = (name, picture) => workbench.screenshot(`${theme}-run-${name}`, picture);
  const panel = runPanel(workbench);
  const graph = graphPane(workbench);
  await step('lenses stand over the DAG and its tasks', async () => {
    for (const title of ['Run', 'Dry run', 'Graph', 'Run task', 'Run from here', 'Debug'])
      await lens(workbench, title).first().waitFor();
    await shot('lenses');
  });
  await step('the graph opens beside the code', async () => {
    await workbench.runCommand('DagLens: Open Graph');
    await graph.node('wait_for_files').waitFor();
  });
  await step('a click on the lens runs the DAG, and the graph is live', async () => {
    await lens(workbench, 'Run').first().click();
    await graph.frame.locator('.dl-node.state-running', { hasText: 'wait_for_files' }).waitFor();
    await workbench.waitForStatus(/shop \d+\/\d+/);
    await shot('live');
    letGo();
    await graph.frame.locator('.dl-node.state-failed', { hasText: 'report' }).waitFor();
    await graph.frame.locator('.dl-node.state-skipped', { hasText: 'load_full' }).waitFor();
    await graph.frame.locator('.dl-node.state-success', { hasText: 'extract' }).locator('.tag').waitFor();
    await graph.frame.locator('.dl-node.state-upstream_failed', { hasText: 'done' }).waitFor();
  });
  await step('the panel tells what failed, with its log', async () => {
    await panel.locator('.run-head .pill', { hasText: 'failed' }).waitFor();
    await panel.locator('.log', { hasText: 'no rows to report' }).waitFor();
    await panel.locator('.task-row', { hasText: 'load_delta' }).locator('.is-simulated').waitFor();
    await shot('failed', { documents: 'run', part: PANEL });
  });
  await step('all texts of the panel stand out from what is behind them', () => standsOut(panel, theme));
  await step('the line that raised has a problem', async () => {
    const raised = (rows) => rows.filter(({ source, line }) => source === 'DagLens run' && line === lineOf('raise '));
    await workbench.problems((rows) => raised(rows).length === 1, 'the line that raised');
    await workbench.runCommand('DagLens: Show Run Panel');
  });
  await step('a place in the log leads to the code', async () => {
    await panel.locator('.task-row', { hasText: 'report' }).first().click();
    await shot('log', { documents: 'run-log', part: PANEL });
    await panel.locator('.log .place', { hasText: 'shop.py' }).last().click();
    await atLine(workbench, lineOf('raise '));
  });
  await step('XComs and rendered fields of an instance', async () => {
    await panel.locator('.task-row', { hasText: 'extract' }).first().click();
    await panel.locator('.task-row.is-instance').nth(1).click();
    await panel.locator('.tab', { hasText: 'XComs' }).click();
    await panel.locator('.values', { hasText: '"name": "customers"' }).waitFor();
    await shot('xcoms');
    await panel.locator('.task-row', { hasText: 'load_delta' }).click();
    await panel.locator('.tab', { hasText: 'Rendered' }).click();
    await panel.locator('.values', { hasText: /SELECT \* FROM orders WHERE day = '\d{4}-/ }).waitFor();
    await panel.locator('.tab', { hasText: 'Log' }).click();
  });
  await step('one task is run alone, and its log read', async () => {
    await clickLens(workbench, 'Run task');
    await panel.locator('.run-head .pill', { hasText: 'success' }).waitFor();
    await panel.locator('.task-row', { hasText: 'wait_for_files' }).click();
    await panel.locator('.log', { hasText: /files of \d{4}-/ }).waitFor();
    await shot('one-task');
  });
  await step('a dry run for a date, beside the date before', async () => {
    await clickLens(workbench, 'Dry run');
    await panel.locator('.dry-date').fill('2026-02-03T05:00');
    await panel.locator('.dry-date').press('Enter');
    await panel.locator('.is-other', { hasText: 'files of 2026-02-03' }).waitFor();
    await panel.locator('.is-other', { hasText: 'files of 2026-02-02' }).waitFor();
    await shot('dry-run', { documents: 'dry-run', part: PANEL });
  });
  await step('the trees show the DAGs and what ran', async () => {
    await workbench.runCommand('DagLens: Show Run History');
    await tree(workbench, /shop.*ago|shop.*just now/)
      .first()
      .waitFor();
    await tree(workbench, /slow/).first().waitFor();
    await shot('trees');
  });
  await step('a form asks for the params, and says what is wrong', async () => {
    await workbench.openFile(SLOW_FILE);
    await workbench.runCommand('DagLens: Run DAG with Params …');
    const rows = panel.locator('.field', { hasText: 'rows' }).locator('input');
    await rows.fill('0');
    await panel.locator('.form-end button', { hasText: 'Run' }).first().click();
    await panel.locator('.field-problem', { hasText: 'Write 1 or more.' }).waitFor();
    await shot('form');
    await rows.fill('7');
    await panel.locator('.form-end button', { hasText: 'Run' }).first().click();
    await panel.locator('.run-head .pill', { hasText: 'running' }).waitFor();
  });
  await step('a run that goes on is told of, and can be cancelled there', () =>
    workbench.waitForNotification(/Running slow/),
  );
  await step('a run is stopped, and leaves no process', async () => {
    await panel.locator('.log', { hasText: 'sleeping' }).waitFor();
    const running = taskProcesses(workbench);
    assert.ok(running.length > 0, 'a process runs the task');
    await panel.locator('button', { hasText: 'Stop' }).click();
    await panel.locator('.run-head .pill', { hasText: 'stopped' }).waitFor();
    await workbench.until(
      () => taskProcesses(workbench).length < running.length,
      'the process of the task has ended',
      3000,
    );
    await shot('stopped');
  });
  await step('nothing failed in the extension host', async () => {
    assert.doesNotMatch(workbench.extensionHostLog(), /\[error\][^\n]*daglens/i);
  });
}

const PANEL = '.part.panel';

/** Texts of the panel. */
const TEXTS = [
  ...[
    '.run-head h1',
    '.run-head .pill',
    '.run-head .quiet',
    '.run-head .badge',
    '.notice',
    '.tool-button',
    '.task-head',
  ],
  ...['.tick', '.task-name', '.operator', '.time', '.task-row .badge', '.is-shown .task-name', '.is-shown .operator'],
  ...['.is-simulated', '.details-name', '.tab', '.log', '.log .place'],
];

/** Every text of the run panel can be read. */
export async function standsOut(panel, theme) {
  const wanted = wantedContrast(theme);
  assert.deepEqual(await panel.locator('body').evaluate(weakTexts, { selectors: TEXTS, wanted }), []);
}

/** In a workspace that is not trusted, lenses stand, and nothing runs. */
export async function refuseUntrusted(report, vsix) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ws-'));
  writeFileSync(path.join(folder, FILE), SHOP);
  let workbench;
  const step = (name, run) =>
    report.step(`untrusted: ${name}`, run, (number) => workbench?.screenshot(`untrusted-run-failed-${number}`));
  try {
    await step('a run is refused, with the reason', async () => {
      workbench = await startWorkbench({ folder, vsix, open: FILE, theme: 'dark', trusted: false, settings: SETTINGS });
      await lens(workbench, 'Run').first().click();
      await workbench.waitForNotification(/the workspace is not trusted/);
      await workbench.page.locator('.notification-list-item-buttons-container a', {
        hasText: 'Manage Workspace Trust',
      });
      await workbench.screenshot('untrusted-run');
    });
  } finally {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function lens(workbench, title) {
  return workbench.page.locator('.codelens-decoration a').filter({ hasText: new RegExp(`^\\s*${title}$`) });
}

/** Clicks a lens of the DAG or of its first task, once the editor has given the lenses in view their commands. */
async function clickLens(workbench, title) {
  await workbench.page.locator(`.tab[data-resource-name="${FILE}"]`).first().click();
  await workbench.goTo(lineOf('with DAG'), 1);
  await sleep(LENSES_MS);
  const lenses = await lens(workbench, title).all();
  const places = await Promise.all(
    lenses.map(async (each) => (await each.boundingBox())?.y ?? Number.POSITIVE_INFINITY),
  );
  await lenses[places.indexOf(Math.min(...places))].click();
}

/**
 * The editor draws lenses that come into view with the commands of before, which may be gone ("Actual command not found"); it
 * looks for the new ones a quarter of a second later, more on a slow machine. Nothing shows that it did.
 */
const LENSES_MS = 1000;

function tree(workbench, text) {
  return workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: text });
}

/** The page in the panel, wherever the workbench keeps its frame. */
export function runPanel(workbench) {
  return frameWith(workbench, 'runPanel');
}

function graphPane(workbench) {
  const frame = frameWith(workbench, 'graph');
  return { frame, node: (text) => frame.locator('.dl-node', { hasText: text }) };
}

/** The workbench names the purpose of a frame in its address; views and panes have different ones. */
function frameWith(workbench, kind) {
  const purpose = kind === 'graph' ? 'not(' : ':is(';
  const frame = workbench.page.locator(`iframe.webview:${purpose}[src*="purpose=webviewView"])`.replace('::', ':'));
  return frame.first().contentFrame().frameLocator('#active-frame');
}

async function atLine(workbench, line) {
  const status = workbench.page.locator('#status\\.editor\\.selection').first();
  const at = new RegExp(`Ln ${line},`);
  await workbench.until(async () => at.test((await status.textContent()) ?? ''), `cursor in line ${line}`);
}

async function killInRun(workbench) {
  await workbench.runCommand('DagLens: Run Task');
  await runPanel(workbench).locator('.run-head .pill', { hasText: 'running' }).waitFor();
  await runPanel(workbench).locator('.log', { hasText: 'sleeping' }).waitFor();
  assert.ok(taskProcesses(workbench).length > 0, 'a process runs the task');
  for (const id of extensionHosts(workbench)) process.kill(Number(id), 'SIGKILL');
  await workbench.until(() => taskProcesses(workbench).length === 0, 'no process of the run', 5000);
}

/** The ids of the extension hosts of this workbench: the parents of its language servers (Linux). */
function extensionHosts(workbench) {
  const own = path.join(path.dirname(workbench.data), 'e');
  const servers = processesWith(own).filter((id) => commandLine(id).includes('server.js'));
  return new Set(servers.map((id) => /^PPid:\t(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]));
}

/** The ids of the Python processes of this workbench: workers and their tasks (Linux). */
function taskProcesses(workbench) {
  return processesWith(path.join(path.dirname(workbench.data), 'e')).filter((id) =>
    /python/.test(commandLine(id).split('\0')[0]),
  );
}

function processesWith(text) {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandLine(id).includes(text));
}

function commandLine(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
