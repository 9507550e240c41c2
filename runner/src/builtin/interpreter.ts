// Which Python runs the worker.

import { existsSync } from 'node:fs';
import path from 'node:path';

/** A way to start a Python: its file or name, and what stands before the script. */
export interface Interpreter {
  readonly command: string;
  readonly args: readonly string[];
  /** Asked for by name: if it does not work, no other one is tried. */
  readonly isChosen: boolean;
}

/** The oldest Python that can run DAGs; each Airflow from 2.6 on runs on it. */
export const OLDEST_PYTHON = '3.9';

/**
 * The interpreters to try, in order.
 * @param chosen as the settings name it
 * @param root a virtual environment of the project is taken before what the machine has
 */
export function interpretersToTry(
  chosen: string | undefined,
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Interpreter[] {
  if (chosen !== undefined) return [{ command: chosen, args: [], isChosen: true }];
  const own = [environment.VIRTUAL_ENV, path.join(root, '.venv'), path.join(root, 'venv')]
    .flatMap((folder) => (folder ? [inVirtualEnvironment(folder, platform)] : []))
    .filter((file) => existsSync(file));
  const named = platform === 'win32' ? ['python', 'py', 'python3'] : ['python3', 'python'];
  return [...new Set([...own, ...named])].map((command) => ({
    ...{ command, args: command === 'py' ? ['-3'] : [] },
    isChosen: false,
  }));
}

/** The interpreter of a virtual environment. */
export function inVirtualEnvironment(folder: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? path.win32.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
}

/**
 * Is it only a stand-in, which says that no Python is installed? What Windows has as `python` until then ends with 9009, and the
 * launcher `py` with 103 where it finds none.
 */
export function saysThereIsNone({ command }: Interpreter, exitCode: number | null): boolean {
  return exitCode === 9009 || (command === 'py' && exitCode === 103);
}
