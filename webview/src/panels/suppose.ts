// The choices of "what if": how a task ends, and what a branch chooses.

import type { TaskView } from '../../../core/ir/dagView';
import type { Supposition } from '../state';
import { choiceButtons } from './choices';

export interface SupposeOption {
  readonly label: string;
  readonly supposition: Supposition | undefined;
  readonly isChosen: boolean;
}

/** What can be supposed about a task; the first is nothing at all. */
export function supposeOptions(task: TaskView, now: Supposition | undefined): SupposeOption[] {
  const option = (label: string, supposition: Supposition | undefined): SupposeOption => ({
    label,
    supposition,
    isChosen: JSON.stringify(supposition) === JSON.stringify(now),
  });
  const choices = task.branch?.choices ?? [];
  return [
    option('succeeds', { state: 'success' }),
    option('fails', { state: 'failed' }),
    option('is skipped', { state: 'skipped' }),
    ...choices.map(({ label }, choice) => option(choiceLabel(task, label), { state: 'success', choice })),
  ];
}

function choiceLabel(task: TaskView, label: string): string {
  return task.branch?.kind === 'branch' ? `chooses ${label}` : label;
}

/** Buttons for the options; a press on the chosen one takes it back. */
export function supposeButtons(
  task: TaskView,
  now: Supposition | undefined,
  suppose: (supposition: Supposition | undefined) => void,
): HTMLElement {
  const choices = supposeOptions(task, now).map(({ label, supposition, isChosen }) => ({
    label,
    state: supposition?.state,
    isChosen,
    press: () => suppose(isChosen ? undefined : supposition),
  }));
  return choiceButtons('What if this task …', choices);
}
