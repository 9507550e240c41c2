// What one project file (requirements, Dockerfile, script …) says about the Airflow version.

import { isVersionText, type VersionCondition, versionConditions } from './airflowVersions';

/** What a place in the project says about the version; `because` completes "Airflow 2.9.3: …". */
export interface VersionEvidence {
  readonly conditions: readonly VersionCondition[];
  readonly because: string;
}

type Reader = (text: string) => (Omit<VersionEvidence, 'because'> & { readonly says: string }) | undefined;

/** In order of trust: the first file kind that says something wins. */
const KINDS: readonly { readonly name: RegExp; readonly readers: readonly Reader[] }[] = [
  { name: /^(?:requirements|constraints)[^/]*\.(?:txt|in|pip)$/i, readers: [requirement, constraintsUrl] },
  { name: /^(?:poetry|uv|pdm)\.lock$/, readers: [lockedPackage] },
  { name: /^Pipfile\.lock$/, readers: [pipfileLock] },
  { name: /^(?:pyproject\.toml|setup\.cfg|setup\.py|Pipfile)$/, readers: [requirement, constraintsUrl] },
  { name: /^environment[^/]*\.ya?ml$/i, readers: [requirement, condaPackage] },
  { name: /^(?:Dockerfile|Containerfile)|\.dockerfile$/i, readers: [image, variable, requirement, constraintsUrl] },
  { name: /^(?:docker-)?compose[^/]*\.ya?ml$/i, readers: [image, variable, requirement] },
  {
    name: /\.sh$|^\.env|\.env$|^Makefile$|\.mk$|^\.gitlab-ci\.yml$/i,
    readers: [variable, image, requirement, constraintsUrl],
  },
];

const WORKFLOW_READERS: readonly Reader[] = [variable, requirement, constraintsUrl, image];

/** How soon a file of this name is asked (0 first), or -1 if it can say nothing. `folder` is the folder's own name. */
export function evidenceRank(name: string, folder: string): number {
  if (folder === 'workflows') return /\.ya?ml$/.test(name) ? KINDS.length : -1;
  if (folder === 'requirements') return /\.(?:txt|in)$/.test(name) ? 0 : -1;
  return KINDS.findIndex((kind) => kind.name.test(name));
}

/** What a file says; `rank` is from `evidenceRank`, `label` names the file to the user. */
export function evidenceIn(rank: number, text: string, label: string): VersionEvidence | undefined {
  const readers = KINDS[rank]?.readers ?? WORKFLOW_READERS;
  const plain = text.replace(/(^|\s)#.*$/gm, '');
  for (const read of readers) {
    const found = read(plain);
    if (found?.conditions.length) return { conditions: found.conditions, because: `${label} ${found.says}` };
  }
  return undefined;
}

const SPECIFIER = String.raw`((?:[<>=!~^]=?=?\s*v?\d[\w.*]*\s*,?\s*)+|\d[\w.*]*)`;
const REQUIREMENT = new RegExp(
  String.raw`(?<![\w./-])apache[-_]airflow(?:-core)?(?![\w-])(?:\[[^\]\n]*\])?["']?\s*` +
    String.raw`(?:=\s*["']|=\s*\{[^}\n]*?version\s*=\s*["']|\(|:\s*["'])?\s*${SPECIFIER}`,
  'i',
);

function requirement(text: string): ReturnType<Reader> {
  const specifier = REQUIREMENT.exec(text)?.[1]?.replace(/[\s,]+$/, '');
  if (specifier === undefined) return undefined;
  const conditions = versionConditions(specifier);
  return { conditions, says: `asks for apache-airflow${/^[<>=!~]/.test(specifier) ? '' : ' '}${specifier}` };
}

function constraintsUrl(text: string): ReturnType<Reader> {
  return exactly(/\/constraints-(\d+\.\d+\.\d+)\//.exec(text)?.[1], 'uses the constraints of Airflow');
}

function condaPackage(text: string): ReturnType<Reader> {
  return exactly(/^\s*-\s*["']?airflow\s*==?\s*(\d+\.\d+\.\d+)/m.exec(text)?.[1], 'asks for airflow');
}

function lockedPackage(text: string): ReturnType<Reader> {
  return exactly(
    /^name = "apache-airflow(?:-core)?"\r?\nversion = "(\d+\.\d+\.\d+)/m.exec(text)?.[1],
    'locks apache-airflow',
  );
}

function pipfileLock(text: string): ReturnType<Reader> {
  return exactly(/"apache-airflow": \{[^}]*"version": "==(\d+\.\d+\.\d+)/.exec(text)?.[1], 'locks apache-airflow');
}

function variable(text: string): ReturnType<Reader> {
  const match =
    /(?<![\w])AIRFLOW_VERSION["']?\s*(?:[?:]?=|:-|:|\s)\s*["']?(?:\$\{\w+:-)?["']?v?(\d+\.\d+(?:\.\d+)?)/i.exec(text);
  return exactly(match?.[1], 'sets AIRFLOW_VERSION to');
}

const IMAGES: readonly RegExp[] = [
  /(?<!\w)(?:apache|bitnami)\/airflow:(?:slim-)?v?(\d+\.\d+(?:\.\d+)?)/,
  /(?:astronomerinc|astronomer)\/ap-airflow:(\d+\.\d+(?:\.\d+)?)/,
  /puckel\/docker-airflow:(\d+\.\d+(?:\.\d+)?)/,
  /composer-\d[\w.]*-airflow-(\d+\.\d+(?:\.\d+)?)/,
];

/** Astro Runtime's major version → Airflow's line; from 3.0 on, Runtime carries Airflow's own numbers (Astronomer's runtime release notes). */
const ASTRO_RUNTIME: Readonly<Record<string, string>> = {
  4: '2.2',
  5: '2.3',
  6: '2.4',
  7: '2.5',
  8: '2.6',
  9: '2.7',
  10: '2.8',
  11: '2.9',
  12: '2.10',
  13: '2.11',
};

function image(text: string): ReturnType<Reader> {
  for (const pattern of IMAGES) {
    const version = pattern.exec(text)?.[1];
    if (version !== undefined) return exactly(version, 'uses the image of Airflow');
  }
  const runtime = /(?:astro-runtime|azurecr\.io\/runtime|astronomer\/runtime):(\d+)\.(\d+)(-\d+)?/.exec(text);
  if (!runtime) return undefined;
  const line = runtime[3] === undefined ? ASTRO_RUNTIME[runtime[1]!] : `${runtime[1]}.${runtime[2]}`;
  return exactly(line, `uses Astro Runtime ${runtime[1]}, which has Airflow`);
}

function exactly(version: string | undefined, says: string): ReturnType<Reader> {
  if (version === undefined || !isVersionText(version)) return undefined;
  return { conditions: [{ operator: '==', version }], says: `${says} ${version}` };
}
