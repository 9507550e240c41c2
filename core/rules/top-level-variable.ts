// top-level-variable: an Airflow Variable is looked up each time the file is read.

import type { Task } from '../ir/dag';
import type { CallExpr } from '../syntax/ast';
import type { SyntaxNode } from '../syntax/walk';
import type { Fix, Rule, RuleInput } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { nodesAround } from './support/nodesAround';
import { type ParseTimeCall, parseTimeCalls } from './support/parseTimeCalls';

export const topLevelVariable: Rule = {
  id: 'top-level-variable',
  severity: 'warning',
  summary: 'An Airflow Variable is looked up each time the DAG file is read.',
  why: 'Airflow reads a DAG file again and again (by default every 30 seconds). `Variable.get` outside of tasks asks the metadata database or the secrets backend each time, and a Variable that is missing there fails the whole file. A template (`{{ var.value.name }}`) or a task asks when the task runs.',
  bad: `
from airflow.sdk import DAG, Variable
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command=f"load {Variable.get('bucket')}")
    #                                                 ^^^^^^^^^^^^^^^^^^^^^^ warning: Variable.get asks for 'bucket' each time Airflow reads this file. Use it inside a task, or write {{ var.value.bucket }} in a template.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG("etl"):
    BashOperator(task_id="load", bash_command="load {{ var.value.bucket }}")
`,
  *check(input) {
    for (const event of parseTimeCalls(input, 'variable')) {
      const { key } = event;
      const what = key === undefined ? 'a Variable' : `'${key}'`;
      const template = key === undefined ? '' : `, or write {{ ${reference(key)} }} in a template`;
      const message = `Variable.get asks for ${what} each time Airflow reads this file. Use it inside a task${template}.`;
      yield fromEvent('top-level-variable', input, event, { message, ...fixList(templateFix(input, event)) });
    }
  },
};

function reference(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `var.value.${key}` : `var.value.get('${key}')`;
}

/** Puts a template in place of the call, where it stands in a templated argument: alone, in a list or dict, or in an f-string. */
function templateFix(input: RuleInput, { at, key }: ParseTimeCall): Fix | undefined {
  const around = nodesAround(input.module, at);
  const call = around.at(-1);
  const operator = around.findLastIndex((node) => node.kind === 'Call' && node !== call);
  const between = around.slice(operator + 1, -1);
  if (key === undefined || call?.kind !== 'Call' || call.start !== at.start || call.args.length !== 1) return undefined;
  if (operator < 0 || !isTemplated(input, around[operator] as CallExpr, at)) return undefined;
  const isPlain = between.every(({ kind }) => kind === 'List' || kind === 'Tuple' || kind === 'Dict');
  const text = isPlain ? `"{{ ${reference(key)} }}"` : inFString(input, between, call, key);
  const place = isPlain ? at : { ...at, start: at.start - 1, end: at.end + 1 };
  return text === undefined ? undefined : { title: 'Use a template', edits: [{ at: place, text }] };
}

/** `{Variable.get(…)}` of an f-string, with nothing else in the braces; undefined if it is not that plain. */
function inFString(
  { text }: RuleInput,
  between: readonly SyntaxNode[],
  call: CallExpr,
  key: string,
): string | undefined {
  const isInside = between.at(-1)?.kind === 'FString' && text[call.start - 1] === '{' && text[call.end] === '}';
  return isInside && /^[A-Za-z_]\w*$/.test(key) ? `{{{{ var.value.${key} }}}}` : undefined;
}

function isTemplated({ file }: RuleInput, operator: CallExpr, at: { start: number; end: number }): boolean {
  const name = operator.args.find(({ value }) => value.start <= at.start && at.end <= value.end)?.name?.name;
  const isThis = (task: Task) =>
    task.at.uri === operator.uri && task.at.start === operator.start && task.at.end === operator.end;
  const task = file.dags.flatMap((dag) => [...dag.tasks.values()]).find(isThis);
  return task?.templated?.some((field) => field.name === name) === true;
}
