// The edit that turns a finding off by a comment.

import { CommentPlaces } from '../../syntax/commentPlaces';
import type { Finding, TextEdit } from '../rule';
import { ignoreComments } from './ignoreComments';

/**
 * Adds the rule to the comment that its line has already, else a comment of its own: where the line of the finding ends,
 * or, if it ends inside a string or with a backslash, where that does.
 */
export function ignoreEdit(text: string, { at, rule }: Finding): TextEdit {
  const places = new CommentPlaces(text);
  const line = places.lineFrom(places.lines.position(at.start).line);
  const comment = places.commentOn(line);
  const [own] = comment ? ignoreComments([{ uri: at.uri, ...comment }]).filter(({ wholeFile }) => !wholeFile) : [];
  if (own?.rules) {
    const [insert, start] = [own.rules.length ? `, ${rule}` : rule, own.rules.at(-1)?.at.end ?? own.at.end - 1];
    return { at: { uri: at.uri, start, end: start }, text: insert };
  }
  const lineStart = places.lines.offset({ line, column: 1 });
  const whole = places.lines.line(line);
  const end = lineStart + whole.length;
  return { at: { uri: at.uri, start: lineStart + whole.trimEnd().length, end }, text: `  # daglens: ignore[${rule}]` };
}
