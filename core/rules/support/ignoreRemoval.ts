// How a comment that turns findings off is taken away, whole or in part.

import type { TextEdit } from '../rule';
import type { IgnoreComment, IgnoredRule } from './ignoreComments';

/** The edit that takes one name out of a comment, or the comment out of the text. Other comments on the line stay. */
export function removalOf(comment: IgnoreComment, rule: IgnoredRule | undefined, text: string): TextEdit {
  const [start, end] = rule ? nameAndComma(rule, text) : directive(comment, text);
  return { at: { uri: comment.at.uri, start, end }, text: '' };
}

function nameAndComma({ at }: IgnoredRule, text: string): [number, number] {
  const after = /^\s*,\s*/.exec(text.slice(at.end));
  if (after) return [at.start, at.end + after[0].length];
  return [text.slice(0, at.start).replace(/\s*,\s*$/, '').length, at.end];
}

/** With the reason that may follow, and the blanks before; the line too, if nothing else stands in it. */
function directive({ at, comment }: IgnoreComment, text: string): [number, number] {
  const next = text.slice(at.end, comment.end).indexOf('#');
  if (next >= 0) return [at.start, at.end + next];
  const start = text.slice(0, at.start).replace(/[ \t]+$/, '').length;
  const lineBreak = /^(?:\r\n|\r|\n)/.exec(text.slice(comment.end))?.[0] ?? '';
  const alone = start === 0 || /[\r\n]/.test(text[start - 1]!);
  return [start, alone ? comment.end + lineBreak.length : comment.end];
}
