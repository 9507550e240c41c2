// Quick fixes: a wrong name inside a plain string literal becomes the right one.

import { isSlip } from '../../text/nearName';
import type { Origin } from '../../text/span';
import type { Fix, RuleInput } from '../rule';

/**
 * The fix that writes `right` where the source says `wrong`.
 * @param at the string literal, or code with exactly one literal of this text in it
 * @returns undefined where the text is not written there as it is (a variable, an f-string, another file)
 */
export function renameFix(input: RuleInput, at: Origin, wrong: string, right: string | undefined): Fix | undefined {
  if (right === undefined || wrong === '' || at.uri !== input.file.uri) return undefined;
  const source = input.text.slice(at.start, at.end);
  const places = [`'${wrong}'`, `"${wrong}"`].flatMap((literal) => allPlaces(source, literal));
  if (places.length !== 1) return undefined;
  const start = at.start + places[0]! + 1;
  const edit = { at: { uri: at.uri, start, end: start + wrong.length }, text: right };
  return { title: `Change to '${right}'`, edits: [edit] };
}

/** As `renameFix`, where `near` is what was most likely meant: a guess, unless `wrong` is a mere slip of the pen. */
export function likelyFix(input: RuleInput, at: Origin, wrong: string, near: string | undefined): Fix | undefined {
  return guessed(renameFix(input, at, wrong, near), wrong, near);
}

/** The fix, marked as a guess unless `wrong` is a mere slip of the pen, or the id of a task without that of its group. */
export function guessed(fix: Fix | undefined, wrong: string, near: string | undefined): Fix | undefined {
  const isSure = near === undefined || isSlip(wrong, near) || near.endsWith(`.${wrong}`);
  return fix === undefined || isSure ? fix : { ...fix, guess: true };
}

/** The fix as a finding holds it: a list of one, or nothing. */
export function fixList(fix: Fix | undefined): { fixes?: readonly Fix[] } {
  return fix === undefined ? {} : { fixes: [fix] };
}

function allPlaces(source: string, part: string): number[] {
  const places: number[] = [];
  for (let at = source.indexOf(part); at >= 0; at = source.indexOf(part, at + 1)) places.push(at);
  return places;
}
