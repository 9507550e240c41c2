// The colours of a drawing, and the style sheet that gives them to the classes of the shapes.

import { BADGE_SIZE, SUBTITLE_SIZE, TITLE_SIZE } from './card';
import { HEAD_SIZE, NOTE_SIZE } from './header';
import { EDGE_LABEL_SIZE, GROUP_LABEL_SIZE } from './labels';

/** Each is a colour as CSS writes it; the pane gives variables of the editor's theme. */
export interface Palette {
  readonly background: string;
  readonly card: string;
  readonly foldedCard: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly frame: string;
  /** Of a group within a group; deeper ones take turns. */
  readonly innerFrame: string;
  readonly frameBorder: string;
  readonly badge: string;
  readonly badgeText: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  /** On `error`, `warning` and `info`. */
  readonly markText: string;
}

export const LIGHT: Palette = {
  background: '#ffffff',
  card: '#ffffff',
  foldedCard: '#f1f5f9',
  border: '#cbd5e1',
  text: '#0f172a',
  muted: '#5b687a',
  line: '#94a3b8',
  frame: '#f5f7f9',
  innerFrame: '#e9edf2',
  frameBorder: '#cbd5e1',
  badge: '#eef2ff',
  badgeText: '#4338ca',
  error: '#dc2626',
  warning: '#b45309',
  info: '#2563eb',
  markText: '#ffffff',
};

export const DARK: Palette = {
  background: '#0f1420',
  card: '#1b2331',
  foldedCard: '#263244',
  border: '#3d4a5f',
  text: '#e6edf6',
  muted: '#9fb0c5',
  line: '#64748b',
  frame: '#171d2a',
  innerFrame: '#1f2735',
  frameBorder: '#3d4a5f',
  badge: '#312e63',
  badgeText: '#c7d2fe',
  error: '#f87171',
  warning: '#fbbf24',
  info: '#60a5fa',
  markText: '#0f1420',
};

/** The forms: the same in every palette. */
export const FORMS = [
  '.dl text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;white-space:pre}',
  `.dl-title{font-size:${TITLE_SIZE}px;font-weight:600}`,
  `.dl-subtitle{font-size:${SUBTITLE_SIZE}px}`,
  `.dl-badge-text{font-size:${BADGE_SIZE}px}`,
  `.dl-frame-title{font-size:${GROUP_LABEL_SIZE}px;font-weight:600}`,
  `.dl-label-text{font-size:${EDGE_LABEL_SIZE}px}`,
  '.dl-mark-text{font-size:11px;font-weight:700}',
  `.dl-head{font-size:${HEAD_SIZE}px;font-weight:700}`,
  `.dl-note,.dl-note-error,.dl-note-warning{font-size:${NOTE_SIZE}px}`,
  '.dl-icon{fill:none;stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}',
  '.dl-line{fill:none;stroke-width:1.4}',
  '.dl-grip{fill:none;stroke:none;stroke-width:12;pointer-events:stroke}',
  '.dl-assumed .dl-card{stroke-dasharray:1 3;stroke-linecap:round;stroke-width:1.6}',
  '.dl-conditional .dl-card,.dl-conditional .dl-line{stroke-dasharray:5 4}',
  '.dl-cycle .dl-line,.dl-cycle .dl-card{stroke-width:2}',
  '.dl-unknown .dl-title{font-style:italic}',
];

/** The rules that give a palette's colours to the classes. */
export function colourRules(palette: Palette): string[] {
  return [
    `.dl-background{fill:${palette.background}}`,
    `.dl-card,.dl-pile{fill:${palette.card};stroke:${palette.border}}`,
    `.dl-folded .dl-card,.dl-folded .dl-pile{fill:${palette.foldedCard};stroke:${palette.line}}`,
    `.dl-folded .dl-accent{fill:${palette.line}}`,
    `.dl-title,.dl-head{fill:${palette.text}}`,
    `.dl-subtitle,.dl-frame-title,.dl-label-text,.dl-note{fill:${palette.muted}}`,
    `.dl-icon{stroke:${palette.muted}}`,
    `.dl-badge{fill:${palette.badge}}`,
    `.dl-badge-text{fill:${palette.badgeText}}`,
    `.dl-frame,.dl-frame-label{fill:${palette.frame}}`,
    `.dl-depth-1 .dl-frame,.dl-depth-1 .dl-frame-label{fill:${palette.innerFrame}}`,
    `.dl-frame{stroke:${palette.frameBorder}}`,
    `.dl-line{stroke:${palette.line}}`,
    `.dl-arrow{fill:${palette.line}}`,
    `.dl-label{fill:${palette.background};stroke:${palette.border}}`,
    `.dl-cycle .dl-line,.dl-cycle .dl-card{stroke:${palette.error}}`,
    `.dl-cycle .dl-arrow,.dl-mark-error,.dl-note-error{fill:${palette.error}}`,
    `.dl-mark-warning,.dl-note-warning{fill:${palette.warning}}`,
    `.dl-mark-info{fill:${palette.info}}`,
    `.dl-mark-text{fill:${palette.markText}}`,
  ];
}
