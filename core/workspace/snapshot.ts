// The workspace at one moment: immutable; answers are remembered and carried over to the next moment where nothing they read has changed.

import type { Dialect, OperatorDescription } from '../dialects/dialect';
import { DIALECTS } from '../dialects/index';
import type { SearchRoot } from '../eval/interpreter';
import type { DagFile } from '../ir/dag';
import { RULES } from '../rules/index';
import { type Finding, NO_OTHERS, type OtherFiles, type RuleInput } from '../rules/rule';
import type { ModuleNode } from '../syntax/ast';
import type { PythonParser } from '../syntax/parse';
import { findingsAcrossFiles } from './acrossFiles';
import type { AirflowConfig } from './airflowConfig';
import { Memo } from './memo';
import { parentFolder } from './paths';
import type { CancelToken, CatalogFiles, FileSystem, ProjectSettings } from './ports';
import { type Project, readProject } from './project';
import { discoverDagFiles } from './projectFolders';
import { recordedSources } from './recording';
import type { FileReport, VersionInForce } from './report';
import { searchRoots } from './searchRoots';
import { type AcrossFindings, NOTHING_ACROSS, toldFindings } from './told';
import { isVersionEvidence, VersionDetector } from './versionDetection';

export interface SnapshotOptions {
  readonly settings: ProjectSettings;
  readonly files: FileSystem;
  readonly parser: PythonParser;
  readonly catalog: CatalogFiles;
  /** The present moment, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Says what is known of an operator, given `Task.classes`. */
export type OperatorDescriber = (classes: readonly string[]) => OperatorDescription;

/** Thrown by `check` when the answer is no longer wanted. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
  }
}

export class Snapshot {
  private constructor(
    private readonly options: SnapshotOptions,
    private readonly memo: Memo,
    private readonly versions: VersionDetector,
    private readonly projects = new Map<string, Project>(),
    private readonly searchPaths = new Map<string, readonly SearchRoot[]>(),
  ) {}

  static create(options: SnapshotOptions): Snapshot {
    return new Snapshot(
      options,
      new Memo(options.files, options.parser),
      new VersionDetector(options.files, options.settings),
    );
  }

  /** The workspace after these files or folders were created, edited or deleted. The present snapshot must not be used any more. */
  withChanges(paths: Iterable<string>): Snapshot {
    const changed = [...paths];
    if (changed.some((path) => this.decidesForAll(path))) return Snapshot.create(this.options);
    this.memo.forget(changed);
    return new Snapshot(this.options, this.memo, this.versions, this.projects, this.searchPaths);
  }

  withSettings(settings: ProjectSettings): Snapshot {
    return Snapshot.create({ ...this.options, settings });
  }

  /** Files that change what every other file means. */
  private decidesForAll(path: string): boolean {
    const { airflowCfg, envFile, variablesFile, connectionsFile, poolsFile } = this.options.settings;
    return isVersionEvidence(path) || [airflowCfg, envFile, variablesFile, connectionsFile, poolsFile].includes(path);
  }

  /** Does a dialect claim this file? Cheap. */
  claims(path: string): boolean {
    return this.dialectOf(path) !== undefined;
  }

  private dialectOf(path: string): Dialect | undefined {
    const text = this.memo.text(path);
    return text === undefined ? undefined : DIALECTS.find((dialect) => dialect.claims(path, text));
  }

  versionInForce(path: string): VersionInForce {
    return this.versions.versionFor(path, this.memo.text(path));
  }

  /** Python files below a folder that a check looks at, sorted. */
  discover(folder: string): string[] {
    return discoverDagFiles(this.options.files, this.options.settings, folder);
  }

  /** The packages beside the orchestrator's own that the files below a folder import, sorted: see `Dialect.packagesImported`. */
  packagesImported(folder: string, version: string): string[] {
    const { catalog } = this.options;
    const files = this.discover(folder).map((path) => ({ dialect: this.dialectOf(path), text: this.memo.text(path) }));
    const packages = files.flatMap(({ dialect, text }) =>
      dialect && text !== undefined ? [...dialect.packagesImported(text, { version, catalog })] : [],
    );
    return [...new Set(packages)].sort();
  }

  /** Files already checked whose answer would change with one of these paths. */
  dependents(paths: Iterable<string>): string[] {
    const changed = [...paths];
    return [...this.memo.reports]
      .filter(([, { reads }]) => changed.some((path) => reads.has(path)))
      .map(([path]) => path);
  }

  dagFile(path: string, cancel?: CancelToken): DagFile | undefined {
    return this.check(path, cancel).dagFile;
  }

  /** What the orchestrator's library says of operators, by `Task.classes`, for a file already checked. */
  describerOf({ dialect: id, version }: DagFile): OperatorDescriber {
    const dialect = DIALECTS.find((one) => one.id === id)!;
    const { catalog } = this.options;
    return (classes) => dialect.describe(classes, { version, catalog });
  }

  /** Airflow's configuration for a file already checked. */
  configOf({ version }: DagFile): AirflowConfig {
    return this.projectFor(version).config;
  }

  /** Everything there is to say of a file by itself. Total for any text; throws `Cancelled` only. */
  check(path: string, cancel?: CancelToken): FileReport {
    const known = this.memo.reports.get(path);
    if (known) return known.report;
    if (cancel?.cancelled) throw new Cancelled();
    const { report, reads } = this.read(path);
    this.memo.reports.set(path, { report, reads: new Set([path, ...reads]) });
    return report;
  }

  private read(path: string): { readonly report: FileReport; readonly reads: ReadonlySet<string> } {
    const input = this.ruleInput(path);
    if (!input) {
      const text = this.memo.text(path) ?? '';
      const report = { uri: path, text, findings: [], refusals: [], gaps: [], dagFile: undefined };
      return { report, reads: new Set() };
    }
    const { text, file: dagFile } = input;
    const found: Finding[] = [];
    for (const rule of RULES) for (const finding of rule.check(input)) found.push(finding);
    const findings = toldFindings(found, input, this.options.settings.rules);
    const refusals = found.filter(({ refuses }) => refuses !== undefined);
    return { report: { uri: path, text, findings, refusals, gaps: dagFile.gaps, dagFile }, reads: dagFile.reads };
  }

  /** What rules are asked about: the file by itself, evaluated if that was not done yet; undefined: no dialect claims it. */
  private ruleInput(path: string): RuleInput | undefined {
    const text = this.memo.text(path) ?? '';
    const dialect = this.dialectOf(path);
    const tree = dialect && this.memo.tree(path)?.module;
    if (!dialect || !tree) return undefined;
    const file = this.memo.reports.get(path)?.report.dagFile ?? this.evaluate(dialect, path, text, tree);
    const { installation, ruleMemo } = this.projectFor(file.version);
    return {
      ...{ file, module: tree, text, others: NO_OTHERS, installation, now: this.options.now() },
      ...{ memo: new Map(), versionMemo: ruleMemo },
    };
  }

  private evaluate(dialect: Dialect, path: string, text: string, tree: ModuleNode): DagFile {
    const first = this.versions.versionFor(path, text);
    const file = this.evaluateFor(first, dialect, path, text, tree);
    // The modules that were imported may tell more.
    const modules = first.guessed ? [...file.reads].filter((read) => read !== path && read.endsWith('.py')) : [];
    if (modules.length === 0) return file;
    const texts = modules.map((read) => [read, this.memo.text(read) ?? ''] as const);
    const told = this.versions.versionFor(path, text, new Map(texts));
    if (told.version === first.version && told.oldest === first.oldest) return file;
    return this.evaluateFor(told, dialect, path, text, tree);
  }

  private evaluateFor(
    { version, oldest }: VersionInForce,
    dialect: Dialect,
    path: string,
    text: string,
    tree: ModuleNode,
  ): DagFile {
    const project = this.projectFor(version);
    const searchPath = this.searchPathFor(path, project);
    const sources = {
      ...recordedSources(this.memo, this.readableFolders(path, project)),
      modules: this.memo.modules,
      searchPath,
      variables: project.environment,
    };
    return dialect.read({
      tree,
      text,
      version,
      oldestVersion: oldest,
      sources,
      configuration: project.dialect,
      catalog: this.options.catalog,
    });
  }

  /** The workspace, what the settings name, and the folder of the file itself. */
  private readableFolders(path: string, { dagsFolder, pluginsFolder }: Project): readonly string[] {
    const { root, paths } = this.options.settings;
    return [root, parentFolder(path), ...paths, dagsFolder, pluginsFolder].filter((folder) => folder !== undefined);
  }

  private searchPathFor(path: string, { dagsFolder, pluginsFolder }: Project): readonly SearchRoot[] {
    return remembered(this.searchPaths, `${parentFolder(path)} ${dagsFolder} ${pluginsFolder}`, () =>
      searchRoots(this.options.settings, path, dagsFolder, pluginsFolder),
    );
  }

  private projectFor(version: string): Project {
    return remembered(this.projects, version, () => readProject(this.options.files, this.options.settings, version));
  }

  /** The answer for this file is not needed again soon: keeps only what other files may import. */
  release(path: string): void {
    this.memo.release(path);
  }

  /** What only a look at the other files tells. The rules about the file by itself are not asked for it. */
  crossFindings(path: string, others: OtherFiles): AcrossFindings {
    const input = this.ruleInput(path);
    return input ? findingsAcrossFiles({ ...input, others }, this.options.settings.rules) : NOTHING_ACROSS;
  }
}

function remembered<T>(memo: Map<string, T>, key: string, make: () => T): T {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}
