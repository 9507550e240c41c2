// Squiggles come while typing, before saving, and go when the mistake is repaired.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FILE, MISTAKES, placeOf, RIGHT } from './mistakes.mjs';
import { startWorkbench } from './start.mjs';

const CLOSED_FILE = 'nightly.py';
const CLOSED = RIGHT.replace('"orders"', '"nightly"').replace('0 5 * * *', '0 25 * * *');

/** Types every mistake into the packed extension's editor. @returns what the Problems panel says with all of them. */
export async function typeMistakes(report, vsix, theme) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ws-'));
  writeFileSync(path.join(folder, FILE), RIGHT);
  writeFileSync(path.join(folder, CLOSED_FILE), CLOSED);
  let problems = [];
  let workbench;
  const step = (name, run) =>
    report.step(`${theme}: ${name}`, run, (number) => workbench?.screenshot(`${theme}-failed-${number}`));
  try {
    const started = await step('the workbench opens with the packed extension', async () => {
      workbench = await startWorkbench({ folder, vsix, open: FILE, theme, trusted: theme === 'dark' });
    });
    if (!started) return problems;
    await step('the status bar says the Airflow version', () => workbench.waitForStatus(/^DagLens: Airflow \d+\.\d+/));
    for (const mistake of MISTAKES)
      await step(`${mistake.rule} while typing`, () => typeAndRepair(workbench, mistake, folder));
    await step('all mistakes at once', async () => {
      problems = await typeAll(workbench);
      await workbench.screenshot(`${theme}-all`);
    });
    await step('the hover explains', async () => {
      const { line, column } = placeOf('report = ');
      await workbench.hoverAt(line, column + 12, 'Trigger rule');
      await workbench.screenshot(`${theme}-hover`);
      await workbench.page.keyboard.press('Escape');
    });
    await step('nothing failed in the extension host', async () => {
      assert.doesNotMatch(workbench.extensionHostLog(), /\[error\][^\n]*daglens/i);
    });
    if (theme === 'dark') await useCommands(workbench, step);
  } finally {
    await workbench?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
}

async function typeAndRepair(workbench, { rule, right, wrong }, folder) {
  const { line, column } = placeOf(right);
  await workbench.openFile(FILE);
  await workbench.replace(line, column, right.length, wrong);
  await workbench.squiggles('error').first().waitFor();
  assert.ok(await workbench.isUnsaved(), 'the file has unsaved changes');
  assert.equal(readFileSync(path.join(folder, FILE), 'utf8'), RIGHT, 'nothing was saved');
  // Half a word is another mistake: wait for the one that is meant.
  const only = (rows) => rows.length === 1 && rows[0].code === rule;
  const [problem] = await workbench.problems(only, `one problem, ${rule}`);
  assert.deepEqual([problem.severity, problem.source], ['error', 'DagLens']);
  await workbench.openFile(FILE);
  await workbench.replace(line, column, wrong.length, right);
  await workbench.squiggles('error').first().waitFor({ state: 'hidden' });
  await workbench.problems((rows) => rows.length === 0, 'no problem');
}

/** From the end to the start, so that no place moves. */
async function typeAll(workbench) {
  const last = (mistake) => placeOf(mistake.right).line;
  for (const { right, wrong } of MISTAKES.toSorted((a, b) => last(b) - last(a))) {
    await workbench.openFile(FILE);
    await workbench.replace(placeOf(right).line, placeOf(right).column, right.length, wrong);
  }
  const rules = MISTAKES.map(({ rule }) => rule).sort();
  const all = (rows) => rows.length === rules.length && rules.every((rule) => rows.some(({ code }) => code === rule));
  return workbench.problems(all, `problems ${rules.join(', ')}`);
}

async function useCommands(workbench, step) {
  await step('Check Workspace finds mistakes in closed files', async () => {
    await workbench.runCommand('DagLens: Check Workspace');
    await workbench.waitForNotification(/checked 2 Python files: [1-9]\d* errors/);
    const inClosed = (rows) => rows.filter(({ code }) => code === 'invalid-cron').length === 2;
    await workbench.problems(inClosed, 'invalid-cron in both files');
    await workbench.screenshot('dark-check-workspace');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });
  await step('the Airflow version can be chosen', async () => {
    await workbench.openFile(FILE);
    await workbench.runCommand('DagLens: Select Airflow Version');
    await workbench.screenshot('dark-select-version');
    await workbench.pick(/^3\.1$/);
    await workbench.waitForStatus(/^DagLens: Airflow 3\.1$/);
  });
  await step('the server can be restarted', async () => {
    const before = await workbench.serverProcesses();
    await workbench.runCommand('DagLens: Restart Server');
    // What the server before has said stands there until the new one speaks.
    const isAnother = async () => {
      const [server, ...others] = await workbench.serverProcesses();
      return server !== undefined && others.length === 0 && !before.includes(server);
    };
    await workbench.until(isAnother, 'a new server process');
    await workbench.squiggles('error').first().waitFor();
    await workbench.waitForStatus(/^DagLens: Airflow 3\.1$/);
  });
  await step('a server that ended is started again', async () => {
    const before = await workbench.serverProcesses();
    assert.equal(before.length, 1, 'one language server runs');
    process.kill(before[0], 'SIGKILL');
    const another = async () => (await workbench.serverProcesses()).some((id) => !before.includes(id));
    await workbench.until(another, 'a new server process');
    await workbench.waitForStatus(/^DagLens: Airflow 3\.1$/);
  });
}
