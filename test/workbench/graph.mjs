// The graph pane: it shows the file while it is typed, leads to its code, and answers "what if".
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { wantedContrast } from './contrast.mjs';
import { startWorkbench } from './start.mjs';

const FILE = 'shop.py';

const SHOP = `from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup, task

with DAG("shop", schedule="0 5 * * *", start_date=datetime(2026, 1, 1)):
    wait = EmptyOperator(task_id="wait_for_files")

    with TaskGroup("extract") as extract:
        for name in ["orders", "customers"]:
            BashOperator(task_id=name, bash_command=f"extract {name} {{{{ ds }}}}")

    @task.branch
    def choose_load():
        return "load_delta" if datetime.now().day > 1 else "load_full"

    chosen = choose_load()
    full = BashOperator(task_id="load_full", bash_command="load --full")
    delta = BashOperator(task_id="load_delta", bash_command="load --delta {{ ds }}")
    report = EmptyOperator(task_id="report", trigger_rule="none_failed_min_one_success")

    wait >> extract >> chosen >> [full, delta] >> report
`;

const OTHER_FILE = 'dashboard.py';

const DASHBOARD = `from datetime import datetime

from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
from airflow.sdk import DAG

with DAG("dashboard", schedule="30 6 * * *", start_date=datetime(2026, 1, 1)):
    ExternalTaskSensor(task_id="shop_is_done", external_dag_id="shop", external_task_id="report")
`;

const lineOf = (text) => SHOP.slice(0, SHOP.indexOf(text)).split('\n').length;

/** Uses the graph pane of the packed extension. */
export async function useGraph(report, vsix, theme) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ws-'));
  writeFileSync(path.join(folder, FILE), SHOP);
  writeFileSync(path.join(folder, OTHER_FILE), DASHBOARD);
  let workbench;
  const step = (name, run) =>
    report.step(`${theme}: ${name}`, run, (number) => workbench?.screenshot(`${theme}-graph-failed-${number}`));
  try {
    const started = await step('the workbench opens a DAG file', async () => {
      workbench = await startWorkbench({ folder, vsix, open: FILE, theme, settings: SETTINGS });
      await workbench.waitForStatus(/^DagLens: Airflow \d+\.\d+/);
    });
    if (started) await followOneUser(workbench, step, folder, theme);
  } finally {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const EDITORS = '.part.editor';

const SETTINGS = {
  'workbench.sideBar.location': 'left',
  'workbench.activityBar.location': 'hidden',
  'files.simpleDialog.enable': true,
};

async function followOneUser(workbench, step, folder, theme) {
  const pane = graphPane(workbench, 0);
  const shot = (name, picture) => workbench.screenshot(`${theme}-graph-${name}`, picture);
  await step('the graph opens beside the editor', async () => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.goTo(lineOf('wait = '), 5);
    await workbench.runCommand('DagLens: Open Graph');
    await pane.node('report').waitFor();
    assert.deepEqual((await pane.titles()).sort(), TASKS);
    await shot('open');
  });
  await step('all texts stand out from what is behind them', async () => {
    const weak = (await pane.contrasts()).filter(({ contrast }) => contrast < wantedContrast(theme));
    assert.deepEqual(weak, []);
  });
  await step('a code lens stands over the DAG', async () => {
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Graph' }).first().waitFor();
  });
  await step('a new task is there while it is typed, unsaved', async () => {
    await append(workbench, ' >> EmptyOperator(task_id="audit")');
    await pane.node('audit').waitFor();
    assert.ok(await workbench.isUnsaved());
    await shot('typed');
  });
  await step('text that does not parse keeps the last graph, and says so', async () => {
    await append(workbench, ' >> >>');
    await pane.frame.locator('.notice', { hasText: 'last state that parses' }).waitFor();
    await pane.node('audit').waitFor();
    await takeBack(workbench, ' >> >>');
    await pane.frame.locator('.notice').first().waitFor({ state: 'detached' });
  });
  await step('a cycle is red, with its path', async () => {
    await append(workbench, ' >> chosen');
    await pane.frame.locator('.notice-error', { hasText: /Cycle: .*choose_load → .*report/ }).waitFor();
    assert.ok((await pane.frame.locator('.dl-edge.dl-cycle').count()) >= 2);
    await shot('cycle', { documents: 'graph-cycle', part: EDITORS });
    await takeBack(workbench, ' >> chosen');
    await pane.frame.locator('.dl-edge.dl-cycle').first().waitFor({ state: 'detached' });
  });
  await step('a click on a task shows its line, of a loop too, and the keys stay with the graph', async () => {
    await pane.node('load_delta').click();
    await showsLine(workbench, lineOf('delta = '));
    await shot('selected');
    await pane.node('orders').click();
    await showsLine(workbench, lineOf('BashOperator(task_id=name'));
    await pane.frame.locator('.dl-node:focus', { hasText: 'orders' }).waitFor();
    await pane.press('Escape');
  });
  await step('a double click goes to its line', async () => {
    await pane.node('load_delta').dblclick();
    await atLine(workbench, lineOf('delta = '));
    await pane.press('Escape');
  });
  await step('a click on an edge shows the code that makes it', async () => {
    await pane.frame.locator('.edges .dl-edge .dl-grip').first().dispatchEvent('click');
    await showsLine(workbench, lineOf('wait >> extract'));
  });
  await step('the task at the cursor stands out', async () => {
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.goTo(lineOf('full = '), 12);
    await pane.frame.locator('.dl-node.is-cursor', { hasText: 'load_full' }).waitFor();
  });
  await step('the keyboard walks along edges, and Enter leads to the code', async () => {
    await pane.node('wait_for_files').press('ArrowDown');
    await pane.frame.locator('.dl-node:focus').press('ArrowDown');
    await pane.frame.locator('.dl-node:focus').press('Enter');
    await atLine(workbench, lineOf('chosen = '));
  });
  await step('the keyboard leads to the code of a dependency', async () => {
    await pane.node('report').press('e');
    await pane.frame.locator('.menu-item', { hasText: 'load_full → report' }).press('Enter');
    await atLine(workbench, lineOf('wait >> extract'));
  });
  await step('a branch says what each choice skips', async () => {
    await pane.node('choose_load').press(' ');
    await pane.frame.locator('.inspector', { hasText: /load_full'?: skips load_delta/ }).waitFor();
    await pane.press('Escape');
  });
  await step('a group folds into one node, and unfolds', async () => {
    await pane.frame.locator('.titles .dl-group', { hasText: 'extract' }).click();
    await pane.node('2 tasks').waitFor();
    assert.equal(await pane.node('orders').count(), 0);
    await shot('folded');
    await pane.node('2 tasks').locator('.dl-icon').click();
    await pane.node('orders').waitFor();
  });
  await step('what if the branch chooses one way', async () => {
    await pane.node('choose_load').click({ button: 'right' });
    await pane.frame.locator('.menu-item', { hasText: /chooses .*load_full/ }).click();
    await pane.frame.locator('.dl-node.state-skipped', { hasText: 'load_delta' }).waitFor();
    await pane.frame.locator('.dl-node.state-success', { hasText: 'report' }).waitFor();
    await shot('what-if', { documents: 'graph-what-if', part: EDITORS });
    await pane.frame.locator('.lower-left button', { hasText: 'Reset' }).click();
    await pane.frame.locator('.state-skipped').first().waitFor({ state: 'detached' });
  });
  await step('search finds tasks', async () => {
    await pane.press('Control+F');
    await pane.frame.locator('.search-input').fill('load');
    await pane.frame.locator('.search-count', { hasText: '3 tasks' }).waitFor();
    assert.equal(await workbench.page.locator('.find-widget.visible').count(), 0, 'the editor does not search too');
    await shot('search');
    await pane.frame.locator('.search-input').press('Escape');
  });
  await step('the schedule says the next run', async () => {
    await pane.frame.locator('.strip-line', { hasText: /Next run .*05:00/ }).click();
    await pane.frame.locator('.run').nth(4).waitFor();
    await shot('schedule', { documents: 'graph-schedule', part: EDITORS });
    await pane.frame.locator('.strip-line').click();
  });
  await step('the picture is exported as SVG', async () => {
    await pane.frame.locator('button[aria-label^="Export"]').click();
    await pane.frame.locator('.menu-item', { hasText: 'SVG' }).click();
    await workbench.page.locator('.quick-input-widget input').first().waitFor();
    await workbench.page.keyboard.press('Enter');
    const svg = await workbench.until(() => readIfThere(path.join(folder, 'shop.svg')), 'shop.svg');
    assert.match(svg, /^<svg[\s\S]*wait_for_files/);
  });
  await step('a pinned pane stays with its DAG', async () => {
    await pane.frame.locator('button[aria-label^="Pin:"]').click();
    await pane.frame.locator(PINNED).waitFor();
  });
  await step('all DAGs of the workspace are in one picture', async () => {
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await workbench.runCommand('DagLens: Show All DAGs');
    const all = graphPane(workbench, 1);
    await all.node('shop').waitFor();
    await all.frame.locator('.dl-edge').first().waitFor({ state: 'attached' });
    assert.deepEqual((await all.titles()).sort(), ['dashboard', 'shop']);
    await shot('all-dags');
    await all.node('dashboard').click();
    await workbench.waitForEditor(OTHER_FILE);
    assert.ok(await workbench.page.locator('.tab', { hasText: 'Graph: shop' }).isVisible());
  });
  await step('nothing failed in the extension host', async () => {
    assert.doesNotMatch(workbench.extensionHostLog(), /\[error\][^\n]*daglens/i);
  });
  await step('after a reload of the window the pane is there again, and pinned', async () => {
    await workbench.page.locator('.editor-instance .view-lines').first().click();
    await sleep(FLUSH_MS);
    // With the payload of the first start, which names a file to open, the workbench opens only that file.
    const address = new URL(workbench.page.url());
    address.searchParams.delete('payload');
    await workbench.page.goto(address.href);
    await workbench.page.locator('.tab', { hasText: 'Graph: shop' }).waitFor();
    const panes = [0, 1].map((number) => graphPane(workbench, number));
    const isBack = async ({ node, frame }) => (await node('report').count()) && frame.locator(PINNED).count();
    const counts = () => Promise.all(panes.map((each) => isBack(each)));
    await workbench.until(async () => (await counts()).some(Boolean), 'the graph of shop, pinned');
    await shot('reloaded');
  });
}

/** A workbench in a browser cannot write when its page goes: it writes what it remembers every 5 s, while it is idle. */
const FLUSH_MS = 12_000;
const PINNED = 'button[aria-label^="Pinned"][aria-pressed="true"]';

const TASKS = ['choose_load', 'customers', 'load_delta', 'load_full', 'orders', 'report', 'wait_for_files'];

/** The pane that was opened as the n-th, from 0. */
function graphPane(workbench, number) {
  const frame = workbench.page.locator('iframe.webview').nth(number).contentFrame().frameLocator('#active-frame');
  const node = (text) => frame.locator('.dl-node', { hasText: text });
  return {
    frame,
    node,
    contrasts: () => frame.locator('body').evaluate(textContrasts, BEHIND),
    titles: () => frame.locator('.dl-node .dl-title').allTextContents(),
    press: (key) => frame.locator('svg.drawing .dl-node').first().press(key),
  };
}

/** Texts of the pane, and what is behind them; undefined: the page. */
const BEHIND = {
  '.dl-task .dl-title': '.dl-card',
  '.dl-task .dl-subtitle': '.dl-card',
  '.dl-badge-text': '.dl-badge',
  '.dl-frame-title': '.dl-frame-label',
  '.dag-name': undefined,
  '.dag-schedule': undefined,
  '.strip-line': undefined,
};

/** In the page: the contrast of each text as WCAG 2 defines it. */
function textContrasts(body, behind) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  return Object.entries(behind).map(([text, back]) => {
    const element = body.querySelector(text);
    const { color, fill } = getComputedStyle(element);
    const paper = luminance(getComputedStyle(body).backgroundColor);
    const below = back ? luminance(getComputedStyle(element.parentElement.querySelector(back)).fill) : paper;
    const [low, high] = [luminance(element instanceof SVGElement ? fill : color), below].sort((a, b) => a - b);
    return { text, contrast: (high + 0.05) / (low + 0.05) };
  });
}

/** Types at the end of the line of dependencies. */
async function append(workbench, text) {
  await workbench.goTo(lineOf('wait >> extract'), 1);
  await workbench.page.keyboard.press('End');
  await workbench.page.keyboard.insertText(text);
}

async function takeBack(workbench, text) {
  await workbench.goTo(lineOf('wait >> extract'), 1);
  await workbench.page.keyboard.press('End');
  for (let count = 0; count < text.length; count++) await workbench.page.keyboard.press('Backspace');
}

/** The editor has its cursor there, whether or not it has the focus. */
async function showsLine(workbench, line) {
  const number = workbench.page.locator('.editor-instance .line-numbers.active-line-number').first();
  await workbench.until(async () => (await number.textContent()) === String(line), `line ${line} in the editor`);
}

/** The editor has the focus, and its cursor there. */
async function atLine(workbench, line) {
  const status = workbench.page.locator('#status\\.editor\\.selection').first();
  const at = new RegExp(`Ln ${line},`);
  await workbench.until(async () => at.test((await status.textContent()) ?? ''), `cursor in line ${line}`);
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
