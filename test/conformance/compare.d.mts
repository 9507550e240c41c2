// Types of compare.mjs, for its test.
import type { DagJson, GraphJson, RefusalJson } from '../../core/ir/dagJson';

export interface Truth {
  dags: DagJson[];
  errors: RefusalJson[];
  files: Record<string, number | string>;
}
export interface Check {
  findings: { file: string; line: number; rule: string; severity: string; message: string }[];
}
export interface Comparison {
  files: number;
  refused: number;
  dags: number;
  exact: number;
  exactPercent: number;
  unknownPercent: number;
  missing: number;
  extra: { file: string; dag_id: string }[];
  differing: { file: string; dag_id: string; lines: string[]; missing: boolean }[];
  falseErrors: string[];
}
export function dagDifferences(real: DagJson, ours: DagJson): string[];
/** A finding that was read by hand and is right although Airflow loads the file. */
export interface TrueFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

export function compareCorpus(
  truth: Truth,
  graph: GraphJson,
  check: Check,
  trueOnes?: readonly TrueFinding[],
): Comparison;
