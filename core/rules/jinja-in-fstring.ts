// jinja-in-fstring: braces of a template that an f-string or .format() swallows.

import { contextKeys } from '../dialects/airflow/templates/contextKeys';
import { leavesOf } from '../ir/plainValue';
import type { Origin } from '../text/span';
import type { Finding, Fix, Rule, RuleInput, TextEdit } from './rule';
import { fixList } from './support/fixes';
import { nodesAround } from './support/nodesAround';
import { type Swallowing, swallowing } from './support/swallowedBraces';
import { distinct } from './support/templates';

export const jinjaInFstring: Rule = {
  id: 'jinja-in-fstring',
  severity: 'warning',
  summary: 'An f-string or .format() turns the double braces of a template into single ones.',
  why: 'In an f-string and under `.format()`, `{{` stands for one brace. `f"{{ ds }}"` is the text `{ ds }`, which Jinja leaves as it is. Four braces are needed where the text has placeholders of its own, and no f where it has none.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

TABLE = "orders"

with DAG("etl"):
    BashOperator(task_id="load", bash_command=f"load {TABLE} {{ ds }}")
    #                                                        ^^^^^^^^ warning: This becomes '{ ds }', which Airflow does not render: Python takes one pair of braces away. Write '{{{{ ds }}}}'.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

TABLE = "orders"

with DAG("etl"):
    BashOperator(task_id="load", bash_command=f"load {TABLE} {{{{ ds }}}}")
`,
  check(input) {
    return distinct([...findings(input)]);
  },
};

const PAIR = /(?<!\{)\{\{(?!\{)\s*([a-z_]+)\b[^{}]*\}\}(?!\})/g;

function* findings(input: RuleInput): Iterable<Finding> {
  if (!/\{\{/.test(input.text)) return;
  const names = contextKeys(input.file.version);
  // What is not known may be a text, too.
  // What is not known may be a text, too.
  for (const dag of input.file.dags)
    for (const task of dag.tasks.values())
      for (const { value } of task.arguments.values())
        for (const { kind, at } of leavesOf(value))
          if (kind === 'text' || kind === 'unknown') yield* inSource(input, at, names);
}

function* inSource(input: RuleInput, at: Origin, names: ReadonlySet<string>): Iterable<Finding> {
  if (at.uri !== input.file.uri || !/\{\{|\.format\(/.test(input.text.slice(at.start, at.end))) return;
  const written = nodesAround(input.module, at).find(({ start, end }) => start === at.start && end === at.end);
  for (const piece of written ? swallowing(input.module, written) : [])
    for (const match of input.text.slice(piece.at.start, piece.at.end).matchAll(PAIR))
      if (names.has(match[1]!)) yield finding(input, piece, match[0], piece.at.start + match.index);
}

function finding(input: RuleInput, piece: Swallowing, pair: string, start: number): Finding {
  const { uri } = piece.at;
  const place = { uri, start, end: start + pair.length };
  const doubled = `{${pair.replace('{{', '{{{').replace('}}', '}}}')}}`;
  return {
    rule: 'jinja-in-fstring',
    severity: 'warning',
    at: place,
    message: `This becomes '${pair.slice(1, -1)}', which Airflow does not render: Python takes one pair of braces away. Write '${doubled}'.`,
    ...fixList(fix(input, piece, { at: place, text: doubled })),
  };
}

/** Without placeholders the f is not needed at all; a constant may also be used as it is. */
function fix({ text }: RuleInput, { needless, constant }: Swallowing, doubling: TextEdit): Fix | undefined {
  if (needless !== undefined) return { title: 'Remove the f', edits: [{ at: needless, text: '' }] };
  const uses = constant === undefined ? 0 : text.split(new RegExp(`\\b${constant}\\b`)).length - 1;
  return uses > 2 ? undefined : { title: 'Double the braces', edits: [doubling] };
}
