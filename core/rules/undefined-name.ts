// undefined-name: a name that Python does not find while the file is imported.

import { didYouMean, nearName } from '../text/nearName';
import type { Origin } from '../text/span';
import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fixList, guessed } from './support/fixes';
import { fromEvent } from './support/fromEvent';

export const undefinedName: Rule = {
  id: 'undefined-name',
  severity: 'error',
  alsoReportedBy: ['pylance', 'ruff'],
  summary: 'A name is used that is not defined.',
  why: 'Airflow runs a DAG file from top to bottom. A name that is not defined at that moment raises a NameError, and no DAG of the file loads. Names in functions that run later, in a task, are not looked at; nor is a file that imports `*` from something that is not read.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl"):
    extract = EmptyOperator(task_id="extract")
    load = EmptyOperator(task_id="load")
    extrcat >> load
    #^^^^^^ error: The name 'extrcat' is not defined here. Did you mean 'extract'?
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
    if (input.module.problems.length) return;
    for (const event of eventsOf(input.file, 'undefined-name')) {
      const near = nearName(event.name, event.known);
      yield fromEvent('undefined-name', input, event, {
        message: `The name '${event.name}' is not defined here.${didYouMean(near) || ' Define or import it before this line.'}`,
        ...fixList(guessed(rename(input, event.at, near), event.name, near)),
      });
    }
  },
};

function rename(input: RuleInput, at: Origin, near: string | undefined): Fix | undefined {
  if (near === undefined || at.uri !== input.file.uri) return undefined;
  return { title: `Change to '${near}'`, edits: [{ at, text: near }] };
}
