// `Set up Airflow`: which commands make a virtual environment with an Airflow and the providers that a project imports.

import { inVirtualEnvironment } from '../builtin/interpreter';

export interface SetUpRequest {
  /** Of Airflow, in full: `3.3.2`. */
  readonly version: string;
  /** Distributions besides Airflow itself, such as `apache-airflow-providers-google`. */
  readonly providers: readonly string[];
  /** Where the environment is made. Absolute; nothing is there yet. */
  readonly folder: string;
  /** The interpreter that it is made with. */
  readonly python: string;
  /** Address of Airflow's constraints, with `{version}` and `{python}`; undefined: the one that Airflow's installation page names. */
  readonly constraintsUrl: string | undefined;
}

/** What was found out about the machine. */
export interface SetUpMeans {
  readonly hasUv: boolean;
  /** The file with Airflow's constraints; undefined: they could not be had. */
  readonly constraints: string | undefined;
}

/** A command, and what it does in words. */
export interface SetUpStep {
  readonly words: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** As Airflow's installation page names it. */
const CONSTRAINTS = 'https://raw.githubusercontent.com/apache/airflow/constraints-{version}/constraints-{python}.txt';

/** @param python major and minor version of the interpreter: `3.11` */
export function constraintsAddress({ constraintsUrl, version }: SetUpRequest, python: string): string {
  return (constraintsUrl ?? CONSTRAINTS).replaceAll('{version}', version).replaceAll('{python}', python);
}

/** The commands, in order. */
export function setUpPlan(request: SetUpRequest, { hasUv, constraints }: SetUpMeans): SetUpStep[] {
  const { version, providers, folder, python } = request;
  const own = inVirtualEnvironment(folder);
  const wanted = [`apache-airflow==${version}`, ...[...new Set(providers)].sort()];
  const packages = constraints === undefined ? wanted : [...wanted, '--constraint', constraints];
  const making = 'Making a virtual environment';
  const installing = `Installing Airflow ${version}${providersInWords(providers.length)}`;
  if (hasUv)
    return [
      { words: making, command: 'uv', args: ['venv', '--python', python, folder] },
      { words: installing, command: 'uv', args: ['pip', 'install', '--python', own, ...packages] },
    ];
  return [
    { words: making, command: python, args: ['-m', 'venv', folder] },
    { words: installing, command: own, args: ['-m', 'pip', 'install', '--disable-pip-version-check', ...packages] },
  ];
}

function providersInWords(count: number): string {
  if (count === 0) return '';
  return ` and ${count} ${count === 1 ? 'provider' : 'providers'}`;
}
