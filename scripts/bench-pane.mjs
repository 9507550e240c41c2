// Measures the graph pane in chromium: how long DAGs of 10 to 5,000 tasks take to open; how long after a keystroke the new graph is
// drawn (from the moment the pane gets it), what the page's main thread works for that, and its longest block; how long frames take
// while the picture is moved and zoomed, near and with all in view. Beside it a blank page, whose frames are the best that this
// machine has.
// npm run workbench installs the browser's driver. node scripts/bench-pane.mjs [--sizes 10,100]
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { browser, home } from '../test/workbench/home.mjs';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10,100,1000,5000' } } });
const OUT = path.resolve('.out/bench-pane');
const SIZE = { width: 1400, height: 900 };
/** Of each size this many tasks stand in one task group. */
const GROUP = 20;
const FRAMES = 90;
const KEYSTROKES = 9;
/** Until what follows a drawing is done. */
const SETTLE_MS = 600;

mkdirSync(OUT, { recursive: true });
const { chromium } = createRequire(path.join(home, 'package.json'))('playwright-core');
const driven = await chromium.launch({ executablePath: browser(), args: ['--no-sandbox'] });
try {
  const blank = path.join(OUT, 'blank.html');
  writeFileSync(blank, '<!doctype html><p>blank</p>');
  const best = await measure(blank, 'p');
  console.log(`a blank page: frames ${inWords(best.frames)}`);
  for (const tasks of values.sizes.split(',').map(Number))
    for (const grouped of [false, true]) {
      const page = pageOf(tasks, grouped);
      const { opened, frames } = await measure(page, '.dl-node');
      const far = await measure(page, '.dl-node', '0');
      const { times, work, longest } = await keystrokes(page);
      console.log(
        [
          `${tasks} tasks${grouped ? ' in groups' : ''}: drawn after ${Math.round(opened)} ms`,
          `after a keystroke ${inWords(times)}; main thread ${inWords(work)}, longest block ${longest.toFixed(0)} ms`,
          `frames ${inWords(frames)}; with all in view ${inWords(far.frames)}`,
        ].join('; '),
      );
    }
} finally {
  await driven.close();
  rmSync(OUT, { recursive: true, force: true });
}

/** A DAG of pipelines that begin and end together, as a page. */
function pageOf(tasks, grouped) {
  const source = path.join(OUT, 'dag.py');
  const [around, indent] = grouped ? ['        with TaskGroup(f"g{i}"):\n', '    '] : ['', ''];
  writeFileSync(
    source,
    `from airflow.sdk import DAG, TaskGroup
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("large"):
    start, end = EmptyOperator(task_id="start"), EmptyOperator(task_id="end")
    for i in range(${Math.max(1, Math.round(tasks / GROUP))}):
        last = start
${around}        ${indent}for j in range(${Math.min(GROUP, tasks)}):
            ${indent}task = BashOperator(task_id=f"step_{i}_{j}", bash_command="true")
            ${indent}last >> task
            ${indent}last = task
        last >> end
`,
  );
  const args = ['dist/cli.js', 'graph', '--format', 'html', source];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`daglens graph failed: ${stderr}`);
  const page = path.join(OUT, 'dag.html');
  writeFileSync(page, stdout);
  return page;
}

/** @param key is pressed before the picture is moved */
async function measure(file, drawn, key) {
  const page = await driven.newPage({ viewport: SIZE });
  const start = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.locator(drawn).first().waitFor({ timeout: 120_000 });
  const opened = performance.now() - start;
  if (key) {
    await page.keyboard.press(key);
    await page.waitForTimeout(SETTLE_MS);
  }
  const frames = page.evaluate(frameTimes, FRAMES);
  await moveAndZoom(page);
  const times = await frames;
  await page.close();
  return { opened, frames: times };
}

/** The same page as in an editor, which tells it of a changed DAG: the milliseconds until the change is drawn, and of work. */
async function keystrokes(file) {
  const page = await driven.newPage({ viewport: SIZE, reducedMotion: 'reduce' });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(actAsEditor);
  await page.goto(pathToFileURL(file).href);
  await page.locator('.dl-node').first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(SETTLE_MS);
  const [times, work] = [[], []];
  await page.evaluate(() => window.tell({ kind: 'cursor', taskIds: ['end'] }));
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(observeBlocks);
  for (let length = 1; length <= KEYSTROKES; length++) {
    await page.evaluate(prepareKeystroke, length);
    const before = await workOf(session);
    times.push(await page.evaluate(typeIntoLastTask));
    await page.waitForTimeout(SETTLE_MS);
    work.push((await workOf(session)) - before);
  }
  const longest = await page.evaluate(() => Math.max(0, ...window.blocks));
  await page.close();
  return { times, work, longest };
}

/** The milliseconds that the page's main thread has worked. */
async function workOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** In the page, before its script: an editor that sends what the page holds. */
function actAsEditor() {
  const held = (id) => JSON.parse(document.getElementById(id).textContent);
  window.tell = (message) => window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  window.fetch = async () => ({ text: async () => held('daglens-layout') });
  window.acquireVsCodeApi = () => ({
    getState: () => undefined,
    setState: () => undefined,
    postMessage({ kind }) {
      if (kind === 'ready') for (const message of held('daglens-data')) window.tell(message);
    },
  });
}

/** In the page: remembers the blocks of 50 ms and more while a keystroke is answered. */
function observeBlocks() {
  window.blocks = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (startTime >= window.typedAt) window.blocks.push(duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
}

/** In the page: makes the message that tells of the next key at the end of the id of the task `end`. */
function prepareKeystroke(length) {
  window.message ??= JSON.parse(document.getElementById('daglens-data').textContent).find(
    ({ kind }) => kind === 'dags',
  );
  window.typedAt = Number.POSITIVE_INFINITY;
  window.wanted = `end${'x'.repeat(length)}`;
  const text = JSON.stringify(window.message).replaceAll(`"end${'x'.repeat(length - 1)}"`, `"${window.wanted}"`);
  window.message = JSON.parse(text);
}

/** In the page. @returns the milliseconds until the change is drawn */
async function typeIntoLastTask() {
  window.typedAt = performance.now();
  window.tell(window.message);
  const isDrawn = () =>
    [...document.querySelectorAll('.dl-title')].some(({ textContent }) => textContent === window.wanted);
  while (!isDrawn()) {
    if (performance.now() - window.typedAt > 60_000) throw new Error('the change is not drawn');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - window.typedAt;
}

/** In the page: the milliseconds between frames. */
function frameTimes(count) {
  return new Promise((resolve) => {
    const times = [];
    let before = performance.now();
    const next = (now) => {
      times.push(now - before);
      before = now;
      if (times.length < count) requestAnimationFrame(next);
      else resolve(times);
    };
    requestAnimationFrame(next);
  });
}

async function moveAndZoom(page) {
  await page.mouse.move(SIZE.width / 2, SIZE.height - 150);
  await page.mouse.down();
  for (let step = 0; step < 30; step++) await page.mouse.move(SIZE.width / 2 - 6 * step, SIZE.height - 150 - 4 * step);
  await page.mouse.up();
  for (let step = 0; step < 30; step++) await page.mouse.wheel(0, step % 2 ? 60 : -120);
}

function inWords(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
