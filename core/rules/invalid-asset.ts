// invalid-asset: a name or URI of an asset that Airflow refuses.

import type { InvalidAsset } from '../ir/buildEvent';
import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const invalidAsset: Rule = {
  id: 'invalid-asset',
  severity: 'error',
  summary: 'An asset (a dataset in Airflow 2) has a name or URI that Airflow refuses.',
  why: 'Asset() and Dataset() check what they are given: it must not be empty, blank or too long (1500 characters in 3, 3000 in 2), the scheme `airflow:` is reserved, and up to 3.0 only ASCII is taken. Else they raise, so no DAG of the file loads.',
  bad: `
from airflow.sdk import DAG, Asset
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", outlets=[Asset("airflow://orders")])
    #                                            ^^^^^^^^^^^^^^^^^^ error: The scheme 'airflow' is reserved for Airflow itself. Give the asset another name or URI.
`,
  good: `
from airflow.sdk import DAG, Asset
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    EmptyOperator(task_id="load", outlets=[Asset("s3://shop/orders")])
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-asset'))
      yield fromEvent('invalid-asset', input, event, { message: messageOf(event) });
  },
};

function messageOf({ callee, argument, problem, longest }: InvalidAsset): string {
  const noun = callee === 'Asset' ? 'asset' : 'dataset';
  const what = `The ${argument === 'uri' ? 'URI' : 'name'} of ${noun === 'asset' ? 'an' : 'a'} ${noun}`;
  switch (problem) {
    case 'missing':
      return `${callee}() needs ${callee === 'Asset' ? "'name' or 'uri'" : "'uri'"}. Pass it.`;
    case 'keyword':
      return `${callee}() of Airflow 2 has no argument '${argument}'. Pass 'uri' instead.`;
    case 'empty':
      return `${what} is empty. Write what it stands for.`;
    case 'blank':
      return `${what} is blank. Write what it stands for.`;
    case 'length':
      return `${what} has over ${longest} characters. Make it shorter.`;
    case 'ascii':
      return `${what} has other characters than ASCII. Write them percent-encoded, or leave them out.`;
    case 'reserved':
      return `${what} must not be 'self' or 'context'. Choose another one.`;
    case 'scheme':
      return `The scheme 'airflow' is reserved for Airflow itself. Give the ${noun} another name or URI.`;
  }
}
