// The commands that run DAGs and tasks.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TaskId } from '../../../core/ir/dag';
import { missingValues, needsForm, type RunnableDag } from '../../../core/runs';
import type { Marks, RunForm, RunFormValues } from '../../../protocol/runPanel';
import { type ChosenDag, chooseDag, chooseTask, type Target } from './dagTarget';
import { debugTask } from './debugTask';
import type { DryRuns } from './dryRuns';
import { loadRunner } from './loadRunner';
import type { MarkMemory } from './marks';
import type { RunPanelView } from './panel/runPanelView';
import type { BookedRun } from './runBook';
import type { RunDesk, RunOrder } from './runDesk';
import { failedAndAfter, withDownstream } from './selection';

/** What the commands work with. */
export interface RunParts {
  readonly client: LanguageClient;
  readonly desk: RunDesk;
  readonly marks: MarkMemory;
  readonly panel: RunPanelView;
  readonly dryRuns: DryRuns;
}

export class RunCommands {
  constructor(private readonly parts: RunParts) {}

  /** Runs a whole DAG; where params demand values it shows the form instead, and tells `unanswered` which. */
  async run(
    target: Target,
    options: Pick<RunOrder, 'signal'> = {},
    unanswered?: (params: readonly string[]) => void,
  ): Promise<BookedRun | undefined> {
    const chosen = await chooseDag(this.parts.client, target);
    if (!chosen) return undefined;
    const dag = await this.parts.desk.load(chosen.uri, chosen.dagId);
    if (dag === undefined) return undefined;
    if (typeof dag !== 'string' && needsForm(dag.params)) {
      unanswered?.(missingValues(dag.params));
      this.parts.panel.showForm(this.form(chosen, dag));
      return undefined;
    }
    return this.begin({ ...orderOf(chosen), ...this.marked(chosen), ...options });
  }

  /** Shows the form of a DAG's params. */
  async runForm(target: Target): Promise<void> {
    const chosen = await chooseDag(this.parts.client, target);
    if (!chosen) return;
    const dag = await this.parts.desk.load(chosen.uri, chosen.dagId);
    if (typeof dag === 'string') void vscode.window.showErrorMessage(`The DAG cannot be loaded: ${dag}`);
    else if (dag) this.parts.panel.showForm(this.form(chosen, dag));
  }

  /** Begins what a form says. */
  async start({ dagId, file }: RunForm, { conf, logicalDate, marks, dryRun }: RunFormValues): Promise<void> {
    const uri = vscode.Uri.parse(file);
    const chosen = await chooseDag(this.parts.client, { uri, dagId });
    if (!chosen) return;
    this.parts.marks.setAll(uri, dagId, marks);
    if (dryRun) await this.parts.dryRuns.begin(chosen, { conf, logicalDate });
    else await this.begin({ ...orderOf(chosen), conf, logicalDate, marks });
  }

  async dryRun(target: Target, logicalDate?: string): Promise<void> {
    const chosen = await chooseDag(this.parts.client, target);
    if (chosen) await this.parts.dryRuns.begin(chosen, { logicalDate });
  }

  /** Runs one task, with the results of the last run. */
  async runTask(target: Target, options: Pick<RunOrder, 'signal'> = {}): Promise<BookedRun | undefined> {
    const chosen = await chooseTask(this.parts.client, target);
    return chosen && this.runPart(chosen, new Set([chosen.task]), options);
  }

  /** Runs a task and all after it, with the results of the last run. */
  async runFrom(target: Target): Promise<void> {
    const chosen = await chooseTask(this.parts.client, target);
    if (!chosen) return;
    const upstream = (id: TaskId): TaskId[] =>
      chosen.view.edges.filter(({ downstream }) => downstream === id).map((edge) => edge.upstream);
    const tasks = chosen.view.tasks.map(({ id }) => ({ id, upstream: upstream(id) }));
    const last = await this.lastRun(chosen);
    await this.runPart(chosen, withDownstream(tasks, [chosen.task]), { again: last && elsewhere(last) });
  }

  async debug(target: Target): Promise<void> {
    const chosen = await chooseTask(this.parts.client, target);
    if (chosen) await debugTask(chosen.task, (debug) => this.runPart(chosen, new Set([chosen.task]), { debug }));
  }

  /** The same run once more. */
  async runAgain(run: BookedRun): Promise<void> {
    const { record, request } = run;
    const tasks = request?.tasks;
    await this.begin({ ...this.orderAs(run), conf: record.conf, ...(tasks && { tasks, xcoms: request.xcoms }) });
  }

  /** Pauses a DAG where it is deployed, or lets its runs go on. */
  async setPaused(target: Target, isPaused: boolean): Promise<void> {
    const chosen = await chooseDag(this.parts.client, target);
    if (!chosen || !(await this.parts.desk.setPaused(chosen.uri, chosen.dagId, isPaused))) return;
    const words = isPaused ? 'is paused: it begins no runs' : 'is not paused: its runs go on';
    void vscode.window.showInformationMessage(`${chosen.dagId} ${words}.`);
  }

  /** What failed, with what waited for it, and the results of all else. */
  async rerunFailed(run: BookedRun): Promise<void> {
    const tasks = failedAndAfter(run.record);
    const { xcomsOf } = await loadRunner();
    const { logicalDate, conf } = run.record;
    await this.begin({
      ...this.orderAs(run),
      again: elsewhere(run),
      ...{ tasks, xcoms: xcomsOf(run.record, tasks), conf, logicalDate: logicalDate ?? undefined },
    });
  }

  async openForm(run: BookedRun): Promise<void> {
    await this.runForm({ uri: vscode.Uri.file(run.file), dagId: run.dagId });
  }

  private async runPart(
    chosen: ChosenDag,
    tasks: ReadonlySet<TaskId>,
    options: Pick<RunOrder, 'signal' | 'debug' | 'again'> = {},
  ): Promise<BookedRun | undefined> {
    const last = await this.lastRun(chosen);
    const { xcomsOf } = await loadRunner();
    const earlier = last && {
      xcoms: xcomsOf(last.record, tasks),
      conf: last.record.conf,
      logicalDate: last.record.logicalDate ?? undefined,
    };
    return this.begin({ ...orderOf(chosen), ...earlier, ...this.marked(chosen), tasks, ...options });
  }

  /** The last run of a DAG, of this window or of the history. */
  private async lastRun({ uri, dagId }: ChosenDag): Promise<Pick<BookedRun, 'record'> | undefined> {
    const { desk } = this.parts;
    const known = desk.book.latest(uri.fsPath, dagId);
    if (known && !known.isLive) return known;
    const [summary] = await desk.store.list({ file: uri.fsPath, dagId });
    const record = summary && (await desk.store.open()).read(summary.id);
    return record && { record };
  }

  private async begin(order: RunOrder): Promise<BookedRun | undefined> {
    const { desk, panel } = this.parts;
    const end = desk.book.listen((run, event) => {
      const isThis = run.file === order.uri.fsPath && run.dagId === order.dagId;
      if (!isThis || !run.isLive || event) return;
      end();
      panel.show(run);
    });
    try {
      return await desk.run(order);
    } finally {
      end();
    }
  }

  private orderAs({ file, dagId }: BookedRun): RunOrder {
    const uri = vscode.Uri.file(file);
    return { uri, dagId, marks: this.parts.marks.of(uri, dagId) };
  }

  private marked({ uri, dagId }: ChosenDag): { readonly marks: Marks } {
    return { marks: this.parts.marks.of(uri, dagId) };
  }

  private form({ uri, dagId }: ChosenDag, dag: RunnableDag): RunForm {
    const last = this.parts.desk.book.latest(uri.fsPath, dagId);
    const markable = dag.tasks
      .filter(({ isSensor, simulated }) => isSensor || simulated !== null)
      .map(({ id, operator, isSensor, simulated }) => ({
        ...{ taskId: id, operator, isSensor },
        simulated: simulated ?? undefined,
      }));
    const marks = this.parts.marks.of(uri, dagId);
    const conf = last?.record.conf ?? {};
    return { dagId, file: uri.toString(), params: dag.params, marks, markable, conf, logicalDate: undefined };
  }
}

function orderOf({ uri, dagId }: ChosenDag): RunOrder {
  return { uri, dagId };
}

/** A run of an Airflow elsewhere, which can go on there. */
function elsewhere({ record }: Pick<BookedRun, 'record'>): RunOrder['again'] {
  return record.engine === 'remote' ? { runId: record.runId } : undefined;
}
