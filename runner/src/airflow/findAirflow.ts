// Which Python has an Airflow, and which one.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isBefore } from '../../../core/text/version';
import { type Interpreter, interpretersToTry } from '../builtin/interpreter';
import type { RunSettings } from '../engine';

/** An interpreter with Airflow. */
export interface FoundAirflow {
  readonly interpreter: Interpreter;
  /** Of Airflow. */
  readonly version: string;
  /** Absolute path of the interpreter. */
  readonly executable: string;
}

/** The oldest Airflow whose task instances have map indexes: what the Python side builds on. */
export const OLDEST_AIRFLOW = '2.3';

const PATIENCE_MS = 20_000;
const PROBE = [
  'import json, sys',
  'try:',
  '    from importlib.metadata import PackageNotFoundError, version',
  'except ImportError:',
  '    sys.exit("too old")',
  'def of(name):',
  '    try: return version(name)',
  '    except PackageNotFoundError: return None',
  'print(json.dumps([of("apache-airflow-core") or of("apache-airflow"), sys.executable]))',
].join('\n');

/** The first interpreter that has Airflow; else in words why there is none, and what to do. */
export async function findAirflow(settings: RunSettings): Promise<FoundAirflow | string> {
  if (process.platform === 'win32')
    return 'Airflow does not run on Windows. Use the engine `builtin`, or open the folder in WSL.';
  const tried = interpretersToTry(settings.python, settings.root, settings.environment);
  for (const interpreter of tried) {
    const found = await probe(interpreter, settings.environment);
    if (found) return isBefore(found.version, OLDEST_AIRFLOW) ? tooOld(found) : found;
  }
  const where = settings.python ?? 'No Python that was found';
  return `${where} has ${settings.python ? 'no ' : ''}Airflow. Choose an interpreter with Airflow, or run "DagLens: Set up Airflow".`;
}

/**
 * Does the project's own interpreter have an Airflow? Looks at files only, and only where a virtual environment or an
 * installation keeps its packages.
 */
export function seemsToHaveAirflow({ python, root, environment }: RunSettings): boolean {
  if (process.platform === 'win32') return false;
  const [first] = interpretersToTry(python, root, environment);
  return first !== undefined && path.isAbsolute(first.command) && packagesBeside(first.command).some(holdsAirflow);
}

function packagesBeside(executable: string): string[] {
  const library = path.join(path.dirname(executable), '..', 'lib');
  const named = existsSync(library) ? readdirSync(library).filter((name) => name.startsWith('python3')) : [];
  return named.map((name) => path.join(library, name, 'site-packages'));
}

function holdsAirflow(packages: string): boolean {
  return existsSync(path.join(packages, 'airflow', '__init__.py'));
}

function probe(interpreter: Interpreter, environment: RunSettings['environment']): Promise<FoundAirflow | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...environment }, timeout: PATIENCE_MS };
    execFile(interpreter.command, [...interpreter.args, '-c', PROBE], options, (error, output) => {
      const [version, executable] = error ? [] : (JSON.parse(output) as [string | null, string]);
      resolve(version && executable ? { interpreter, version, executable } : undefined);
    });
  });
}

function tooOld({ version, executable }: FoundAirflow): string {
  return `${executable} has Airflow ${version}; ${OLDEST_AIRFLOW} or later is needed. Choose another interpreter, or use the engine \`builtin\`.`;
}
