// The projects under test/fixtures/constructs: what DagLens makes of one, compared with what real Airflow made of it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DagJson, dagJson } from '../../core/ir/dagJson';
import type { PythonParser } from '../../core/syntax/parse';
import type { FileReport } from '../../core/workspace/report';
import { Snapshot } from '../../core/workspace/snapshot';
import { catalogFiles } from '../../server/src/catalogFiles';
import { diskFiles } from '../../server/src/diskFiles';
import { dagDifferences } from '../conformance/compare.mjs';

const CASES = 'test/fixtures/constructs';

/** What Airflow of one version made of a case. */
export interface CaseTruth {
  readonly dags: readonly DagJson[];
  /** File → last line of its import error. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Case → Airflow version → answer; written by test/truth/record_constructs.py. */
export function recordedConstructs(): Readonly<Record<string, Readonly<Record<string, CaseTruth>>>> {
  return JSON.parse(readFileSync('test/truth/constructs.json', 'utf8'));
}

/** What differs between our answer and Airflow's, one line each. Files that Airflow refuses are left out. */
export function caseDifferences(name: string, version: string, truth: CaseTruth, parser: PythonParser): string[] {
  const root = path.resolve(CASES, name);
  const files = readdirSync(`${root}/dags`, { recursive: true })
    .map((file) => `dags/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.py') && !(file in truth.errors))
    .sort();
  const snapshot = snapshotOf(root, version, parser);
  const reports = files.map((file) => [file, snapshot.check(`${root}/${file}`)] as const);
  const ours = new Map(reports.flatMap(([file, report]) => collected(file, report)).map((dag) => [dag.dag_id, dag]));
  const real = truth.dags.filter((dag) => files.includes(dag.file));
  return [
    ...real.flatMap((dag) => {
      const mine = ours.get(dag.dag_id);
      return (mine ? dagDifferences(dag, mine) : ['missing']).map((line) => `${dag.dag_id}: ${line}`);
    }),
    ...[...ours.keys()].filter((id) => !real.some((dag) => dag.dag_id === id)).map((id) => `${id}: not in Airflow`),
    ...reports.flatMap(([file, report]) => falseErrors(file, report)),
  ];
}

function snapshotOf(root: string, version: string, parser: PythonParser): Snapshot {
  const given = (name: string) => (existsSync(`${root}/${name}`) ? `${root}/${name}` : undefined);
  return Snapshot.create({
    parser,
    files: diskFiles(),
    catalog: catalogFiles('catalog'),
    now: Date.now,
    settings: {
      root,
      paths: [],
      dagsFolder: `${root}/dags`,
      pluginsFolder: given('plugins'),
      variablesFile: given('variables.json'),
      connectionsFile: given('connections.json'),
      poolsFile: given('pools.json'),
      envFile: given('project.env'),
      airflowCfg: undefined,
      airflowVersion: version,
      installedPackages: undefined,
      environment: new Map(),
      rules: new Map(),
      baseline: undefined,
    },
  });
}

function collected(file: string, { dagFile }: FileReport): readonly DagJson[] {
  return dagJson(dagFile, [], file).dags;
}

function falseErrors(file: string, { findings, text }: FileReport): string[] {
  return findings
    .filter((finding) => finding.severity === 'error')
    .map(
      (finding) => `${file}:${text.slice(0, finding.at.start).split('\n').length} ${finding.rule}: ${finding.message}`,
    );
}
