// `Set up Airflow`: makes the virtual environment, with progress, and leaves nothing half made.

import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inVirtualEnvironment } from '../builtin/interpreter';
import { signalGroup } from '../builtin/processGroup';
import { Tail } from '../builtin/tail';
import { constraintsAddress, type SetUpRequest, type SetUpStep, setUpPlan } from './setUpPlan';

export interface SetUpResult {
  /** The interpreter of the new environment. */
  readonly python: string;
  /** What the user should know, in sentences. */
  readonly notes: readonly string[];
}

/** Tells what is done now, and the lines that the commands print. */
export type Progress = (message: string) => void;

/** Why there is no environment, in words that say what to do. */
export class SetUpError extends Error {}

const FETCH_MS = 20_000;
const KEPT_OUTPUT = 16 * 1024;
const LAST_LINES = 5;

/**
 * Makes an environment with Airflow and the wanted providers.
 * @param signal cancels: what was made so far is removed
 * @throws SetUpError where a command fails, the folder is not free, or it was cancelled
 */
export async function setUpAirflow(
  request: SetUpRequest,
  progress: Progress,
  signal: AbortSignal,
): Promise<SetUpResult> {
  const { folder, python } = request;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new SetUpError(`${folder} is not empty. Choose another folder, or remove it first.`);
  const version = await answerOf(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
  if (version === undefined) throw new SetUpError(`${python} does not work. Choose another interpreter.`);
  const address = constraintsAddress(request, version);
  const constraints = await fetched(address, signal);
  const file = `${folder}.constraints.txt`;
  mkdirSync(path.dirname(folder), { recursive: true });
  if (constraints !== undefined) writeFileSync(file, constraints);
  const hasUv = (await answerOf('uv', ['--version'])) !== undefined;
  const means = { hasUv, constraints: constraints === undefined ? undefined : file };
  try {
    for (const step of setUpPlan(request, means)) await run(step, progress, signal);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(file, { force: true });
  }
  return {
    python: inVirtualEnvironment(folder),
    notes: constraints === undefined ? [withoutConstraints(address)] : [],
  };
}

function withoutConstraints(address: string): string {
  return `Airflow's constraints could not be fetched from ${address}: the newest versions that fit were installed, which may be too new. Name another address in the setting daglens.run.constraintsUrl if this Airflow does not start.`;
}

/** The text at an address; undefined: there is none, or nobody answers. */
async function fetched(address: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]) });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

/** What a command prints; undefined: it is not there, or fails. */
function answerOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, [...args], (error, output) => resolve(error ? undefined : output.trim()));
  });
}

/** Runs one command to its end; cancelling ends its whole process group. */
function run({ words, command, args }: SetUpStep, progress: Progress, signal: AbortSignal): Promise<void> {
  progress(words);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new SetUpError('cancelled'));
    const output = new Tail(KEPT_OUTPUT);
    const child = spawn(command, [...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = (): void => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    };
    signal.addEventListener('abort', stop);
    const hear = (chunk: Buffer): void => {
      output.add(chunk);
      const [line] = output.lines(1);
      if (line !== undefined) progress(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => reject(new SetUpError(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else
        reject(
          new SetUpError(signal.aborted ? 'cancelled' : `${words} failed:\n${output.lines(LAST_LINES).join('\n')}`),
        );
    });
  });
}
