// What a task may be given in the next run instead of being run, in words.

import type { MarkName } from '../../protocol/runPanel';

const MARKS: readonly (readonly [MarkName, string])[] = [
  ['success', 'succeeds'],
  ['failed', 'fails'],
  ['skipped', 'is skipped'],
];

/** The states that a task may be given, and what it does then. */
export function markChoices({ isSensor }: { readonly isSensor: boolean }): typeof MARKS {
  return isSensor ? [...MARKS, ['absent', 'never sees what it waits for']] : MARKS;
}
