// dependency-tuple: `a >> b, c`, where the comma ends the dependency.

import type { BinaryExpr, Expr, TupleExpr } from '../syntax/ast';
import type { Finding, Fix, Rule, RuleInput } from './rule';
import { dependencyTuples, isBare } from './support/dependencyTuples';
import { fixList } from './support/fixes';

export const dependencyTuple: Rule = {
  id: 'dependency-tuple',
  severity: 'warning',
  summary: 'A comma ends a dependency, and the task after (or before) it is not linked.',
  why: 'Python reads `a >> b, c` as a tuple of `a >> b` and `c`. No Airflow version says anything, and `c` runs without waiting for `a`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract, clean, load = [EmptyOperator(task_id=name) for name in ["extract", "clean", "load"]]
    extract >> clean, load
    #                 ^^^^ warning: The comma ends the dependency, so load is not part of it. Put the tasks in a list: […, …].
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract, clean, load = [EmptyOperator(task_id=name) for name in ["extract", "clean", "load"]]
    extract >> [clean, load]
`,
  *check(input) {
    for (const tuple of dependencyTuples(input)) yield finding(input, tuple);
  },
};

function finding(input: RuleInput, { elements }: TupleExpr): Finding {
  const alone = elements.filter(isBare);
  const first = alone[0] ?? leftmost(elements[1]!)!;
  const name = alone.length < 2 && first.kind === 'Name' ? first.name : 'what stands behind it';
  return {
    rule: 'dependency-tuple',
    severity: 'warning',
    at: { uri: first.uri, start: first.start, end: first.end },
    message: `The comma ends the dependency, so ${name} is not part of it. Put the tasks in a list: […, …].`,
    ...fixList(bracketFix(input, elements)),
  };
}

/** `a >> b, c` becomes `a >> [b, c]`, `a, b >> c` becomes `[a, b] >> c`; undefined where it is not that plain. */
function bracketFix({ text }: RuleInput, elements: readonly Expr[]): Fix | undefined {
  const [first, last] = [elements[0]!, elements.at(-1)!];
  const others = elements.filter((element) => element !== first && element !== last);
  if (elements.length < 2 || !others.every(isBare)) return undefined;
  const start = isBare(first) ? first : shifted(first)?.right;
  const end = isBare(last) ? last : leftmost(last);
  if (!start || !end || !isBare(start) || !isBare(end) || /[()]/.test(plainBetween(text, elements))) return undefined;
  const insert = (at: number, bracket: string) => ({ at: { uri: first.uri, start: at, end: at }, text: bracket });
  return { title: 'Put the tasks in a list', edits: [insert(start.start, '['), insert(end.end, ']')] };
}

function shifted(element: Expr): BinaryExpr | undefined {
  return element.kind === 'Binary' && (element.operator === '>>' || element.operator === '<<') ? element : undefined;
}

function leftmost(element: Expr): Expr | undefined {
  let at: Expr = element;
  while (at.kind === 'Binary') at = at.left;
  return at === element ? undefined : at;
}

/** What stands between the elements. */
function plainBetween(text: string, elements: readonly Expr[]): string {
  return elements
    .slice(1)
    .map((element, index) => text.slice(elements[index]!.end, element.start))
    .join('');
}
