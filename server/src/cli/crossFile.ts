// What only shows where the files of a DAGs folder are seen together: the same dag_id twice, the name of a DAG that is not there.

import { DagIndex } from '../../../core/workspace/dagIndex';
import { baseName } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import { discoverDagFiles } from '../../../core/workspace/projectFolders';
import { dagsFolders } from '../dagsFolders';
import type { Analysis, OpenAnalysis } from '../engine';
import { analyseFile, type CheckedFinding, checkedFinding, type FileResult } from './analyse';
import { loadEngine } from './analysis';
import { type Place, Places } from './places';
import type { CommandProject } from './project';

export interface CrossFileOptions {
  readonly project: CommandProject;
  readonly files: FileSystem;
  /** The folder of the parser's wasm files. */
  readonly home: string;
}

/** What other files add to the findings of checked files. */
export interface CrossFileFindings {
  readonly findings: readonly CheckedFinding[];
  /** Where comments turned off some more. */
  readonly used: readonly Place[];
}

/** More findings for checked files, also against the files of their DAGs folder that were not checked themselves. */
export async function crossFileFindings(
  results: readonly FileResult[],
  options: CrossFileOptions,
): Promise<CrossFileFindings> {
  const folderOf = dagsFolders(options.files, options.project.settings);
  const index = new DagIndex();
  for (const { path, offer } of results) index.take(path, folderOf(path), offer);
  const engine = new Engine(options);
  for (const [folder, paths] of byFolder(results, folderOf))
    await readNeighbours(folder, paths, index, engine, options);
  const added: CrossFileFindings[] = [];
  for (const { path } of results.filter((result) => index.concernsOthers(result.path)))
    added.push(findingsFor(path, await engine.analysisOf(path), index, folderOf(path), options.files));
  return { findings: added.flatMap(({ findings }) => findings), used: added.flatMap(({ used }) => used) };
}

/** Opened only where it is needed: mostly all is known from the files that were checked. */
class Engine {
  private open: OpenAnalysis | undefined;
  private readonly known = new Map<ProjectSettings, Analysis>();

  constructor(private readonly options: CrossFileOptions) {}

  async analysisOf(path: string): Promise<Analysis> {
    const { project, files, home } = this.options;
    this.open ??= await loadEngine(home);
    const settings = project.settingsFor(path);
    const analysis = this.known.get(settings) ?? this.open(settings, files);
    this.known.set(settings, analysis);
    return analysis;
  }
}

function byFolder(results: readonly FileResult[], folderOf: (path: string) => string): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of results) folders.set(folderOf(path), [...(folders.get(folderOf(path)) ?? []), path]);
  return folders;
}

/**
 * Takes note of the files of a DAGs folder that were not checked: of those that seem to make a DAG that a checked file
 * makes or names; and of all, if a checked file names a DAG that still nobody makes.
 */
async function readNeighbours(
  folder: string,
  checked: readonly string[],
  index: DagIndex,
  engine: Engine,
  { project, files }: CrossFileOptions,
): Promise<void> {
  const ids = new Set(checked.flatMap((path) => index.namesOf(path)));
  if (ids.size === 0) return;
  const all = discoverDagFiles(files, project.settings, folder);
  const read = async (wanted: (path: string) => boolean) => {
    for (const path of all.filter((each) => !index.has(each) && wanted(each)))
      index.take(path, folder, analyseFile(await engine.analysisOf(path), files, path, 'findings').offer);
  };
  await read((path) => mayMake(files, path, ids));
  if (!checked.some((path) => index.asksInVain(path))) return;
  await read(() => true);
  index.markWhole(folder);
}

/** Ids stand in the text as they are, are the name of a function, or of the file. */
function mayMake(files: FileSystem, path: string, ids: ReadonlySet<string>): boolean {
  if (ids.has(baseName(path).replace(/\.py$/, ''))) return true;
  const text = files.readText(path);
  if (text === undefined) return false;
  for (const [, word] of text.matchAll(/(?:["']|\bdef )([\w.-]+)(?=["'(])/g)) if (ids.has(word!)) return true;
  return false;
}

function findingsFor(
  path: string,
  analysis: Analysis,
  index: DagIndex,
  folder: string,
  files: FileSystem,
): CrossFileFindings {
  const places = new Places(files);
  places.take(path, files.readText(path) ?? '');
  const { findings, used } = analysis.crossFindings(path, index.others(path, folder));
  return {
    findings: findings.map((finding) => checkedFinding(finding, places)),
    used: used.map((each) => places.of(each)),
  };
}
