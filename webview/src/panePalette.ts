// The colours of the drawing as variables of pane.css, which takes them from the editor's theme.

import { colourRules, FORMS, type Palette } from '../../graph/palette';

const NAMES: readonly (keyof Palette)[] = [
  ...([
    'background',
    'card',
    'foldedCard',
    'border',
    'text',
    'muted',
    'line',
    'frame',
    'frameBorder',
    'innerFrame',
  ] as const),
  ...(['badge', 'badgeText', 'error', 'warning', 'info', 'markText'] as const),
];

/** Gives the page the drawing's style sheet. Style sheets made by script pass the content security policy. */
export function styleDrawing(): void {
  const palette = Object.fromEntries(NAMES.map((name) => [name, `var(--dl-${name})`])) as Record<keyof Palette, string>;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...FORMS, ...colourRules(palette)].join('\n'));
  document.adoptedStyleSheets = [sheet];
}
