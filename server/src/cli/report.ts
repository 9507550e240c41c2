// What `daglens check` found, before it is printed in one of the formats.

import type { CheckedFinding } from './analyse';

export interface CheckReport {
  /** In the order of the files, then of the places. */
  readonly findings: readonly CheckedFinding[];
  /** How many more a baseline left out. */
  readonly known: number;
  readonly gaps: readonly { readonly file: string; readonly line: number; readonly because: string }[];
  /** How many files were looked at. */
  readonly files: number;
  readonly dags: number;
  /** The version that the command line asks for; undefined: each file has its own. */
  readonly target: string | undefined;
  /** Airflow versions in force, each once. */
  readonly versions: readonly string[];
}

/** Prints a path of the report. */
export type PrintPath = (path: string) => string;
