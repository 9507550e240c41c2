// dependency-comparison: `a > b` where `a >> b` was meant.

import type { CompareExpr } from '../syntax/ast';
import type { Fix, Rule, RuleInput, TextEdit } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { nodesAround } from './support/nodesAround';

export const dependencyComparison: Rule = {
  id: 'dependency-comparison',
  severity: 'error',
  summary: 'Tasks are compared with > or <, where >> or << was meant.',
  why: '`task > other` is Airflow’s notation for outlets, and only takes assets: between tasks, task groups and results of tasks Airflow 2 and 3 raise a `TypeError`, so no DAG of the file loads. Airflow 1.10 does nothing, and the dependency is missing.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="load")
    extract > load
    #^^^^^^^^^^^^^ error: Comparing tasks makes no dependency. Write >> (or <<) instead.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="load")
    extract >> load
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'dependency-comparison')) {
      const message = 'Comparing tasks makes no dependency. Write >> (or <<) instead.';
      const statement = nodesAround(input.module, event.at);
      const compare = statement.find((node) => node.kind === 'Compare');
      const alone = statement.some((node) => node.kind === 'ExprStmt' && node.value === compare);
      const fix = compare && alone ? shiftFix(input, compare) : undefined;
      yield fromEvent('dependency-comparison', input, event, { message, ...fixList(fix) });
    }
  },
};

/** Doubles every `>` and `<` of the comparison; undefined if it holds anything else. */
function shiftFix({ text }: RuleInput, { left, comparisons, uri }: CompareExpr): Fix | undefined {
  const edits: TextEdit[] = [];
  let before = left;
  for (const { right } of comparisons) {
    const between = text.slice(before.end, right.start);
    const sign = /^[\s)]*([<>])[\s(]*$/.exec(between)?.[1];
    if (sign === undefined || (before.kind === 'List' && right.kind === 'List')) return undefined;
    const start = before.end + between.indexOf(sign);
    edits.push({ at: { uri, start, end: start + 1 }, text: sign + sign });
    before = right;
  }
  return { title: 'Make it a dependency', edits };
}
