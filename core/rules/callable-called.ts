// callable-called: `python_callable=f()` where `f` was meant.

import type { BuildEvent } from '../ir/buildEvent';
import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { nodesAround } from './support/nodesAround';

type NotCallable = Extract<BuildEvent, { readonly kind: 'not-callable' }>;

export const callableCalled: Rule = {
  id: 'callable-called',
  severity: 'error',
  summary: 'An argument takes a function, but is given what a call of it returns.',
  why: '`python_callable=f()` calls `f` while the file is read, every time, and hands its result to the operator. PythonOperator and its kin raise "`python_callable` param must be callable", so no DAG of the file loads. A callback that is None is never called.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.python import PythonOperator

def load():
    print("loading")

with DAG("etl"):
    PythonOperator(task_id="load", python_callable=load())
    #                                              ^^^^^^ error: python_callable takes a function, but load() calls it now and gives None. Write load without the parentheses.
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.python import PythonOperator

def load():
    print("loading")

with DAG("etl"):
    PythonOperator(task_id="load", python_callable=load)
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'not-callable')) {
      const call = nodesAround(input.module, event.at).findLast((node) => node.kind === 'Call');
      const isCall = call !== undefined && call.start === event.at.start && call.end === event.at.end;
      const name = isCall ? input.text.slice(call.callee.start, call.callee.end) : undefined;
      const message =
        name === undefined
          ? notAFunction(event)
          : `${event.argument} takes a function, but ${name}(${isCall && call.args.length ? '…' : ''}) ${effect(event, name, isCall && call.args.length > 0)}`;
      const plain = isCall && call.args.length === 0 && event.given !== 'result';
      const fix = plain ? withoutParentheses(input, call.callee.end, call.end) : undefined;
      // What is called when the task runs fails then.
      const severity = event.argument === 'python_callable' ? 'error' : undefined;
      yield fromEvent('callable-called', input, event, { message, severity, ...fixList(fix) });
    }
  },
};

function effect({ given, argument }: NotCallable, name: string, hasArguments: boolean): string {
  if (given === 'result') return `makes a task of its own. Give it an undecorated function.`;
  const what = given === 'none' ? 'None' : 'no function';
  const better =
    argument === 'python_callable'
      ? 'the arguments in op_args or op_kwargs'
      : 'a lambda or functools.partial for the arguments';
  const advice = hasArguments ? `Write ${name} alone, and put ${better}.` : `Write ${name} without the parentheses.`;
  return `calls it now and gives ${what}. ${advice}`;
}

function notAFunction({ argument, owner }: NotCallable): string {
  return `${argument} of ${owner} takes a function, and this is none. Give the function itself, by its name without quotes or parentheses.`;
}

function withoutParentheses(input: RuleInput, start: number, end: number): Fix {
  return { title: 'Remove the parentheses', edits: [{ at: { uri: input.file.uri, start, end }, text: '' }] };
}
