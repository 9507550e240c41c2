// What only shows where several files are compared: the same dag_id in two files of one DAGs folder.

import type { RuleInput } from '../../../core/rules/rule';
import type { ModuleNode } from '../../../core/syntax/ast';
import { findingsAcrossFiles } from '../../../core/workspace/acrossFiles';
import { baseName } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import { discoverDagFiles } from '../../../core/workspace/projectFolders';
import { dagsFolders } from '../dagsFolders';
import { analyseFile, type CheckedFinding, checkedFinding, type FileResult } from './analyse';
import { loadEngine } from './analysis';
import { Places } from './places';

export interface CrossFileOptions {
  readonly settings: ProjectSettings;
  readonly files: FileSystem;
  /** The folder of the parser's wasm files. */
  readonly home: string;
}

type FoundDag = ReturnType<RuleInput['others']['dagsNamed']>[number];

/** More findings for checked files, also against the files of their DAGs folder that were not checked themselves. */
export async function crossFileFindings(
  results: readonly FileResult[],
  options: CrossFileOptions,
): Promise<CheckedFinding[]> {
  const checked = results.filter(({ dags }) => dags.length > 0);
  const folderOf = dagsFolders(options.files, options.settings);
  const unchecked = await analyseOthers(checked, results, folderOf, options);
  const byName = new Map<string, FoundDag[]>();
  for (const { path, dags } of [...checked, ...unchecked]) {
    for (const dag of dags) {
      if (!dag.id.known) continue;
      const key = JSON.stringify([folderOf(path), dag.id.value]);
      byName.set(key, [...(byName.get(key) ?? []), { uri: path, dag }]);
    }
  }
  return checked.flatMap((result) => {
    const folder = folderOf(result.path);
    const dagsNamed = (id: string) =>
      (byName.get(JSON.stringify([folder, id])) ?? []).filter(({ uri }) => uri !== result.path);
    return result.dags.some(({ id }) => id.known && dagsNamed(id.value).length)
      ? warnings(result, dagsNamed, options)
      : [];
  });
}

function warnings(
  { path, dags, version }: FileResult,
  dagsNamed: (id: string) => readonly FoundDag[],
  { files }: CrossFileOptions,
): CheckedFinding[] {
  const text = files.readText(path) ?? '';
  const module = moduleWithComments(path, text);
  const reads = new Set([path]);
  const file = { uri: path, dialect: 'airflow', version: version ?? '', dags, events: [], gaps: [], reads };
  const places = new Places(files);
  places.take(path, text);
  return findingsAcrossFiles({ file, module, text, others: { dagsNamed } }).map((finding) =>
    checkedFinding(finding, places),
  );
}

/** The files of the same DAGs folders that were not checked but seem to make a DAG of the same id. */
async function analyseOthers(
  checked: readonly FileResult[],
  results: readonly FileResult[],
  folderOf: (path: string) => string,
  { settings, files, home }: CrossFileOptions,
): Promise<FileResult[]> {
  const idsByFolder = new Map<string, Set<string>>();
  for (const { path, dags } of checked) {
    const ids = idsByFolder.get(folderOf(path)) ?? new Set();
    for (const { id } of dags) if (id.known) ids.add(id.value);
    idsByFolder.set(folderOf(path), ids);
  }
  const seen = new Set(results.map(({ path }) => path));
  const candidates = [...idsByFolder].flatMap(([folder, ids]) =>
    discoverDagFiles(files, settings, folder).filter((path) => !seen.has(path) && mayMake(files, path, ids)),
  );
  if (!candidates.length) return [];
  const analysis = (await loadEngine(home))(settings, files);
  return candidates.map((path) => analyseFile(analysis, files, path, 'findings'));
}

/** Ids stand in the text as they are, are the name of a function, or of the file. */
function mayMake(files: FileSystem, path: string, ids: ReadonlySet<string>): boolean {
  if (ids.has(baseName(path).replace(/\.py$/, ''))) return true;
  const text = files.readText(path);
  if (text === undefined) return false;
  for (const [, word] of text.matchAll(/(?:["']|\bdef )([\w.-]+)(?=["'(])/g)) if (ids.has(word!)) return true;
  return false;
}

/** Stands for the tree of a file where only its comments are asked for. */
function moduleWithComments(uri: string, text: string): ModuleNode {
  const comments = [...text.matchAll(/#[^\r\n]*/g)].map(({ 0: comment, index }) => ({
    uri,
    start: index,
    end: index + comment.length,
    text: comment,
  }));
  return { kind: 'Module', uri, start: 0, end: text.length, body: [], problems: [], comments };
}
