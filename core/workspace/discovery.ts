// Which files of a folder may hold DAGs: a walk as Airflow's own, without virtual environments and hidden folders.

import { type IgnoreRule, type IgnoreSyntax, isIgnored, parseIgnoreFile } from './airflowIgnore';
import { compareVersions } from './airflowVersions';
import { foldersUpTo, isInside, joinPath } from './paths';
import type { DirectoryEntry, FileSystem } from './ports';

export const IGNORE_FILE = '.airflowignore';

export interface DiscoveryOptions {
  readonly root: string;
  /** If known: where Airflow's own walk starts. */
  readonly dagsFolder: string | undefined;
  readonly ignoreSyntax: IgnoreSyntax;
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['__pycache__', 'node_modules', 'site-packages', 'dist-packages']);

/** Deeper than any project, so that links which lead in circles end. */
const DEEPEST = 64;

/**
 * The Python files in a folder and all below it, sorted; .airflowignore files are honoured, also those of the folders
 * above up to the DAGs folder (or the root). Hidden folders, virtual environments, `__pycache__` and `node_modules` are
 * skipped. Empty if there is no such folder.
 */
export function discover(files: FileSystem, folder: string, options: DiscoveryOptions): string[] {
  const walk = new Walk(files, options.ignoreSyntax);
  let ignoring: Ignoring = { base: startBase(folder, options), rules: [] };
  for (const above of foldersAbove(folder, options)) ignoring = walk.ignoringIn(above, ignoring);
  walk.enter(folder, ignoring, 0);
  return walk.found.sort();
}

/**
 * Airflow's safe mode: whether a file may hold DAGs, judged by its words alone. 1.10 asks for `DAG` and `airflow`, 2 for
 * both words in any case, 3 for `airflow` and one of `dag`, `asset` (sources of 1.10.15, 2.0.2, 2.11.2, 3.0.6, 3.3.2).
 */
export function mightContainDag(text: string, version: string): boolean {
  if (compareVersions(version, '2.0') < 0) return text.includes('DAG') && text.includes('airflow');
  if (!/airflow/i.test(text)) return false;
  return compareVersions(version, '3.0') < 0 ? /dag/i.test(text) : /dag|asset/i.test(text);
}

/** What is ignored in a folder, and what regular expressions are seen from: the topmost folder that has an ignore file. */
interface Ignoring {
  readonly base: string | undefined;
  readonly rules: readonly IgnoreRule[];
}

class Walk {
  readonly found: string[] = [];

  constructor(
    private readonly files: FileSystem,
    private readonly syntax: IgnoreSyntax,
  ) {}

  /** What is ignored in a folder: its own ignore file added to what holds above it. */
  ignoringIn(folder: string, above: Ignoring): Ignoring {
    const text = this.files.readText(joinPath(folder, IGNORE_FILE));
    if (text === undefined) return above;
    const base = above.base !== undefined && isInside(above.base, folder) ? above.base : folder;
    return { base, rules: [...above.rules, ...parseIgnoreFile(text, this.syntax, base, folder)] };
  }

  enter(folder: string, above: Ignoring, depth: number): void {
    const entries = this.files.readDirectory(folder) ?? [];
    if (depth > DEEPEST || (depth > 0 && entries.some(({ name }) => name === 'pyvenv.cfg'))) return;
    const ignoring = entries.some(({ name }) => name === IGNORE_FILE) ? this.ignoringIn(folder, above) : above;
    for (const entry of entries) {
      const path = joinPath(folder, entry.name);
      if (skipped(entry) || isIgnored(path, entry.kind, ignoring.rules)) continue;
      if (entry.kind === 'folder') this.enter(path, ignoring, depth + 1);
      else this.found.push(path);
    }
  }
}

function skipped({ name, kind }: DirectoryEntry): boolean {
  if (kind === 'file') return !name.endsWith('.py');
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name);
}

/** Airflow sees regular expressions from its DAGs folder. */
function startBase(folder: string, { dagsFolder }: DiscoveryOptions): string | undefined {
  if (dagsFolder === undefined) return undefined;
  return isInside(dagsFolder, folder) || isInside(folder, dagsFolder) ? dagsFolder : undefined;
}

/** The folders above whose .airflowignore counts, topmost first. */
function foldersAbove(folder: string, { root, dagsFolder }: DiscoveryOptions): string[] {
  const top = dagsFolder !== undefined && isInside(dagsFolder, folder) ? dagsFolder : root;
  if (folder === top || !isInside(top, folder)) return [];
  return foldersUpTo(top, folder).reverse();
}
