// The workspace folders, and the folders in them that have settings of their own; each has its analysis.

import type { Finding } from '../../core/rules/rule';
import type { KnownFindings } from '../../core/workspace/baseline';
import { isInside, parentFolder } from '../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { FileReport } from '../../core/workspace/report';
import { settingsFolder } from '../../core/workspace/settingsFolders';
import { dagsFolders } from './dagsFolders';
import type { Analysis, OpenAnalysis } from './engine';
import { readKnown, withoutKnown } from './knownFindings';

interface Project {
  analysis: Analysis;
  settings: ProjectSettings;
  /** Found when first asked for. */
  dagsFolderOf: ((path: string) => string) | undefined;
  /** What its baseline has; read when first asked for. */
  known: readonly KnownFindings[] | undefined;
}

/** Knows which project a file belongs to; a file outside every folder gets a project of its own folder. */
export class Workspace {
  private readonly folders = new Map<string, Project>();
  private readonly loose = new Map<string, Project>();
  /** Folders inside a workspace folder that have settings of their own. */
  private readonly nested = new Map<string, Project>();
  /** The folder of a file → the folder whose settings hold there. */
  private readonly settingsFolders = new Map<string, string>();

  constructor(
    private readonly open: OpenAnalysis,
    private readonly files: FileSystem,
    private readonly readSettings: (root: string, folder: string) => ProjectSettings,
  ) {}

  addFolder(root: string): void {
    if (!this.folders.has(root)) this.folders.set(root, this.project(root, root));
    this.loose.clear();
    this.forgetNested();
  }

  removeFolder(root: string): void {
    this.folders.delete(root);
    this.forgetNested();
  }

  private forgetNested(): void {
    this.nested.clear();
    this.settingsFolders.clear();
  }

  roots(): readonly string[] {
    return [...this.folders.keys()];
  }

  /** The analysis of the innermost workspace folder that holds the path. */
  analysisOf(path: string): Analysis {
    return this.projectOf(path).analysis;
  }

  /** The settings that hold for a file. */
  settingsOf(path: string): ProjectSettings {
    return this.projectOf(path).settings;
  }

  /** The DAGs folder that a file belongs to. */
  dagsFolderOf(path: string): string {
    const project = this.projectOf(path);
    project.dagsFolderOf ??= dagsFolders(this.files, project.settings);
    return project.dagsFolderOf(path);
  }

  /** Of the findings of a file, those that the baseline of its project does not have. */
  withoutKnown(findings: readonly Finding[], report: FileReport): readonly Finding[] {
    const project = this.projectOf(report.uri);
    const { baseline } = project.settings;
    if (baseline === undefined || findings.length === 0) return findings;
    project.known ??= readKnown(this.files, baseline);
    return withoutKnown(findings, report, baseline, project.known);
  }

  /** The workspace folder of a file; the file's own folder, if it lies in none. */
  rootOf(path: string): string {
    return this.folderOf(path) ?? parentFolder(path);
  }

  /** True for the baseline of a project: it decides what is shown of every file. */
  isBaseline(path: string): boolean {
    return this.projects().some(({ settings }) => settings.baseline === path);
  }

  private projectOf(path: string): Project {
    const root = this.folderOf(path);
    return root === undefined ? this.looseProject(path) : this.projectInside(root, path);
  }

  private folderOf(path: string): string | undefined {
    let best: string | undefined;
    for (const root of this.folders.keys()) if (isInside(root, path) && root.length > (best?.length ?? -1)) best = root;
    return best;
  }

  private projectInside(root: string, path: string): Project {
    const parent = parentFolder(path);
    const folder = this.settingsFolders.get(parent) ?? settingsFolder(this.files, root, path);
    this.settingsFolders.set(parent, folder);
    if (folder === root) return this.folders.get(root)!;
    const known = this.nested.get(folder) ?? this.project(root, folder);
    this.nested.set(folder, known);
    return known;
  }

  /** Takes note of changed files or folders. @returns the files already checked whose answers may differ now. */
  changed(paths: readonly string[]): ReadonlySet<string> {
    const affected = new Set<string>();
    for (const project of this.projects()) {
      for (const path of project.analysis.dependents(paths)) affected.add(path);
      project.analysis = project.analysis.withChanges(paths);
      if (paths.some((path) => !path.endsWith('.py'))) project.dagsFolderOf = undefined;
      if (paths.some((path) => path === project.settings.baseline)) project.known = undefined;
    }
    return affected;
  }

  /** Reads the settings of every project again. @returns true if any differ. */
  reconfigure(): boolean {
    let differs = this.nested.size > 0;
    this.forgetNested();
    for (const [root, project] of [...this.folders, ...this.loose]) {
      const settings = this.readSettings(root, root);
      if (asText(settings) === asText(project.settings)) continue;
      project.settings = settings;
      project.dagsFolderOf = undefined;
      project.known = undefined;
      project.analysis = project.analysis.withSettings(settings);
      differs = true;
    }
    return differs;
  }

  /** The Python files of every workspace folder that a check looks at. */
  discover(): string[] {
    return [...new Set([...this.folders].flatMap(([root, { analysis }]) => analysis.discover(root)))];
  }

  private projects(): Project[] {
    return [...this.folders.values(), ...this.nested.values(), ...this.loose.values()];
  }

  private looseProject(path: string): Project {
    const root = parentFolder(path);
    const known = this.loose.get(root) ?? this.project(root, root);
    this.loose.set(root, known);
    return known;
  }

  private project(root: string, folder: string): Project {
    const settings = this.readSettings(root, folder);
    return { analysis: this.open(settings, this.files), settings, dagsFolderOf: undefined, known: undefined };
  }
}

function asText(settings: ProjectSettings): string {
  return JSON.stringify(settings, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}
