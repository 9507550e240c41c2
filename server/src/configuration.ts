// The settings of every workspace folder: from the client, the project's settings file and the chosen Python environment.

import type { Connection } from 'vscode-languageserver';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { PythonEnvironmentChoice } from '../../protocol/messages';
import type { ClientFeatures } from './clientFeatures';
import { pathToUri, uriToPath } from './convert/uris';
import { type CheckedSettings, checkEditorSettings } from './editorSettings';
import { projectSettings } from './projectSettings';

/** A client that does not answer must not keep the diagnostics waiting. */
const ANSWER_MS = 3000;

export class Configuration {
  private shared: CheckedSettings;
  private readonly ofFolder = new Map<string, CheckedSettings>();
  private readonly environments = new Map<string, string | undefined>();
  private readonly told = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientFeatures,
    private readonly disk: FileSystem,
  ) {
    this.shared = checkEditorSettings(client.options.settings);
    this.setEnvironments(client.options.pythonEnvironments ?? []);
  }

  /** Asks the client for the settings of these folders. Without an answer the ones known so far stay. */
  async fetch(roots: readonly string[]): Promise<void> {
    if (!this.client.answersConfiguration) return this.tellProblems();
    const items = [{ section: 'daglens' }, ...roots.map((root) => ({ scopeUri: pathToUri(root), section: 'daglens' }))];
    const answers = await Promise.race([this.ask(items), timeout(ANSWER_MS)]);
    if (!answers) return;
    const [shared, ...folders] = answers;
    // Clients without settings of ours answer null: then what they said at start stays.
    if (shared !== null && shared !== undefined) this.shared = checkEditorSettings(shared);
    for (const [index, root] of roots.entries()) {
      const answer = folders[index];
      if (answer !== null && answer !== undefined) this.ofFolder.set(root, checkEditorSettings(answer));
    }
    this.tellProblems();
  }

  /** Takes the settings that came with a `workspace/didChangeConfiguration`, from clients that cannot be asked. */
  take(settings: unknown): void {
    const section = typeof settings === 'object' && settings !== null && 'daglens' in settings ? settings.daglens : {};
    this.shared = checkEditorSettings(section);
    this.tellProblems();
  }

  setEnvironments(choices: readonly PythonEnvironmentChoice[]): void {
    for (const { folder, path } of choices) this.environments.set(uriToPath(folder), path ?? undefined);
  }

  /** Everything the analysis needs to know about a project. */
  projectSettings(root: string): ProjectSettings {
    const { settings, problems } = projectSettings(
      this.disk,
      root,
      this.of(root).settings,
      this.environments.get(root),
    );
    this.tell(problems);
    return settings;
  }

  /** True if diagnostics are wanted for files that are not open. */
  checksWorkspace(): boolean {
    return [this.shared, ...this.ofFolder.values()].some(({ settings }) => settings.diagnosticMode === 'workspace');
  }

  private of(root: string): CheckedSettings {
    return this.ofFolder.get(root) ?? this.shared;
  }

  private async ask(items: { section: string; scopeUri?: string }[]): Promise<unknown[] | undefined> {
    try {
      return await this.connection.workspace.getConfiguration(items);
    } catch (error) {
      this.connection.console.warn(`The editor did not say its settings: ${String(error)}`);
      return undefined;
    }
  }

  private tellProblems(): void {
    this.tell([this.shared, ...this.ofFolder.values()].flatMap(({ problems }) => problems));
  }

  /** Shows each problem once. */
  private tell(problems: readonly string[]): void {
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.connection.window.showWarningMessage(`DagLens: ${problem}`);
    }
  }
}

function timeout(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
