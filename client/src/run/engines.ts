// The engine for a file: chosen by the settings, made once, and made anew when its settings change.

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { EngineId } from '../../../core/runs';
import { RUN_SETTINGS_REQUEST, type RunSettingsParams, type RunSettingsResult } from '../../../protocol/messages';
import type { Engine, RunSettings } from '../../../runner/src/engine';
import { explainError, SERVER_NOT_RUNNING } from '../explain';
import { environmentOfTasks } from './environment';
import { interpreterFor } from './interpreter';
import { loadRunner, productFolders } from './loadRunner';
import { remoteSettings, secretsFor } from './remote';

interface Kept {
  readonly key: string;
  readonly engine: Engine;
}

export class Engines implements vscode.Disposable {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly client: LanguageClient,
    private readonly context: vscode.ExtensionContext,
  ) {}

  /** The engine for the DAGs of a file; undefined: there is none, and the user was told why. */
  async engineFor(uri: vscode.Uri): Promise<Engine | undefined> {
    const choice = vscode.workspace.getConfiguration('daglens.run', uri).get<EngineId | 'auto'>('engine', 'auto');
    const settings = await this.settingsFor(uri);
    if (!settings) return undefined;
    const place = `${choice} ${settings.root}`;
    const key = JSON.stringify(settings, (_, value: unknown) => (value instanceof Map ? [...value] : value));
    const known = this.kept.get(place);
    if (known?.key === key) return known.engine;
    if (known) void known.engine.dispose();
    this.kept.delete(place);
    const { chooseEngine } = await loadRunner();
    try {
      const secrets = settings.remote && secretsFor(settings.remote.url, this.context.secrets);
      const engine = chooseEngine(choice, settings, productFolders(this.context), secrets);
      this.kept.set(place, { key, engine });
      return engine;
    } catch (error) {
      return explainError(
        `${error instanceof Error ? error.message : String(error)} See the setting daglens.run.engine.`,
      );
    }
  }

  /** Ends all warm processes. */
  dispose(): void {
    for (const { engine } of this.kept.values()) void engine.dispose();
    this.kept.clear();
  }

  private async settingsFor(uri: vscode.Uri): Promise<RunSettings | undefined> {
    const params: RunSettingsParams = { uri: this.client.code2ProtocolConverter.asUri(uri) };
    const answer = this.client.isRunning()
      ? await this.client.sendRequest<RunSettingsResult>(RUN_SETTINGS_REQUEST, params).catch(() => undefined)
      : undefined;
    if (!answer) return explainError(SERVER_NOT_RUNNING);
    const remote = remoteSettings(uri);
    return {
      ...answer,
      python: await interpreterFor(uri),
      pools: new Map(Object.entries(answer.pools)),
      environment: { ...environmentOfTasks(process.env), ...answer.environment },
      ...(remote && { remote }),
    };
  }
}
