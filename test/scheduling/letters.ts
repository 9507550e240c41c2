// The letters of test/truth/trigger_rules.json.

import type { TaskState } from '../../core/scheduling';

const STATES: Readonly<Record<string, TaskState>> = {
  s: 'success',
  f: 'failed',
  k: 'skipped',
  u: 'upstream_failed',
  r: 'removed',
  n: 'unfinished',
  g: 'unfinished',
};

/** Decisions. */
export const LETTERS = { run: 'R', wait: 'W', skip: 'K', upstream_failed: 'U' } as const;

/** The states of a key. */
export function statesOf(key: string): TaskState[] {
  return [...key].map((letter) => STATES[letter.toLowerCase()]!);
}

/** True if the upstream task at this place of a key is a setup. */
export function isSetupAt(key: string, index: number): boolean {
  return key[index] === key[index]!.toUpperCase();
}
