// The extension: starts the language server, and offers what only the editor can.

import * as vscode from 'vscode';
import { checkWorkspace } from './checkWorkspace';
import { graphPanes } from './graph/graphPanes';
import { followHasDags } from './graph/hasDags';
import { followPythonEnvironments } from './pythonEnvironments';
import { Running } from './run/running';
import { selectAirflowVersion } from './selectVersion';
import { createServer, type Server } from './server';
import { followSideTools } from './sideTools';
import { showVersion } from './statusBar';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('DagLens', { log: true });
  const started = createServer(context, log);
  const { client } = started;
  server = started;
  context.subscriptions.push(
    log,
    showVersion(client),
    followSideTools(client),
    followHasDags(client),
    vscode.commands.registerCommand('daglens.checkWorkspace', () => checkWorkspace(client)),
    vscode.commands.registerCommand('daglens.restartServer', () => started.restart()),
    vscode.commands.registerCommand('daglens.selectAirflowVersion', () => selectAirflowVersion(client)),
    vscode.commands.registerCommand('daglens.showLog', () => log.show()),
  );
  const running = new Running(client, context);
  running.follow(graphPanes(client, context, running));
  await started.start();
  followPythonEnvironments(client, context.subscriptions).catch((error: unknown) => {
    log.warn(`The Python extension did not say which environment is chosen: ${String(error)}`);
  });
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await server?.client.dispose();
}
