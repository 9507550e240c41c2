// Quick fixes that change the arguments of a call.

import type { Origin } from '../../text/span';
import type { Fix, RuleInput, TextEdit } from '../rule';

/** Writes another name for a keyword argument. @param at the name in the call; no fix where the text is not that name */
export function renameKeyword(input: RuleInput, at: Origin, name: string, to: string | undefined): Fix | undefined {
  if (to === undefined || at.uri !== input.file.uri || input.text.slice(at.start, at.end) !== name) return undefined;
  return { title: `Change to '${to}'`, edits: [{ at, text: to }] };
}

/** Takes a keyword argument out of its call. @param whole the `name=value` */
export function removeKeyword(input: RuleInput, whole: Origin | undefined, name: string): Fix | undefined {
  if (whole === undefined || whole.uri !== input.file.uri) return undefined;
  return { title: `Remove '${name}'`, edits: [removal(input.text, whole)] };
}

/** The edit that takes an argument out, with the comma after it, else the one before. */
export function removal(text: string, whole: Origin): TextEdit {
  const { uri, start, end } = whole;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:,[ \t]*\r?\n|\r?\n(?=\s*[)\]}]))/.exec(text.slice(end));
  // Alone on its line, it goes with the line.
  if (rest && line > 0 && text.slice(line, start).trim() === '')
    return { at: { uri, start: line, end: end + rest[0].length }, text: '' };
  const after = /^\s*,[ \t]*(?:\r?\n[ \t]*(?=[^\s#)]))?/.exec(text.slice(end));
  if (after) return { at: { uri, start, end: end + after[0].length }, text: '' };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { at: { uri, start: before ? before.index : start, end }, text: '' };
}
