// invalid-param-default: a param whose default does not fit its own schema, or is missing where runs start by themselves.

import type { Rule } from './rule';
import { eventsOf } from './rule';
import { fromEvent } from './support/fromEvent';

export const invalidParamDefault: Rule = {
  id: 'invalid-param-default',
  severity: 'error',
  summary: 'The default of a param does not fit its schema, or is no JSON.',
  why: 'A DAG with a schedule needs a valid default for each param, for nobody is asked: Airflow refuses the file. Without a schedule the DAG loads, and a run with the default fails with ParamValidationError. Airflow 3 refuses a default that JSON cannot hold, such as a datetime, in any DAG.',
  bad: `
from airflow.sdk import DAG, Param

dag = DAG("etl", schedule="@daily", params={"days": Param("7", type="integer")})
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: The default '7' of the param 'days' is not of type integer, so Airflow refuses this DAG, which has a schedule. Correct the default or the schema.
`,
  good: `
from airflow.sdk import DAG, Param

dag = DAG("etl", schedule="@daily", params={"days": Param(7, type="integer")})
`,
  *check(input) {
    for (const event of eventsOf(input.file, 'invalid-param-default')) {
      const { name, given, problem, scheduled } = event;
      const what =
        given === undefined ? `The default of the param '${name}'` : `The default ${given} of the param '${name}'`;
      const follows =
        scheduled === undefined
          ? 'so Airflow refuses the file'
          : scheduled
            ? 'so Airflow refuses this DAG, which has a schedule'
            : 'so a run with the default fails';
      const correction = scheduled === undefined ? 'Write it as a text.' : 'Correct the default or the schema.';
      const advice = given === undefined ? 'Give it a default.' : correction;
      const message = `${what} ${problem}, ${follows}. ${advice}`;
      yield fromEvent('invalid-param-default', input, event, { message, severity: 'error' });
    }
  },
};
