// What only a look at the other files of a dags folder tells.

import { duplicateDagId } from '../rules/duplicate-dag-id';
import { type Finding, NO_OTHERS, type RuleInput } from '../rules/rule';
import { applySuppressions } from '../rules/suppress';

/** The findings that the other files add to those of the file by itself, in the order of the text. */
export function findingsAcrossFiles(input: RuleInput): readonly Finding[] {
  const alone = new Set([...duplicateDagId.check({ ...input, others: NO_OTHERS })].map(keyOf));
  const added = [...duplicateDagId.check(input)].filter((finding) => !alone.has(keyOf(finding)));
  added.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return applySuppressions(added, input.module, input.text);
}

function keyOf({ at, message }: Finding): string {
  return `${at.start} ${at.end} ${message}`;
}
