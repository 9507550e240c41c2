// What only a look at the other files of a dags folder tells.

import { duplicateDagId } from '../rules/duplicate-dag-id';
import { externalScheduleMismatch } from '../rules/external-schedule-mismatch';
import type { RuleLevels } from '../rules/levels';
import { type Finding, NO_OTHERS, type Rule, type RuleInput } from '../rules/rule';
import { unknownDagId } from '../rules/unknown-dag-id';
import { unknownExternalTask } from '../rules/unknown-external-task';
import { type AcrossFindings, toldAcross } from './told';

/** The rules that ask about other files. */
const RULES_ACROSS: readonly Rule[] = [duplicateDagId, externalScheduleMismatch, unknownDagId, unknownExternalTask];

/** What the other files add to the findings of the file by itself. */
export function findingsAcrossFiles(input: RuleInput, levels: RuleLevels): AcrossFindings {
  const alone = new Set(findingsOf({ ...input, others: NO_OTHERS }).map(keyOf));
  return toldAcross(
    findingsOf(input).filter((finding) => !alone.has(keyOf(finding))),
    input,
    levels,
  );
}

function findingsOf(input: RuleInput): Finding[] {
  return RULES_ACROSS.flatMap((rule) => [...rule.check(input)]);
}

function keyOf({ at, message }: Finding): string {
  return `${at.start} ${at.end} ${message}`;
}
