// The settings of every workspace folder: from the client, the project's settings file and the chosen Python environment.

import { type Connection, MessageType, ShowMessageNotification, type ShowMessageParams } from 'vscode-languageserver';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { PythonEnvironmentChoice } from '../../protocol/messages';
import type { ClientFeatures } from './clientFeatures';
import { pathToUri, uriToPath } from './convert/uris';
import { type CodeLensMode, type EditorSettings, editorSettings } from './editorSettings';
import { baselineProblems } from './knownFindings';
import { installedPackages } from './pythonEnvironment';
import { loadProjectSettings } from './settings';

/** A client that does not answer must not keep the diagnostics waiting. */
const ANSWER_MS = 3000;

export class Configuration {
  private shared: EditorSettings;
  private readonly ofFolder = new Map<string, EditorSettings>();
  private readonly environments = new Map<string, string | undefined>();
  private readonly told = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientFeatures,
    private readonly disk: FileSystem,
  ) {
    this.shared = editorSettings(client.options.settings);
    this.setEnvironments(client.options.pythonEnvironments ?? []);
  }

  /** Asks the client for the settings of these folders. Without an answer the ones known so far stay. */
  async fetch(roots: readonly string[]): Promise<void> {
    if (!this.client.answersConfiguration) return;
    const scopes = roots.map((root) => ({ scopeUri: pathToUri(root), section: 'daglens' }));
    const answers = await Promise.race([this.ask([{ section: 'daglens' }, ...scopes]), timeout(ANSWER_MS)]);
    const [shared, ...folders] = answers ?? [];
    // Clients without settings of ours answer null: then what they said at start stays.
    if (shared !== null && shared !== undefined) this.shared = editorSettings(shared);
    for (const [index, root] of roots.entries()) {
      const answer = folders[index];
      if (answer !== null && answer !== undefined) this.ofFolder.set(root, editorSettings(answer));
    }
  }

  /** Takes the settings that came with a `workspace/didChangeConfiguration`, from clients that cannot be asked. */
  take(settings: unknown): void {
    const section = typeof settings === 'object' && settings !== null && 'daglens' in settings ? settings.daglens : {};
    this.shared = editorSettings(section);
  }

  setEnvironments(choices: readonly PythonEnvironmentChoice[]): void {
    for (const { folder, path } of choices) this.environments.set(uriToPath(folder), path ?? undefined);
  }

  /**
   * Everything the analysis needs to know about the files of a folder. What is wrong with the settings is shown once.
   * @param folder the root, or a folder in it that has settings of its own
   */
  projectSettings(root: string, folder: string): ProjectSettings {
    const editor = this.ofFolder.get(root) ?? this.shared;
    const { settings, problems, warnings } = loadProjectSettings({
      root,
      folder,
      editor: editor.project,
      environment: process.env,
      files: this.disk,
      installedPackages: installedPackages(this.disk, root, this.environments.get(root) ?? process.env.VIRTUAL_ENV),
    });
    // A document that is on no disk has no folder, and no settings file to complain about.
    const onDisk = this.disk.readDirectory(root) !== undefined;
    this.tell([
      ...editor.problems,
      ...(onDisk ? [...problems, ...warnings, ...baselineProblems(this.disk, settings.baseline)] : []),
    ]);
    return settings;
  }

  /** True if what a tool beside DagLens reports is left to it. */
  isSideBySide(root: string): boolean {
    return (this.ofFolder.get(root) ?? this.shared).sideBySide;
  }

  /** Over what the user wants code lenses. */
  codeLens(root: string): CodeLensMode {
    return (this.ofFolder.get(root) ?? this.shared).codeLens;
  }

  /** True if diagnostics are wanted for files that are not open. */
  checksWorkspace(): boolean {
    return [this.shared, ...this.ofFolder.values()].some(({ diagnosticMode }) => diagnosticMode === 'workspace');
  }

  private async ask(items: { section: string; scopeUri?: string }[]): Promise<unknown[] | undefined> {
    try {
      return await this.connection.workspace.getConfiguration(items);
    } catch (error) {
      this.connection.console.warn(`The editor did not say its settings: ${String(error)}`);
      return undefined;
    }
  }

  private tell(problems: readonly string[]): void {
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      const params: ShowMessageParams = { type: MessageType.Warning, message: `DagLens: ${problem}` };
      // It fails only when the client is gone.
      this.connection.sendNotification(ShowMessageNotification.type, params).catch(() => undefined);
    }
  }
}

function timeout(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
