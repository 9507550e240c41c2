// The whole engine over files in memory: what a test at the boundary of core/ asks.

import path from 'node:path';
import { dagViewsOf } from '../../core/features/dagView';
import type { DagView } from '../../core/ir/dagView';
import type { Finding } from '../../core/rules/rule';
import { DagIndex } from '../../core/workspace/dagIndex';
import { offerOf } from '../../core/workspace/fileOffer';
import type { FileSystem, ProjectSettings } from '../../core/workspace/ports';
import type { FileReport } from '../../core/workspace/report';
import { Snapshot } from '../../core/workspace/snapshot';
import { withAcross } from '../../core/workspace/told';
import { catalogFiles } from '../../server/src/catalogFiles';
import type { OpenAnalysis } from '../../server/src/engine';
import { loadPythonParser } from '../../server/src/parser';
import { projectSettings } from '../workspace/settings';

/** Read once: it never changes. */
const catalog = catalogFiles('catalog');

const ROOT = '/project';
/** The present moment of all tests. */
const NOW = Date.UTC(2026, 0, 1);
const DAGS = `${ROOT}/dags`;

export interface CheckOptions {
  /** The Airflow version in force. */
  readonly version: string;
  readonly settings?: Partial<ProjectSettings>;
}

/** Where a file of a test lies; the path `dag.py` stands for a file of the dags folder, `/project/x.py` for itself. */
export function placeOf(name: string): string {
  return name.startsWith('/') ? name : `${DAGS}/${name}`;
}

/**
 * Checks files as the workspace does.
 * @param files path → text; one text alone is `dag.py`
 * @returns the reports of all Python files, by the paths given
 */
export async function checkText(
  files: string | ReadonlyMap<string, string>,
  options: CheckOptions,
): Promise<ReadonlyMap<string, FileReport>> {
  return (await checked(files, options)).reports;
}

interface Checked {
  readonly snapshot: Snapshot;
  readonly reports: ReadonlyMap<string, FileReport>;
}

async function checked(
  files: string | ReadonlyMap<string, string>,
  { version, settings = {} }: CheckOptions,
): Promise<Checked> {
  const given = typeof files === 'string' ? new Map([['dag.py', files]]) : files;
  const system = memoryFiles(new Map([...given].map(([name, text]) => [placeOf(name), text])));
  const snapshot = Snapshot.create({
    settings: projectSettings({ root: ROOT, dagsFolder: DAGS, airflowVersion: version, ...settings }),
    files: system,
    catalog,
    now: () => NOW,
    parser: await parserOf(),
  });
  const names = [...given.keys()].filter((name) => name.endsWith('.py'));
  return { snapshot, reports: together(snapshot, names) };
}

/** The reports, with what the files add to each other's findings. */
function together(snapshot: Snapshot, names: readonly string[]): ReadonlyMap<string, FileReport> {
  const reports = new Map(names.map((name) => [name, snapshot.check(placeOf(name))]));
  const index = new DagIndex();
  for (const [name, report] of reports) index.take(placeOf(name), DAGS, offerOf(report));
  index.markWhole(DAGS);
  return new Map(
    [...reports].map(([name, report]) => {
      const across = snapshot.crossFindings(placeOf(name), index.others(placeOf(name), DAGS));
      return [name, { ...report, findings: withAcross(report.findings, across) }];
    }),
  );
}

/** Opens the real engine for a server, in the Airflow version given. */
export async function realEngine(version: string): Promise<OpenAnalysis> {
  const parser = await parserOf();
  return (settings, files) =>
    Snapshot.create({ settings: { ...settings, airflowVersion: version }, files, catalog, parser, now: () => NOW });
}

/** The graph views of the DAGs of one file among others. */
export async function viewsOf(
  files: string | ReadonlyMap<string, string>,
  options: CheckOptions,
  name = 'dag.py',
): Promise<DagView[]> {
  const { snapshot, reports } = await checked(files, options);
  const report = reports.get(name)!;
  return dagViewsOf({ report, findings: report.findings, describe: snapshot.describerOf(report.dagFile!) });
}

/** The findings of the one file of a text. */
export async function findingsOf(text: string, options: CheckOptions): Promise<readonly Finding[]> {
  return (await checkText(text, options)).get('dag.py')!.findings;
}

/** Files in memory; folders are what their paths say. */
export function memoryFiles(texts: ReadonlyMap<string, string>): FileSystem {
  const folders = new Map<string, Map<string, 'file' | 'folder'>>();
  for (const file of texts.keys()) {
    let kind: 'file' | 'folder' = 'file';
    for (let at = file; at !== '/' && at !== '.'; at = path.posix.dirname(at)) {
      const parent = path.posix.dirname(at);
      const names = folders.get(parent) ?? new Map();
      folders.set(parent, names.set(path.posix.basename(at), kind));
      kind = 'folder';
    }
  }
  return {
    readText: (file) => texts.get(file),
    readDirectory: (folder) => {
      const names = folders.get(folder);
      return names && [...names].map(([name, kind]) => ({ name, kind }));
    },
  };
}

let parser: ReturnType<typeof loadPythonParser> | undefined;

/** One parser for all checks of a test file; the wasm files lie in the top folder of the bundled tests. */
function parserOf(): ReturnType<typeof loadPythonParser> {
  parser ??= loadPythonParser(bundleFolder());
  return parser;
}

/** The folder of the bundled tests, where the parser's wasm files lie. */
export function bundleFolder(): string {
  return /^.*\.out[\\/]tests-[^\\/]+/.exec(__dirname)?.[0] ?? __dirname;
}
