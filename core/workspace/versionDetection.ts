// Which Airflow version a file is written for: settings, environment, project files, the file itself, else the newest.

import { lineOf } from '../text/version';
import { NEWEST_AIRFLOW, newestAllowed, oldestAllowed, pinnedVersion, type VersionCondition } from './airflowVersions';
import { evidenceOfText } from './importEvidence';
import { baseName, foldersUpTo, joinPath, parentFolder, relativePath } from './paths';
import type { FileSystem, ProjectSettings } from './ports';
import type { VersionInForce } from './report';
import { evidenceIn, evidenceRank, type VersionEvidence } from './versionEvidence';

/** Folders beside the code that often hold requirements, images and scripts. */
const SIDE_FOLDERS: ReadonlySet<string> = new Set([
  'requirements',
  'docker',
  '.docker',
  'deploy',
  '.devcontainer',
  '.github',
]);

/**
 * The version of Airflow in force for a file, and how it was found, in words for the user.
 * Asked in this order: the setting, the chosen Python environment, project files from the file's folder up to the root
 * (an exact version before a range), what the file itself uses, the newest known version.
 */
export function detectVersion(files: FileSystem, settings: ProjectSettings, forFile: string): VersionInForce {
  return new VersionDetector(files, settings).versionFor(forFile);
}

/** True for files that can say which version is in force: when one changes, make a new `VersionDetector`. */
export function isVersionEvidence(path: string): boolean {
  return evidenceRank(baseName(path), baseName(parentFolder(path))) >= 0;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Detection for many files: reads every folder once. */
export class VersionDetector {
  private readonly folders = new Map<string, readonly VersionEvidence[]>();
  private readonly projects = new Map<string, readonly VersionEvidence[]>();
  private readonly modules = new Map<
    string,
    { readonly text: string; readonly evidence: readonly VersionEvidence[] }
  >();

  constructor(
    private readonly files: FileSystem,
    private readonly settings: ProjectSettings,
  ) {}

  /** As `detectVersion`; `text` is the file's text if it is at hand, `imported` the modules that it imports: path → text. */
  versionFor(path: string, text?: string, imported: ReadonlyMap<string, string> = NONE): VersionInForce {
    const chosen = this.chosen();
    if (chosen) return chosen;
    const evidence = this.projectEvidence(path);
    for (const { conditions, because } of evidence) {
      const version = pinnedVersion(conditions);
      if (version !== undefined) return { version, because };
    }
    const own = evidenceOfText(text ?? this.files.readText(path) ?? '');
    const theirs = [...imported].flatMap(([module, code]) => this.moduleEvidence(module, code));
    return { ...fromRanges(evidence, [...own, ...theirs]), guessed: true };
  }

  /** Most modules are imported by many files. */
  private moduleEvidence(path: string, text: string): readonly VersionEvidence[] {
    const known = this.modules.get(path);
    if (known?.text === text) return known.evidence;
    const evidence = evidenceOfText(text);
    this.modules.set(path, { text, evidence });
    return evidence;
  }

  private chosen(): VersionInForce | undefined {
    const { airflowVersion, installedPackages } = this.settings;
    if (airflowVersion !== undefined) return { version: airflowVersion, because: 'the settings say so' };
    const installed = installedPackages?.get('apache-airflow') ?? installedPackages?.get('apache-airflow-core');
    if (installed === undefined) return undefined;
    const version = /^\d+\.\d+(?:\.\d+)?/.exec(installed)?.[0];
    return version === undefined ? undefined : { version, because: 'it is installed in the Python environment' };
  }

  private projectEvidence(path: string): readonly VersionEvidence[] {
    const folder = parentFolder(path);
    const memo = this.projects.get(folder);
    if (memo) return memo;
    const found = foldersUpTo(this.settings.root, path).flatMap((each) => this.folderEvidence(each));
    this.projects.set(folder, found);
    return found;
  }

  private folderEvidence(folder: string): readonly VersionEvidence[] {
    const memo = this.folders.get(folder);
    if (memo) return memo;
    const all = evidenceFiles(this.files, folder).flatMap(({ path, rank }) => {
      const text = this.files.readText(path);
      const evidence = text === undefined ? undefined : evidenceIn(rank, text, relativePath(this.settings.root, path));
      return evidence ? [{ path, rank, evidence }] : [];
    });
    const found = all.filter((one) => !isOneOfSeveral(one, all)).map(({ evidence }) => evidence);
    this.folders.set(folder, found);
    return found;
  }
}

interface FoundEvidence {
  readonly path: string;
  readonly rank: number;
  readonly evidence: VersionEvidence;
}

/** True for `requirements-airflow-2.9.txt` beside `requirements-airflow-3.1.txt`: what the code is tested with, each in turn. */
function isOneOfSeveral({ path, rank, evidence }: FoundEvidence, all: readonly FoundEvidence[]): boolean {
  const version = pinnedVersion(evidence.conditions);
  if (version === undefined || !/\d\.\d/.test(baseName(path))) return false;
  return all.some((other) => {
    const theirs = pinnedVersion(other.evidence.conditions);
    const isBeside = other.rank === rank && parentFolder(other.path) === parentFolder(path);
    return isBeside && theirs !== undefined && lineOf(theirs) !== lineOf(version);
  });
}

function evidenceFiles(files: FileSystem, folder: string): { path: string; rank: number }[] {
  const found: { path: string; rank: number }[] = [];
  const collect = (at: string) => {
    for (const { name, kind } of files.readDirectory(at) ?? []) {
      const rank = kind === 'file' ? evidenceRank(name, baseName(at)) : -1;
      if (rank >= 0) found.push({ path: joinPath(at, name), rank });
      else if (kind === 'folder' && at === folder && SIDE_FOLDERS.has(name)) collect(joinPath(at, name));
      else if (kind === 'folder' && name === 'workflows' && baseName(at) === '.github') collect(joinPath(at, name));
    }
  };
  collect(folder);
  return found.sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
}

/** The newest version that the nearest range and the file's own signs allow; signs that contradict each other are not believed. */
function fromRanges(project: readonly VersionEvidence[], signs: readonly VersionEvidence[]): VersionInForce {
  const range = project[0];
  const ofSigns = signs.flatMap(({ conditions }) => conditions);
  const attempts: { conditions: readonly VersionCondition[]; because: string }[] = [];
  if (range && signs[0]) {
    attempts.push({
      conditions: [...range.conditions, ...ofSigns],
      because: `${range.because}, and ${signs[0].because}`,
    });
  }
  if (range) attempts.push(range);
  const strictest = signs.find(({ conditions }) => conditions[0]?.version === '2.0') ?? signs[0];
  if (strictest) attempts.push({ conditions: ofSigns, because: strictest.because });
  for (const { conditions, because } of attempts) {
    const version = newestAllowed(conditions);
    if (version !== undefined) return { version, oldest: oldestAllowed(conditions) ?? version, because };
  }
  return { version: NEWEST_AIRFLOW, because: 'nothing in the project tells the version, so the newest is assumed' };
}
