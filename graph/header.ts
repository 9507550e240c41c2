// The head of a drawing: the name of the DAG, its schedule, and what a reader has to know before trusting the graph.

import type { DagView } from '../core/ir/dagView';
import { oneLine } from './card';
import { MARGIN } from './layout/boxGraph';
import type { Shape } from './shapes';
import { shortened, textWidth } from './textWidth';

export interface Header {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
}

/** Font sizes of the name and of what stands below it. */
export const HEAD_SIZE = 17;
export const NOTE_SIZE = 12;

const MIN_TEXT = 560;
const LINE = 18;

/** The head above a scene of some width. */
export function headerOf(view: DagView, sceneWidth: number): Header {
  const width = Math.max(MIN_TEXT, sceneWidth - 2 * MARGIN);
  const name = shortened(oneLine(view.dagId ?? 'dag_id not known'), HEAD_SIZE * 1.07, width);
  const lines = [{ role: 'note' as const, text: view.schedule }, ...notesOf(view)].flatMap(({ role, text }) =>
    wrapped(oneLine(text), width).map((line) => ({ role, line })),
  );
  const widest = Math.max(textWidth(name, HEAD_SIZE * 1.07), ...lines.map(({ line }) => textWidth(line, NOTE_SIZE)));
  return {
    shapes: [
      { kind: 'text', role: 'head', x: MARGIN, y: MARGIN + HEAD_SIZE, text: name, anchor: 'start' },
      ...lines.map(
        ({ role, line }, index): Shape => ({
          ...{ kind: 'text', role, x: MARGIN, y: MARGIN + HEAD_SIZE + (index + 1) * LINE + 2 },
          ...{ text: line, anchor: 'start' },
        }),
      ),
    ],
    width: Math.ceil(widest) + 2 * MARGIN,
    height: MARGIN + HEAD_SIZE + lines.length * LINE + 10,
  };
}

function notesOf(view: DagView): { role: 'note-error' | 'note-warning'; text: string }[] {
  const note = (role: 'note-error' | 'note-warning', text: string | undefined) =>
    text === undefined ? [] : [{ role, text }];
  return [
    ...note('note-error', view.refused && `Airflow refuses it: ${view.refused}`),
    ...note('note-warning', view.notCollected && `Airflow does not find it: ${view.notCollected}`),
    ...note('note-warning', view.conditional && `May not exist: ${view.conditional}`),
    ...note('note-warning', view.incomplete && `Tasks or dependencies may be missing: ${view.incomplete}`),
  ];
}

/** The lines of a text that is broken between words; a word that is too long is shortened. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, NOTE_SIZE) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(shortened(word, NOTE_SIZE, width));
  }
  return lines;
}
