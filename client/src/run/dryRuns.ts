// Dry runs: what is known at once, then what is rendered for a date and for the one before it.

import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { SCHEDULED_RUNS_REQUEST, type ScheduledRunsParams, type ScheduledRunsResult } from '../../../protocol/messages';
import type { DryRunView } from '../../../protocol/runPanel';
import type { ChosenDag } from './dagTarget';
import { type DryRunInput, dryRunView } from './panel/dryRunView';
import type { RunDesk, RunOrder } from './runDesk';

/** What a dry run may be given. */
export interface DryRunOptions {
  readonly logicalDate?: string | undefined;
  readonly conf?: Readonly<Record<string, unknown>>;
}

/** Renders a DAG, and shows what is known after each step. A later dry run ends an earlier one. */
export class DryRuns {
  private current: AbortController | undefined;

  constructor(
    private readonly client: LanguageClient,
    private readonly desk: RunDesk,
    private readonly show: (view: DryRunView) => void,
  ) {}

  async begin({ uri, dagId, dagIndex, view }: ChosenDag, { logicalDate, conf }: DryRunOptions): Promise<void> {
    this.current?.abort();
    const current = new AbortController();
    this.current = current;
    const date = logicalDate ?? (await this.lastDate(uri, dagIndex)) ?? new Date().toISOString();
    let input: DryRunInput = {
      ...{ dag: view, file: uri.toString(), now: undefined, before: undefined },
      ...{ logicalDate: date, problem: undefined, isBusy: true },
    };
    const tell = (news: Partial<DryRunInput>): void => {
      input = { ...input, ...news };
      if (!current.signal.aborted) this.show(dryRunView(input));
    };
    tell({});
    const order: RunOrder = { uri, dagId, conf: conf ?? {}, signal: current.signal };
    const now = await this.desk.dryRun({ ...order, logicalDate: date });
    if (now?.record.state !== 'success')
      return tell({ isBusy: false, problem: now?.record.because ?? 'Nothing was rendered: no Python ran.' });
    tell({ now: now.record });
    const earlier = await this.dateBefore(uri, dagIndex, date);
    const before = earlier === undefined ? undefined : await this.desk.dryRun({ ...order, logicalDate: earlier });
    tell({ before: before?.record, isBusy: false });
  }

  /** The run that would be the newest now. */
  private lastDate(uri: vscode.Uri, dagIndex: number): Promise<string | undefined> {
    return this.dateBefore(uri, dagIndex, new Date().toISOString());
  }

  /** The logical date before a moment; a day earlier, where the schedule does not say. */
  private async dateBefore(uri: vscode.Uri, dagIndex: number, moment: string): Promise<string | undefined> {
    if (!this.client.isRunning()) return undefined;
    const params: ScheduledRunsParams = {
      uri: this.client.code2ProtocolConverter.asUri(uri),
      dagIndex,
      before: moment,
    };
    const answer = await this.client
      .sendRequest<ScheduledRunsResult>(SCHEDULED_RUNS_REQUEST, params)
      .catch(() => undefined);
    return answer?.runs[0]?.logicalDate;
  }
}
