// Debugs one task: it waits for a debugger, and the Python debugger of the editor attaches.

import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TaskId } from '../../../core/ir/dag';
import type { DebugRequest } from '../../../runner/src/engine';
import type { BookedRun } from './runBook';

const DEBUGGER = 'ms-python.debugpy';

/**
 * Runs a task that waits for a debugger: see `attach`.
 * @param run runs it to its end
 */
export async function debugTask(
  taskId: TaskId,
  run: (debug: DebugRequest) => Promise<BookedRun | undefined>,
): Promise<void> {
  const extension = vscode.extensions.getExtension(DEBUGGER);
  if (!extension) return explainMissing();
  await vscode.workspace.saveAll(false);
  const bundled = path.join(extension.extensionPath, 'bundled', 'libs');
  await run({ taskId, debugpyFolder: existsSync(path.join(bundled, 'debugpy')) ? bundled : undefined });
}

/** Attaches the Python debugger to a task that waits at a port of this machine. */
export async function attach(file: string, taskId: TaskId, port: number): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  const started = await vscode.debug.startDebugging(folder, {
    ...{ type: 'debugpy', request: 'attach', name: `Task ${taskId}`, justMyCode: true },
    connect: { host: '127.0.0.1', port },
  });
  if (!started) void vscode.window.showErrorMessage(`The Python debugger did not attach to the task '${taskId}'.`);
}

async function explainMissing(): Promise<void> {
  const show = 'Show the Extension';
  const choice = await vscode.window.showInformationMessage(
    'To debug a task, install the extension "Python Debugger" (ms-python.debugpy).',
    show,
  );
  if (choice === show) await vscode.commands.executeCommand('extension.open', DEBUGGER);
}
