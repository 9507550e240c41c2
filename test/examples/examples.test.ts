// The example DAGs: drawn exactly as real Airflow reads them, nothing found in the good ones, one mistake in each of the bad.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import type { DagJson } from '../../core/ir/dagJson';
import { Snapshot } from '../../core/workspace/snapshot';
import { catalogFiles } from '../../server/src/catalogFiles';
import { analyseFile } from '../../server/src/cli/analyse';
import { diskFiles } from '../../server/src/diskFiles';
import { loadPythonParser } from '../../server/src/parser';
import { bundleFolder } from '../support/engine';
import { projectSettings } from '../workspace/settings';

interface Mistake {
  readonly file: string;
  readonly version: string;
  /** Does real Airflow load the file? */
  readonly imports: boolean;
  readonly message: string | null;
  readonly at_run: string | null;
}

/** What Airflow takes and runs, though hardly as it was meant. */
const WARNINGS = ['branch-target-not-downstream', 'cron-never-fires'];

const recorded: { readonly dags: readonly DagJson[] } = JSON.parse(readFileSync('test/truth/examples.json', 'utf8'));
const mistakes: readonly Mistake[] = JSON.parse(readFileSync('test/truth/mistakes.json', 'utf8'));
const files = diskFiles();

let parser: Awaited<ReturnType<typeof loadPythonParser>>;
before(async () => {
  parser = await loadPythonParser(bundleFolder());
});

/** The folder as a project of its own: its requirements.txt names the version. */
function project(folder: string): Snapshot {
  return Snapshot.create({
    settings: projectSettings({ root: absolute(folder) }),
    files,
    parser,
    catalog: catalogFiles('catalog'),
    now: Date.now,
  });
}

function absolute(name: string): string {
  return path.resolve(name).replaceAll('\\', '/');
}

function byId(dags: readonly DagJson[]): readonly DagJson[] {
  return [...dags].sort((a, b) => (a.dag_id < b.dag_id ? -1 : 1));
}

for (const [folder, version] of [
  ['examples/airflow1', '1.10.15'],
  ['examples/airflow2', '2.11.2'],
  ['examples/airflow3', '3.3.2'],
] as const) {
  const expected = recorded.dags.filter(({ file }) => file.startsWith(`${folder}/`));
  const names = [...new Set(expected.map(({ file }) => file))];

  test(`${folder} is drawn as Airflow ${version} reads it`, () => {
    const snapshot = project(folder);
    assert.ok(expected.length > 0);
    for (const name of names) {
      const { graph, version: found, failure } = analyseFile(snapshot, files, absolute(name), 'graph');
      assert.equal(failure, undefined);
      assert.equal(found, version);
      const dags = byId(graph?.dags ?? []).map((dag) => ({ ...dag, file: name }));
      assert.deepEqual(
        { dags, errors: graph?.errors },
        { dags: byId(expected.filter(({ file }) => file === name)), errors: [] },
      );
    }
  });

  test(`nothing is found in ${folder}`, () => {
    const snapshot = project(folder);
    const found = snapshot
      .discover(absolute(folder))
      .flatMap((name) => snapshot.check(name).findings.map(({ rule, message }) => `${name} ${rule}: ${message}`));
    assert.deepEqual(found, []);
  });
}

for (const { file, version, imports } of mistakes) {
  const rule = path.basename(file, '.py');
  const severity = WARNINGS.includes(rule) ? 'warning' : 'error';

  test(`${file}: one ${severity}, ${rule}`, () => {
    const snapshot = project(path.dirname(file));
    const { findings } = analyseFile(snapshot, files, absolute(file), 'findings');
    const { graph } = analyseFile(snapshot, files, absolute(file), 'graph');
    assert.deepEqual(
      findings.map((finding) => [finding.rule, finding.severity]),
      [[rule, severity]],
    );
    assert.equal(snapshot.versionInForce(absolute(file)).version, version);
    assert.equal(graph?.errors.length === 0, imports, 'refused by the command line as by Airflow');
  });
}
