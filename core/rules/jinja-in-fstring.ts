// jinja-in-fstring: braces of a template that an f-string or .format() swallows.

import { contextKeys } from '../dialects/airflow/templates/contextKeys';
import type { PlainValue } from '../ir/plainValue';
import { originOf } from '../text/span';
import type { Finding, Fix, Rule, RuleInput } from './rule';
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

const F_STRING = /(?:^|[\s)])[rR]?[fF][rR]?["']/;
const LITERAL = /([a-zA-Z]{0,2})(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/g;
const FORMATTED = /^[rRuU]?["'].*["']\s*\.format\(/s;
const PAIR = /(?<!\{)\{\{(?!\{)\s*([a-z_]+)\b[^{}]*\}\}(?!\})/g;

function* findings(input: RuleInput): Iterable<Finding> {
  if (!/\{\{/.test(input.text)) return;
  const names = contextKeys(input.file.version);
  for (const dag of input.file.dags)
    for (const task of dag.tasks.values())
      for (const { value } of task.arguments.values())
        for (const written of textsWritten(value)) yield* inSource(input, written, names);
}

/** Texts, known or not, by where they are written. */
function* textsWritten(value: PlainValue): Iterable<PlainValue> {
  if (value.kind === 'text' || value.kind === 'unknown') yield value;
  else if (value.kind === 'collection') for (const item of value.items) yield* textsWritten(item);
  else if (value.kind === 'dict') for (const entry of value.entries) yield* textsWritten(entry.value);
}

function* inSource(input: RuleInput, { at }: PlainValue, names: ReadonlySet<string>): Iterable<Finding> {
  if (at.uri !== input.file.uri) return;
  const source = input.text.slice(at.start, at.end);
  const isFString = F_STRING.test(source);
  if (!isFString && !FORMATTED.test(source)) return;
  const plain = isFString ? plainLiterals(source) : [];
  for (const match of source.matchAll(PAIR)) {
    if (!names.has(match[1]!) || plain.some(([start, end]) => start <= match.index && match.index < end)) continue;
    const place = { uri: at.uri, start: at.start + match.index, end: at.start + match.index + match[0].length };
    const doubled = `{${match[0].replace('{{', '{{{').replace('}}', '}}}')}}`;
    yield {
      rule: 'jinja-in-fstring',
      severity: 'warning',
      at: place,
      message: `This becomes '${match[0].slice(1, -1)}', which Airflow does not render: Python takes one pair of braces away. Write '${doubled}'.`,
      fixes: [fix(source, originOf(at), place, doubled, isFString)],
    };
  }
}

/** Of several literals in a row, where those stand that are no f-strings. */
function plainLiterals(source: string): (readonly [start: number, end: number])[] {
  return [...source.matchAll(LITERAL)]
    .filter((literal) => !/f/i.test(literal[1]!))
    .map((literal) => [literal.index, literal.index + literal[0].length] as const);
}

/** Without placeholders the f is not needed at all. */
function fix(source: string, at: Finding['at'], place: Finding['at'], doubled: string, isFString: boolean): Fix {
  const prefix =
    isFString && /^[rR]?[fF]/.test(source) && [...source.matchAll(LITERAL)].length === 1 ? source.search(/[fF]/) : -1;
  const hasPlaceholders = /(?<!\{)(?:\{\{)*\{(?!\{)/.test(source);
  if (prefix >= 0 && !hasPlaceholders)
    return {
      title: 'Remove the f',
      edits: [{ at: { uri: at.uri, start: at.start + prefix, end: at.start + prefix + 1 }, text: '' }],
    };
  return { title: 'Double the braces', edits: [{ at: place, text: doubled }] };
}
