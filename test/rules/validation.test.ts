// The validation table: what real Airflow said to each file (test/truth/record_validation.py), against our findings.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Finding } from '../../core/rules/rule';
import type { FileReport } from '../../core/workspace/report';
import { checkText } from '../support/engine';

/** Loads although our rule calls it an error: the run fails, or a DAG of the file is lost. */
const ERRORS_OF_ACCEPTED = ['unknown-branch-target', 'duplicate-dag-id', 'invalid-param-default'];

interface Row {
  readonly row: number;
  readonly case: string;
  readonly versions: Readonly<Record<string, Answer>>;
}

interface Answer {
  readonly text: string;
  /** How far real Airflow gets: it refuses the file, a DAG of it, or nothing. */
  readonly stage: string;
  /** The rule that must find it. */
  readonly rule: string | null;
  /** The DAGs that load; not told where the whole file is refused. */
  readonly dags?: readonly string[];
}

const rows: readonly Row[] = JSON.parse(readFileSync('test/truth/validation.json', 'utf8'));

for (const { row, case: title, versions } of rows) {
  for (const [version, answer] of Object.entries(versions)) {
    if (answer.stage !== 'none' && answer.rule === null) continue;
    test(`${row} ${title} (${version})`, async () => {
      const report = (await checkText(answer.text, { version })).get('dag.py')!;
      if (answer.rule === null) assert.deepEqual(errorsOf(report.findings.filter(refusesOrMustNot)), []);
      else checkFound(report.findings, answer, answer.rule);
      if (answer.dags) assert.deepEqual(loadedDags(report), answer.dags);
    });
  }
}

function refusesOrMustNot({ rule }: Finding): boolean {
  return !ERRORS_OF_ACCEPTED.includes(rule);
}

function checkFound(findings: readonly Finding[], { stage, text }: Answer, rule: string): void {
  const found = findings.filter((finding) => finding.rule === rule);
  assert.notEqual(found.length, 0, `${rule} is not found in\n${text}\nbut ${JSON.stringify(findings, null, 1)}`);
  const refused = found.map(({ refuses }) => (refuses === undefined ? 'none' : refuses === 'file' ? 'file' : 'dag'));
  assert.deepEqual(new Set(refused), new Set([stage]));
  if (stage !== 'none') assert.deepEqual(new Set(found.map(({ severity }) => severity)), new Set(['error']));
  else if (!ERRORS_OF_ACCEPTED.includes(rule)) assert.deepEqual(errorsOf(findings), []);
}

/** The ids of the DAGs that Airflow would load, as we see it. */
function loadedDags({ dagFile, findings }: FileReport): string[] {
  const refused = new Set(findings.map((finding) => finding.refuses));
  const loaded = (dagFile?.dags ?? []).filter((dag, index) => dag.notCollected === undefined && !refused.has(index));
  return [...new Set(loaded.map((dag) => (dag.id.known ? dag.id.value : '?')))].sort();
}

function errorsOf(findings: readonly Finding[]): string[] {
  return findings.filter((finding) => finding.severity === 'error').map(({ rule, message }) => `${rule}: ${message}`);
}
