// What the server asks of the analysis engine.

import type { DagFile } from '../../core/ir/dag';
import type { OtherFiles } from '../../core/rules/rule';
import type { AirflowConfig } from '../../core/workspace/airflowConfig';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { FileReport, VersionInForce } from '../../core/workspace/report';
import type { OperatorDescriber } from '../../core/workspace/snapshot';
import type { AcrossFindings } from '../../core/workspace/told';

/** The part of the workspace's `Snapshot` that the server uses. Paths are absolute and `/`-separated. */
export interface Analysis {
  /** The workspace after these files or folders changed. */
  withChanges(paths: Iterable<string>): Analysis;
  withSettings(settings: ProjectSettings): Analysis;
  claims(path: string): boolean;
  check(path: string): FileReport;
  /** What only a look at the other files tells. */
  crossFindings(path: string, others: OtherFiles): AcrossFindings;
  /** The answer for this file is not needed again soon. */
  release(path: string): void;
  /** What the orchestrator's library says of the operators of a file already checked. */
  describerOf(file: DagFile): OperatorDescriber;
  /** Airflow's configuration for a file already checked. */
  configOf(file: DagFile): AirflowConfig;
  versionInForce(path: string): VersionInForce;
  discover(folder: string): string[];
  /** The packages beside the orchestrator's own that the files below a folder import, sorted. */
  packagesImported(folder: string, version: string): string[];
  /** Files already checked whose answers would change if these paths changed. */
  dependents(paths: Iterable<string>): string[];
}

/** Opens the analysis of one project. */
export type OpenAnalysis = (settings: ProjectSettings, files: FileSystem) => Analysis;
