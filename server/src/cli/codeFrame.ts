// A piece of source with carets under the place that is meant.

import type { Colours, Paint } from './colours';
import type { Place } from './places';

const LINES_BEFORE = 1;
/** Longer pieces are shown without their middle. */
const MOST_LINES = 4;
const TAB = '    ';

/** The lines to show for a place: where they start, and how many. */
export function frameLines(place: Place): { readonly from: number; readonly to: number } {
  const to = Math.min(
    place.endColumn === 1 ? Math.max(place.line, place.endLine - 1) : place.endLine,
    place.line + MOST_LINES - 1,
  );
  return { from: Math.max(1, place.line - LINES_BEFORE), to };
}

/**
 * The frame of a place, without a line break at its end.
 * @param source the lines that `frameLines` names
 * @param width columns of the terminal; longer lines are cut
 */
export function codeFrame(
  place: Place,
  source: readonly string[],
  width: number,
  colours: Colours,
  paint: Paint,
): string {
  const { from, to } = frameLines(place);
  const gutter = String(to).length;
  const room = Math.max(20, width - gutter - 5);
  const first = source[place.line - from] ?? '';
  const cutFrom = windowStart(first, marked(place, place.line, first).start, room);
  const shown: string[] = [];
  for (const [index, text] of source.entries()) {
    const line = from + index;
    shown.push(`${colours.dim(` ${String(line).padStart(gutter)} │`)} ${cut(text, cutFrom, room)}`.trimEnd());
    if (line < place.line) continue;
    const { start, end } = marked(place, line, text);
    const blanks = ' '.repeat(displayWidth(text.slice(cutFrom, start)) + (cutFrom > 0 ? 1 : 0));
    const carets = '^'.repeat(Math.max(1, Math.min(displayWidth(text.slice(start, end)), room - blanks.length)));
    shown.push(`${colours.dim(` ${' '.repeat(gutter)} │`)} ${blanks}${paint(carets)}`);
  }
  if (to < place.endLine && place.endColumn > 1) shown.push(colours.dim(` ${' '.repeat(gutter)} ┊`));
  return shown.join('\n');
}

/** The text of the line where a place starts. @param source the lines that `frameLines` names */
export function markedLine(place: Place, source: readonly string[]): string {
  return source[place.line - frameLines(place).from] ?? '';
}

/** Offsets of the marked part of one line; indentation is not marked. */
function marked(place: Place, line: number, text: string): { start: number; end: number } {
  const indent = text.length - text.trimStart().length;
  const start = line === place.line ? place.column - 1 : indent;
  const end = line === place.endLine ? place.endColumn - 1 : text.trimEnd().length;
  return { start: Math.min(start, text.length), end: Math.max(start, end) };
}

/** The offset from which lines are shown, so that the marked place can be seen in a long line. */
function windowStart(text: string, start: number, room: number): number {
  if (displayWidth(text) <= room || displayWidth(text.slice(0, start)) < room - 10) return 0;
  return Math.max(0, start - 20);
}

/** The part of a line from an offset on that has room. */
function cut(text: string, from: number, room: number): string {
  if (from === 0 && displayWidth(text) <= room) return display(text);
  let end = from;
  for (let used = 2; end < text.length && used < room; end++) used += displayWidth(text[end]!);
  return `${from > 0 ? '…' : ''}${display(text.slice(from, end))}${end < text.length ? '…' : ''}`;
}

/** Text that is safe to show: tabs as blanks, control characters as dots (they could steer the terminal). */
export function display(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replaceAll('\t', TAB).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '·');
}

/** Columns that a text takes on a terminal: East Asian wide characters and emoji take two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of display(text)) {
    if (/\p{Mn}|\p{Me}|\u200d|[\ufe00-\ufe0f]/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
