// What the workspace needs from outside: files and settings. Everything is synchronous and read-only.

import type { RuleLevels } from '../rules/levels';

export { type CatalogFiles, CatalogMemory } from '../dialects/dialect';

/** Paths are absolute and `/`-separated on every system (`/home/…`, `c:/…`). */
export interface FileSystem {
  /** The text of a file (open editors first), or undefined if there is none or it is not readable as UTF-8 text. */
  readText(path: string): string | undefined;
  /** Names in a folder, unsorted; undefined if there is no such folder. */
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** What a project may tell us: command line options, settings file and editor settings, already merged. Paths absolute. */
export interface ProjectSettings {
  readonly root: string;
  /** More import roots. */
  readonly paths: readonly string[];
  readonly dagsFolder: string | undefined;
  readonly pluginsFolder: string | undefined;
  readonly variablesFile: string | undefined;
  readonly connectionsFile: string | undefined;
  readonly poolsFile: string | undefined;
  readonly envFile: string | undefined;
  readonly airflowCfg: string | undefined;
  /** `MAJOR.MINOR[.PATCH]`; undefined: detect. */
  readonly airflowVersion: string | undefined;
  /** Installed packages of the chosen Python environment (lower-case name → version), read from its metadata on disk. */
  readonly installedPackages: ReadonlyMap<string, string> | undefined;
  /** `AIRFLOW__SECTION__KEY` variables that change meaning, from the environment DagLens runs in. */
  readonly environment: ReadonlyMap<string, string>;
  /** Which rules are told, and how severe each is. */
  readonly rules: RuleLevels;
  /** The file of the findings that are known and not told again. */
  readonly baseline: string | undefined;
}

/** True once the answer is no longer wanted. */
export interface CancelToken {
  readonly cancelled: boolean;
}
