// Quick fixes inside templates.

import { literalMap } from '../../syntax/literalMap';
import type { Fix, RuleInput } from '../rule';
import type { TaskTemplate } from './templates';

/** Writes something else for a piece of a template, where that is written as it stands in the checked file. */
export function templateFix(
  input: RuleInput,
  { source }: TaskTemplate,
  piece: { readonly start: number; readonly end: number },
  text: string | undefined,
): readonly Fix[] | undefined {
  const { at, file } = source;
  if (text === undefined || file || at.uri !== input.file.uri) return undefined;
  const map = literalMap(input.text, at, source.text);
  const place = map?.(piece.start, piece.end);
  if (!place || input.text.slice(place.start, place.end) !== source.text.slice(piece.start, piece.end))
    return undefined;
  const quote = /['"]/.exec(input.text.slice(at.start))?.[0] ?? '"';
  if (text.includes(quote) || text.includes('\\')) return undefined;
  return [{ title: `Change to '${text}'`, edits: [{ at: { uri: at.uri, ...place }, text }] }];
}
