// unused-suppression: a comment that turns a rule off where it finds nothing.

import { didYouMean } from '../text/nearName';
import type { Finding, Rule, UnusedComment } from './rule';

export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'warning',
  summary: 'A comment turns off a rule that finds nothing there.',
  why: 'The mistake it was written for is gone, or the name of the rule is misspelt. Left in place, it would hide the next mistake on that line. DagLens says nothing of comments for rules that are switched off, nor in files that Python or Airflow refuses, or that hold a DAG of which not all can be known.',
  bad: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="0 6 * * *")  # daglens: ignore[invalid-cron]
#                                                         ^^^^^^^^^^^^ warning: Rule 'invalid-cron' finds nothing on this line. Remove it from the comment.
`,
  good: `
from airflow.sdk import DAG

dag = DAG("etl", schedule="0 6 * * *")
`,
  *check({ unusedComments = [] }) {
    for (const comment of unusedComments) yield findingFor(comment);
  },
};

function findingFor({ at, rule, wholeFile, removal, meant }: UnusedComment): Finding {
  const where = wholeFile ? 'in this file' : 'on this line';
  const remove = {
    title: rule === undefined ? 'Remove the comment' : `Remove '${rule}' from the comment`,
    edits: [removal],
  };
  const about = { rule: 'unused-suppression', severity: 'warning', at } as const;
  if (rule === undefined)
    return {
      ...about,
      message: `DagLens finds nothing ${where} that this comment could turn off. Remove it.`,
      fixes: [remove],
    };
  if (meant === rule)
    return { ...about, message: `Rule '${rule}' finds nothing ${where}. Remove it from the comment.`, fixes: [remove] };
  const rename = meant === undefined ? remove : { title: `Change to '${meant}'`, edits: [{ at, text: meant }] };
  return { ...about, message: `There is no rule '${rule}'.${didYouMean(meant)}`, fixes: [rename] };
}
