// Graphs as pages of their own in chromium: what a screen reader hears, what the keys reach, and a graph of thousands of tasks, of
// which only what is seen has elements.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, home } from './home.mjs';

const CYCLE = `from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, Label, TaskGroup

with DAG("etl"):
    clean = BashOperator(task_id="clean", bash_command="true", trigger_rule="all_done")
    with TaskGroup("loads"):
        load = EmptyOperator(task_id="load")
    clean >> Label("rows") >> load >> clean
    EmptyOperator(task_id="first") >> EmptyOperator(task_id="second")
`;

const TASKS = 2000;
const ROW = 20;

const LARGE = `from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG("large"):
    for row in range(${TASKS / ROW}):
        last = None
        for step in range(${ROW}):
            task = BashOperator(task_id=f"task_{row}_{step}", bash_command="true")
            if last:
                last >> task
            last = task
`;

/** Uses the pages that `daglens graph --format html` writes. */
export async function usePages(report) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'));
  const { chromium } = createRequire(path.join(home, 'package.json'))('playwright-core');
  const driven = await chromium.launch({ executablePath: browser(), args: ['--no-sandbox'] });
  const open = async (source) => {
    const page = await driven.newPage({ viewport: { width: 1400, height: 900 }, reducedMotion: 'reduce' });
    await page.goto(pathToFileURL(writePage(folder, source)).href);
    await page.locator('.dl-node').first().waitFor();
    return page;
  };
  try {
    await listen(report, await open(CYCLE));
    await walkFar(report, await open(LARGE));
  } finally {
    await driven.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writePage(folder, source) {
  const [file, page] = ['dag.py', 'dag.html'].map((name) => path.join(folder, name));
  writeFileSync(file, source);
  const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'graph', '--format', 'html', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.ok(stdout, stderr);
  writeFileSync(page, stdout);
  return page;
}

async function listen(report, page) {
  await report.step('a page: a screen reader hears task, operator, trigger rule and findings', async () => {
    const names = await spokenNames(page);
    const clean = names.find((name) => name.startsWith('clean, '));
    assert.match(clean ?? names.join('\n'), /BashOperator, trigger rule: all_done/);
    assert.match(clean, /dependency loads\.load → clean.*closes a cycle/);
    assert.ok(names.includes('loads, task group, 1 task: fold'), names.join('\n'));
  });
  await report.step('a page: the keys lead to the dependencies of a task, with what is wrong with them', async () => {
    await page.locator('.dl-node', { hasText: 'load' }).last().press('e');
    const items = await page.locator('.menu-item').allTextContents();
    assert.ok(
      items.some((item) => /clean → loads\.load, label: rows/.test(item)),
      items.join('\n'),
    );
    assert.ok(
      items.some((item) => /loads\.load → clean, .*closes a cycle/.test(item)),
      items.join('\n'),
    );
    await page.keyboard.press('Escape');
  });
  await report.step('a page: a screen reader hears how a task would end, and why', async () => {
    await page.locator('.dl-node', { hasText: 'first' }).press('Shift+F10');
    await page.locator('.menu-item', { hasText: 'fails' }).press('Enter');
    await page.locator('.dl-node.state-failed').first().waitFor();
    const names = await spokenNames(page);
    for (const wanted of [/^first, .*supposed failed/, /^second, .*would be upstream_failed: /])
      assert.ok(
        names.some((name) => wanted.test(name)),
        names.join('\n'),
      );
  });
  await report.step('a page: Tab goes through groups and tasks in reading order', async () => {
    const reached = [];
    await page.locator('.dl-node').first().press('Home');
    for (let count = 0; count < 3; count++) {
      reached.push(await focused(page));
      await page.keyboard.press('Tab');
    }
    assert.equal(new Set(reached).size, 3, reached.join('\n'));
    await page.close();
  });
}

async function walkFar(report, page) {
  const drawn = () => page.locator('.dl-node').count();
  await report.step('a large graph: only what is seen has elements', async () => {
    const count = await drawn();
    assert.ok(count > 20 && count < TASKS / 2, `${count} tasks have elements`);
  });
  await report.step('a large graph: the keys reach what is far away', async () => {
    await page.locator('.dl-node').first().press('End');
    assert.match(await focused(page), /^task_/);
    const last = await focused(page);
    await page.keyboard.press('Shift+Tab');
    assert.notEqual(await focused(page), last);
    await page.keyboard.press('ArrowLeft');
    assert.match(await focused(page), /before task_/);
  });
  await report.step('a large graph: search finds what is far away', async () => {
    await page.keyboard.press('Control+F');
    await page.locator('.search-input').fill(`task_${TASKS / ROW - 1}_7`);
    await page.locator('.search-count', { hasText: '1 task' }).waitFor();
    await page.locator('.search-input').press('Enter');
    await page.locator('.dl-node.is-selected.is-match').waitFor();
    await page.locator('.search-input').press('Escape');
  });
  await report.step('a large graph: from far away it is painted, and a click selects', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('0');
    await page.locator('.overview:not(.is-hidden)').waitFor();
    assert.ok((await drawn()) < 5, 'no elements from far away');
    const colours = await page.locator('.overview').evaluate(colourCount);
    assert.ok(colours > 3, `${colours} colours are painted`);
    // Rows of tasks are some 12 pixels apart here.
    const isSelected = () => page.locator('.dl-node.is-selected').count();
    for (let y = 440; y < 470 && !(await isSelected()); y += 3) await page.mouse.click(300, y);
    await page.locator('.dl-node.is-selected').waitFor({ state: 'attached' });
  });
  await report.step('a large graph: the SVG picture holds every task', async () => {
    const download = page.waitForEvent('download');
    await page.locator('button[aria-label^="Export"]').click();
    await page.locator('.menu-item', { hasText: 'SVG' }).click();
    const svg = readFileSync(await (await download).path(), 'utf8');
    assert.equal(svg.match(/class="dl-node /g).length, TASKS);
    assert.equal(svg.match(/class="dl-edge[ "]/g).length, TASKS - TASKS / ROW);
    await page.close();
  });
}

/** The names of all buttons, as the browser tells them to screen readers. */
async function spokenNames(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter(({ ignored, role }) => !ignored && role?.value === 'button').map(({ name }) => name.value);
}

function focused(page) {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}

/** In the page: how many colours a canvas has. */
function colourCount(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}
