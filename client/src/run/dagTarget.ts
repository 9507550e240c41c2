// Which DAG, and which of its tasks, a command is about.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { TaskId } from '../../../core/ir/dag';
import type { DagView } from '../../../core/ir/dagView';
import type { GraphTarget, TaskTarget } from '../../../protocol/messages';
import { currentPythonDocument } from '../editors';
import { explain, SERVER_NOT_RUNNING } from '../explain';
import { dagAtCursor, tasksAtCursor } from '../graph/atCursor';
import { cursorOf } from '../graph/editorCursor';
import { askDagViews } from '../graph/graphPanes';

/** A DAG by its name, as trees, tests and panels know it. */
export interface DagRef {
  readonly uri: vscode.Uri;
  readonly dagId: string;
  /** Undefined: all. */
  readonly tasks?: readonly TaskId[] | undefined;
}

/** What a command may be given: by a code lens, by another part of the extension, by a menu of a file, or nothing. */
export type Target = GraphTarget | TaskTarget | DagRef | vscode.Uri | undefined;

/** A DAG whose name is known, with what its picture shows. */
export interface ChosenDag {
  readonly uri: vscode.Uri;
  readonly dagIndex: number;
  readonly dagId: string;
  readonly view: DagView;
  /** Undefined: the command is not about tasks. */
  readonly tasks: readonly TaskId[] | undefined;
}

/** The DAG that is meant: asks the user where several can be, and says why where there is none. */
export async function chooseDag(client: LanguageClient, target: Target): Promise<ChosenDag | undefined> {
  const uri = uriOf(target) ?? currentPythonDocument()?.uri;
  if (!uri) return explain('Open a Python file with a DAG first.');
  const result = await askDagViews(client, uri).catch((error: unknown) => String(error));
  if (!result) return explain(SERVER_NOT_RUNNING);
  if (typeof result === 'string') return explain(`The DagLens language server did not answer: ${result}`);
  const { dags } = result;
  const index = await indexOf(dags, target, uri);
  const view = index === undefined ? undefined : dags[index];
  if (index === undefined || !view) {
    if (dags.length === 0) explain(`${vscode.workspace.asRelativePath(uri)} makes no DAG that DagLens can read.`);
    return undefined;
  }
  if (view.dagId === undefined)
    return explain('This DAG cannot be run from here: its dag_id is known only when the file runs.');
  return { uri, dagIndex: index, dagId: view.dagId, view, tasks: tasksOf(target) };
}

/** The task that is meant: asks where a loop makes several in one place, or where only a file is known. */
export async function chooseTask(
  client: LanguageClient,
  target: Target,
): Promise<(ChosenDag & { task: TaskId }) | undefined> {
  const chosen = await chooseDag(client, target);
  if (!chosen) return undefined;
  const ids = chosen.tasks ?? tasksHere(chosen) ?? chosen.view.tasks.map(({ id }) => id);
  const task = ids.length > 1 ? await vscode.window.showQuickPick(ids, { title: 'Which task?' }) : ids[0];
  return task === undefined ? undefined : { ...chosen, task };
}

/** The tasks at the cursor of the editor that shows the DAG's file. */
function tasksHere({ uri, view }: ChosenDag): TaskId[] | undefined {
  const editor = editorOf(uri);
  const cursor = cursorOf(editor);
  const ids = cursor ? tasksAtCursor(view, cursor) : [];
  return ids.length ? ids : undefined;
}

async function indexOf(dags: readonly DagView[], target: Target, uri: vscode.Uri): Promise<number | undefined> {
  if (target && 'dagId' in target) {
    const index = dags.findIndex(({ dagId }) => dagId === target.dagId);
    if (index < 0) explain(`The file no longer makes a DAG '${target.dagId}'.`);
    return index < 0 ? undefined : index;
  }
  const offered = target && 'dags' in target ? target.dags.filter((each) => each in dags) : [...dags.keys()];
  const cursor = cursorOf(editorOf(uri));
  const here = cursor && !(target && 'dags' in target) ? dagAtCursor(dags, cursor) : undefined;
  if (here !== undefined || offered.length <= 1) return here ?? offered[0];
  const items = offered.map((index) => ({
    label: dags[index]?.dagId ?? `DAG ${index + 1} (its dag_id is not known)`,
    index,
  }));
  return (await vscode.window.showQuickPick(items, { title: 'Which DAG?' }))?.index;
}

function editorOf(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

function tasksOf(target: Target): readonly TaskId[] | undefined {
  return target && 'tasks' in target ? target.tasks : undefined;
}

function uriOf(target: Target): vscode.Uri | undefined {
  if (target === undefined || target instanceof vscode.Uri) return target;
  return typeof target.uri === 'string' ? vscode.Uri.parse(target.uri) : target.uri;
}
