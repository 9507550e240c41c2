// The workspace folders, each with its own settings and analysis.

import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import { dagsFolders } from './dagsFolders';
import type { Analysis, OpenAnalysis } from './engine';

interface Project {
  analysis: Analysis;
  settings: ProjectSettings;
  /** Found when first asked for. */
  dagsFolderOf: ((path: string) => string) | undefined;
}

/** Knows which project a file belongs to; a file outside every folder gets a project of its own folder. */
export class Workspace {
  private readonly folders = new Map<string, Project>();
  private readonly loose = new Map<string, Project>();

  constructor(
    private readonly open: OpenAnalysis,
    private readonly files: FileSystem,
    private readonly settingsOf: (root: string) => ProjectSettings,
  ) {}

  addFolder(root: string): void {
    if (!this.folders.has(root)) this.folders.set(root, this.project(root));
    this.loose.clear();
  }

  removeFolder(root: string): void {
    this.folders.delete(root);
  }

  roots(): readonly string[] {
    return [...this.folders.keys()];
  }

  /** The analysis of the innermost workspace folder that holds the path. */
  analysisOf(path: string): Analysis {
    return this.projectOf(path).analysis;
  }

  /** The DAGs folder that a file belongs to. */
  dagsFolderOf(path: string): string {
    const project = this.projectOf(path);
    project.dagsFolderOf ??= dagsFolders(this.files, project.settings);
    return project.dagsFolderOf(path);
  }

  private projectOf(path: string): Project {
    let best: string | undefined;
    for (const root of this.folders.keys()) if (isBelow(path, root) && root.length > (best?.length ?? -1)) best = root;
    return best === undefined ? this.looseProject(path) : this.folders.get(best)!;
  }

  /** Takes note of changed files or folders. @returns the files already checked whose answers may differ now. */
  changed(paths: readonly string[]): ReadonlySet<string> {
    const affected = new Set<string>();
    for (const project of this.projects()) {
      for (const path of project.analysis.dependents(paths)) affected.add(path);
      project.analysis = project.analysis.withChanges(paths);
      if (paths.some((path) => !path.endsWith('.py'))) project.dagsFolderOf = undefined;
    }
    return affected;
  }

  /** Reads the settings of every project again. @returns true if any differ. */
  reconfigure(): boolean {
    let differs = false;
    for (const [root, project] of [...this.folders, ...this.loose]) {
      const settings = this.settingsOf(root);
      if (asText(settings) === asText(project.settings)) continue;
      project.settings = settings;
      project.dagsFolderOf = undefined;
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
    return [...this.folders.values(), ...this.loose.values()];
  }

  private looseProject(path: string): Project {
    const root = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '/';
    const known = this.loose.get(root) ?? this.project(root);
    this.loose.set(root, known);
    return known;
  }

  private project(root: string): Project {
    const settings = this.settingsOf(root);
    return { analysis: this.open(settings, this.files), settings, dagsFolderOf: undefined };
  }
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}

function asText(settings: ProjectSettings): string {
  return JSON.stringify(settings, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}
