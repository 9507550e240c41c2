// Backfill: the scheduled runs of a range of dates, in order, so many at the same time.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SCHEDULED_RUNS_REQUEST, type ScheduledRunsParams, type ScheduledRunsResult } from '../../../protocol/messages';
import { chooseDag, type Target } from './dagTarget';
import { loadRunner } from './loadRunner';
import type { RunDesk } from './runDesk';
import { requireTrust } from './trust';

const DAY = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;

/** Asks for the range, says how many runs there are, and runs them. */
export async function backfill(client: LanguageClient, desk: RunDesk, target: Target): Promise<void> {
  if (!(await requireTrust())) return;
  const chosen = await chooseDag(client, target);
  const from = chosen && (await askDate('the first logical date (UTC)', undefined));
  const to = from && (await askDate('the last logical date (UTC)', from));
  if (!chosen || !from || !to) return;
  const uri = client.code2ProtocolConverter.asUri(chosen.uri);
  const between = [
    `${from}${from.includes('T') ? '' : 'T00:00'}Z`,
    `${to}${to.includes('T') ? '' : 'T23:59:59'}Z`,
  ] as const;
  const params: ScheduledRunsParams = { uri, dagIndex: chosen.dagIndex, between };
  const { runs, isMore, because } = await client.sendRequest<ScheduledRunsResult>(SCHEDULED_RUNS_REQUEST, params);
  if (runs.length === 0)
    return void vscode.window.showInformationMessage(because ?? 'There are no runs in this range.');
  const dag = await desk.load(chosen.uri, chosen.dagId);
  if (dag === undefined) return;
  // What keeps the DAG from being loaded is told by its runs.
  const most = typeof dag === 'string' ? 1 : (await loadRunner()).runsAtOnce(dag);
  const atOnce = await askParallel(runs.length, isMore, most);
  if (atOnce === undefined) return;
  const dates = runs.map(({ logicalDate }) => logicalDate);
  const failed = await runAll(chosen.dagId, dates, atOnce, async (logicalDate, signal) => {
    const run = await desk.run({ uri: chosen.uri, dagId: chosen.dagId, logicalDate, runType: 'backfill', signal });
    return run?.record.state === 'success';
  });
  const words = failed === 0 ? 'all succeeded' : `${failed} did not succeed`;
  void vscode.window.showInformationMessage(`Backfill of ${chosen.dagId}: ${dates.length} runs, ${words}.`);
}

function askDate(what: string, value: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `Backfill: ${what}`,
    // A view that takes the focus meanwhile does not end the questions.
    ignoreFocusOut: true,
    placeHolder: '2026-01-31 or 2026-01-31T06:00',
    ...(value !== undefined && { value }),
    validateInput: (text) =>
      DAY.test(text) && !Number.isNaN(Date.parse(text)) ? undefined : 'Write a date such as 2026-01-31.',
  });
}

async function askParallel(count: number, isMore: boolean, most: number): Promise<number | undefined> {
  const runs = `${isMore ? 'the first ' : ''}${count} ${count === 1 ? 'run' : 'runs'}`;
  const choices = [1, 2, 4].map((atOnce) => ({
    label: atOnce === 1 ? `$(run-all) ${runs}, one after another` : `$(run-all) ${runs}, ${atOnce} at the same time`,
    atOnce,
  }));
  const offered = choices.filter(({ atOnce }) => atOnce <= Math.min(count, most));
  return (await vscode.window.showQuickPick(offered, { title: 'Backfill', ignoreFocusOut: true }))?.atOnce;
}

/** @returns how many did not succeed; those that were not begun count too */
async function runAll(
  dagId: string,
  dates: readonly string[],
  atOnce: number,
  run: (date: string, signal: AbortSignal) => Promise<boolean>,
): Promise<number> {
  const options = { location: vscode.ProgressLocation.Notification, title: `Backfill of ${dagId}`, cancellable: true };
  return vscode.window.withProgress(options, async (progress, cancelled) => {
    const stop = new AbortController();
    cancelled.onCancellationRequested(() => stop.abort());
    const left = [...dates];
    let done = 0;
    const work = async (): Promise<void> => {
      for (let date = left.shift(); date !== undefined && !stop.signal.aborted; date = left.shift()) {
        progress.report({ message: `${date.slice(0, 16)}, ${dates.length - left.length} of ${dates.length}` });
        if (await run(date, stop.signal)) done++;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return dates.length - done;
  });
}
