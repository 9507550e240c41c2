// Starts the language server, and starts it again when it ends by itself.

import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../protocol/messages';
import { type RestartPolicy, restartPolicy } from './restartPolicy';
import { activeTools } from './sideTools';

/** Editors' documents; notebooks and the old side of a diff are no DAG files. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

export interface Server {
  readonly client: LanguageClient;
  /** Starts it; a failure is shown to the user. */
  start(): Promise<void>;
  restart(): Promise<void>;
}

export function createServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Server {
  const policy = restartPolicy();
  const module = context.asAbsolutePath('dist/server.js');
  const options: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const client = new LanguageClient('daglens', 'DagLens', options, clientOptions(log, policy));
  return {
    client,
    start: () => startOrExplain(() => client.start(), log),
    restart: () => {
      policy.reset();
      return startOrExplain(() => (client.needsStop() ? client.restart() : client.start()), log);
    },
  };
}

function clientOptions(log: vscode.LogOutputChannel, policy: RestartPolicy): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    versionNotifications: true,
    sideTools: activeTools(),
    graphCommand: 'daglens.openGraph',
    dagCommands: [
      { command: 'daglens.runDag', title: '$(play) Run' },
      { command: 'daglens.dryRunDag', title: 'Dry run' },
    ],
    taskCommands: [
      { command: 'daglens.runTask', title: '$(play) Run task' },
      { command: 'daglens.runFromTask', title: 'Run from here' },
      { command: 'daglens.debugTask', title: 'Debug' },
    ],
  };
  return {
    documentSelector: SCHEMES.map((scheme) => ({ scheme, language: 'python' })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticPullOptions: { onChange: true, onSave: true },
    initializationOptions,
    initializationFailedHandler: () => false,
    errorHandler: errorHandler(log, policy),
  };
}

function errorHandler(log: vscode.LogOutputChannel, policy: RestartPolicy): ErrorHandler {
  return {
    error: (error) => {
      log.error(`Connection to the language server: ${error.message}`);
      return { action: ErrorAction.Continue, handled: true };
    },
    closed: async () => {
      const wait = policy.afterEnd(Date.now());
      if (wait === undefined) {
        void explain('The DagLens language server ended several times in a row and was not started again.', log);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      log.warn(`The language server ended. It is started again in ${wait / 1000} s.`);
      await sleep(wait);
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function startOrExplain(start: () => Promise<void>, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await start();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void explain('The DagLens language server could not be started.', log);
  }
}

async function explain(message: string, log: vscode.LogOutputChannel): Promise<void> {
  const again = 'Restart Server';
  const show = 'Show Log';
  const choice = await vscode.window.showErrorMessage(message, again, show);
  if (choice === again) await vscode.commands.executeCommand('daglens.restartServer');
  if (choice === show) log.show();
}
