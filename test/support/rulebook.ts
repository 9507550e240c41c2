// The pairs under test/fixtures/rulebook: a project with one mistake, its correct twin, and what real Airflow said to both.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ProjectSettings } from '../../core/workspace/ports';
import { loadProjectSettings } from '../../server/src/settings';
import { checkText, memoryFiles } from './engine';

const PAIRS = 'test/fixtures/rulebook';
const EXPECTED = /(?:#|--) expect: ([\w-]+)/;

export type Side = 'bad' | 'good';

export interface Pair {
  /** `rule-id/1-slug`. */
  readonly name: string;
  readonly rule: string;
  readonly meta: PairMeta;
}

/** `meta.json` of a pair; the folder may have none. */
interface PairMeta {
  /** The version in force. */
  readonly airflow?: string;
  /** The packages of the Python environment, where the rule needs to know them. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Why the mistake is one, where Airflow says nothing to it. */
  readonly why?: string;
  /** For the recorder: how its tasks are run. */
  readonly run?: string;
}

/** What Airflow said to one side; written by test/truth/record_rulebook.py. */
export interface Heard {
  /** File → the exception that refuses it. */
  readonly errors: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  /** DAG → number of its tasks. */
  readonly dags: Readonly<Record<string, number>>;
  /** Task that failed when it was run → its exception. */
  readonly failed: Readonly<Record<string, string>>;
}

/** All pairs, by name. */
export function rulebookPairs(): readonly Pair[] {
  return readdirSync(PAIRS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: rule }) => readdirSync(`${PAIRS}/${rule}`).map((slug) => ({ rule, name: `${rule}/${slug}` })))
    .map(({ rule, name }) => ({ rule, name, meta: readJson<PairMeta>(`${PAIRS}/${name}/meta.json`, {}) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Pair and side (`rule-id/1-slug/bad`) → why the engine's answer is still wrong. */
export function knownMisses(): Readonly<Record<string, string>> {
  return readJson(`${PAIRS}/known-misses.json`, {});
}

/** Pair → what Airflow said to its sides. */
export function recordedRulebook(): Readonly<Record<string, Readonly<Record<Side, Heard>>>> {
  return readJson('test/truth/rulebook.json', {});
}

/** Where `expect` comments want a finding: `file:line rule`. */
export function expectedFindings(pair: Pair, side: Side): string[] {
  const expected: string[] = [];
  for (const [file, text] of filesOf(pair, side)) {
    for (const [index, line] of text.split('\n').entries()) {
      const rule = EXPECTED.exec(line)?.[1];
      if (rule !== undefined) expected.push(`${file}:${index + 1} ${rule}`);
    }
  }
  return expected;
}

/** What the engine finds in all files of a side: `file:line rule`, each with its message. */
export async function actualFindings(pair: Pair, side: Side): Promise<ReadonlyMap<string, string>> {
  const files = filesOf(pair, side);
  const reports = await checkText(new Map([...files].map(([file, text]) => [placeInProject(file, files), text])), {
    version: pair.meta.airflow ?? '3.3',
    settings: settingsOf(pair, files),
  });
  const found = new Map<string, string>();
  for (const file of files.keys()) {
    const report = reports.get(placeInProject(file, files));
    for (const { at, rule, message } of report?.findings ?? []) {
      found.set(`${file}:${report!.text.slice(0, at.start).split('\n').length} ${rule}`, message);
    }
  }
  return found;
}

/** A whole project is read as the command line does it: with its daglens.toml and its airflow.cfg. */
function settingsOf({ meta }: Pair, files: ReadonlyMap<string, string>): Partial<ProjectSettings> {
  const told = {
    ...(meta.packages && { installedPackages: new Map(Object.entries(meta.packages)) }),
    ...([...files.keys()].some((file) => file.startsWith('plugins/')) && { pluginsFolder: '/project/plugins' }),
  };
  if (!isProject(files)) return told;
  const { settings } = loadProjectSettings({
    root: '/project',
    cli: { 'dags-folder': '/project/dags', 'airflow-version': meta.airflow ?? '3.3' },
    environment: {},
    files: memoryFiles(new Map([...files].map(([file, text]) => [placeInProject(file, files), text]))),
  });
  return { ...settings, ...told };
}

/** A side with a `dags` folder is a whole project; else its files lie in the dags folder. */
function placeInProject(file: string, files: ReadonlyMap<string, string>): string {
  return isProject(files) ? `/project/${file}` : file;
}

function isProject(files: ReadonlyMap<string, string>): boolean {
  return [...files.keys()].some((name) => name.startsWith('dags/'));
}

function filesOf({ name }: Pair, side: Side): ReadonlyMap<string, string> {
  const folder = `${PAIRS}/${name}/${side}`;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(folder.length + 1))
    .sort();
  return new Map(names.map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]));
}

function readJson<T>(path: string, otherwise: T): T {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : otherwise;
}
