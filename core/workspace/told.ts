// What is told of what the rules found: comments and settings turn findings off, and comments that turn off nothing are told too.

import { atLevels, type RuleLevels } from '../rules/levels';
import type { Finding, RuleInput, UnusedComment } from '../rules/rule';
import { Suppressions, withoutUsed } from '../rules/suppress';
import { unusedSuppression } from '../rules/unused-suppression';
import { nearName } from '../text/nearName';
import type { Origin } from '../text/span';
import { toldOnce } from './alike';
import { RULE_IDS } from './ruleSettings';

/** What the other files add to the findings of a file. */
export interface AcrossFindings {
  readonly findings: readonly Finding[];
  /** Where comments turned off some more: they are needed, though not for the file by itself. */
  readonly used: readonly Origin[];
}

export const NOTHING_ACROSS: AcrossFindings = { findings: [], used: [] };

/** Of the findings of a file by itself, those that are told. */
export function toldFindings(found: readonly Finding[], input: RuleInput, levels: RuleLevels): readonly Finding[] {
  const comments = new Suppressions(input.module, input.text);
  const left = comments.apply(found);
  const unused = isWhole(found, input) ? comments.apply([...unusedIn(comments, input, levels)]) : [];
  return toldOnce(atLevels(inOrder([...left, ...unused]), levels));
}

/** Of the findings that the other files add, those that are told. */
export function toldAcross(found: readonly Finding[], input: RuleInput, levels: RuleLevels): AcrossFindings {
  const comments = new Suppressions(input.module, input.text);
  const left = comments.apply(found);
  return { findings: toldOnce(atLevels(inOrder(left), levels)), used: comments.usedPlaces() };
}

/** The findings of a file together with what the others add. */
export function withAcross(own: readonly Finding[], across: AcrossFindings): readonly Finding[] {
  return [...withoutUsed(own, across.used), ...across.findings];
}

/** Of what is read only in part, nobody knows what would have been found in the rest. */
function isWhole(found: readonly Finding[], { file, module }: RuleInput): boolean {
  const isRead = module.problems.length === 0 && found.every(({ refuses }) => refuses !== 'file');
  return isRead && file.dags.every(({ incomplete }) => incomplete === undefined);
}

function unusedIn(comments: Suppressions, input: RuleInput, levels: RuleLevels): Iterable<Finding> {
  const unusedComments = comments
    .unused()
    .filter(({ rule }) => rule === undefined || levels.get(rule) !== 'off')
    .map((comment): UnusedComment => ({ ...comment, meant: meantBy(comment.rule) }));
  return unusedSuppression.check({ ...input, unusedComments });
}

function meantBy(name: string | undefined): string | undefined {
  if (name === undefined || RULE_IDS.includes(name)) return name;
  return nearName(name, RULE_IDS);
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
