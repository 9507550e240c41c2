// What a check of one file answers.

import type { DagFile, Gap } from '../ir/dag';
import type { Finding } from '../rules/rule';

export interface FileReport {
  readonly uri: string;
  /** The text that was checked. */
  readonly text: string;
  /** What is told: no comment and no setting turns it off. In the order of the text. */
  readonly findings: readonly Finding[];
  /** What the orchestrator refuses, whether it is told or not. */
  readonly refusals: readonly Finding[];
  /** Gaps that stand in this file. */
  readonly gaps: readonly Gap[];
  /** Undefined: no dialect claims the file. */
  readonly dagFile: DagFile | undefined;
}

/** The version of the orchestrator in force, and how it was found, for the status bar. */
export interface VersionInForce {
  readonly version: string;
  /** Where the version is one of several that fit: the oldest of them. */
  readonly oldest?: string;
  /** Nothing tells it exactly: what the file uses decides. */
  readonly guessed?: boolean;
  readonly because: string;
}
