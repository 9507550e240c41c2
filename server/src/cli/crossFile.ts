// What only shows where the files of a DAGs folder are seen together: the same dag_id twice, the name of a DAG that is not there.

import { DagIndex } from '../../../core/workspace/dagIndex';
import { baseName } from '../../../core/workspace/paths';
import type { FileSystem } from '../../../core/workspace/ports';
import { discoverDagFiles } from '../../../core/workspace/projectFolders';
import { dagsFolders } from '../dagsFolders';
import type { FileResult } from './analyse';
import type { CrossFileFindings, OfferingFile } from './job';
import type { Pool, PoolOptions } from './pool';

/** More findings for checked files, also against the files of their DAGs folder that were not checked themselves. */
export async function crossFileFindings(
  results: readonly FileResult[],
  pool: Pool,
  options: PoolOptions,
): Promise<CrossFileFindings> {
  const folderOf = dagsFolders(options.files, options.project.settings);
  const seen = new SeenFiles();
  for (const { path, offer } of results) seen.take({ path, folder: folderOf(path), offer });
  for (const [folder, paths] of byFolder(results, folderOf)) await readNeighbours(folder, paths, seen, pool, options);
  const concerned = results.filter(({ path }) => seen.index.concernsOthers(path));
  const placed = concerned.map(({ path }) => ({ path, folder: folderOf(path) }));
  const added = await pool.across(placed, { files: seen.files, whole: seen.whole });
  return { findings: added.flatMap(({ findings }) => findings), used: added.flatMap(({ used }) => used) };
}

/** The files that were read, with what they offer. */
class SeenFiles {
  readonly index = new DagIndex();
  readonly files: OfferingFile[] = [];
  readonly whole: string[] = [];

  take(file: OfferingFile): void {
    this.index.take(file.path, file.folder, file.offer);
    this.files.push(file);
  }

  markWhole(folder: string): void {
    this.index.markWhole(folder);
    this.whole.push(folder);
  }
}

function byFolder(results: readonly FileResult[], folderOf: (path: string) => string): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of results) {
    const folder = folderOf(path);
    const paths = folders.get(folder);
    if (paths) paths.push(path);
    else folders.set(folder, [path]);
  }
  return folders;
}

/**
 * Takes note of the files of a DAGs folder that were not checked: of those that seem to make a DAG that a checked file
 * makes or names; and of all, if a checked file names a DAG that still nobody makes.
 */
async function readNeighbours(
  folder: string,
  checked: readonly string[],
  seen: SeenFiles,
  pool: Pool,
  { project, files }: PoolOptions,
): Promise<void> {
  const ids = new Set(checked.flatMap((path) => seen.index.namesOf(path)));
  if (ids.size === 0) return;
  const all = discoverDagFiles(files, project.settings, folder);
  const read = async (wanted: (path: string) => boolean) => {
    const unread = all.filter((path) => !seen.index.has(path) && wanted(path));
    for (const { path, offer } of await pool.analyse(unread, 'findings')) seen.take({ path, folder, offer });
  };
  await read((path) => mayMake(files, path, ids));
  if (!checked.some((path) => seen.index.asksInVain(path))) return;
  await read(() => true);
  seen.markWhole(folder);
}

/** Ids stand in the text as they are, are the name of a function, or of the file. */
function mayMake(files: FileSystem, path: string, ids: ReadonlySet<string>): boolean {
  if (ids.has(baseName(path).replace(/\.py$/, ''))) return true;
  const text = files.readText(path);
  if (text === undefined) return false;
  for (const [, word] of text.matchAll(/(?:["']|\bdef )([\w.-]+)(?=["'(])/g)) if (ids.has(word!)) return true;
  return false;
}
