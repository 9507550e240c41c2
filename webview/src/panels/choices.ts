// Choices of which one at most is taken.

import { button, html } from '../elements';

export interface Choice {
  readonly label: string;
  /** The state that gives it its colour. */
  readonly state: string | undefined;
  readonly isChosen: boolean;
  readonly press: () => void;
}

/** A button for each choice, below a title. */
export function choiceButtons(title: string, choices: readonly Choice[]): HTMLElement {
  const buttons = choices.map(({ label, state, isChosen, press }) => {
    const element = button(label, press);
    element.className = `choice choice-${state}`;
    element.setAttribute('aria-pressed', String(isChosen));
    return element;
  });
  return html('div', 'suppose', html('div', 'suppose-title', title), html('div', 'choices', ...buttons));
}
