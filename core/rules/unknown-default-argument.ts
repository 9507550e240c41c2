// unknown-default-argument: a key of default_args that no operator takes.

import type { BuildEvent } from '../ir/buildEvent';
import { didYouMean } from '../text/nearName';
import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { removal, renameKeyword } from './support/argumentFixes';
import { addKeyword, dagCall } from './support/dagCall';
import { fixList, renameFix } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { nodesAround } from './support/nodesAround';
import { oncePerPlace } from './support/parseTimeCalls';

type Event = Extract<BuildEvent, { readonly kind: 'unknown-default-argument' }>;

export const unknownDefaultArgument: Rule = {
  id: 'unknown-default-argument',
  severity: 'warning',
  summary: 'A key of default_args is taken by no operator.',
  why: 'Each operator picks the keys that it knows out of `default_args`, and no Airflow version says anything of the others. A misspelt key has no effect, and neither has one that belongs to the DAG itself, such as `catchup`, `schedule` or `max_active_runs`.',
  bad: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

default_args = {"owner": "data", "retries": 2, "catchup": False}
#                                              ^^^^^^^^^ warning: catchup in default_args has no effect: it is an argument of the DAG, not of its tasks. Give it to DAG(…).

with DAG("etl", schedule="@daily", default_args=default_args):
    EmptyOperator(task_id="load")
`,
  good: `
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

default_args = {"owner": "data", "retries": 2}

with DAG("etl", schedule="@daily", default_args=default_args, catchup=False):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'unknown-default-argument'))) {
      const { name, near, dagArgument } = event;
      const message = dagArgument
        ? `${name} in default_args has no effect: it is an argument of the DAG, not of its tasks. Give it to DAG(…)${dagArgument === name ? '' : ` as ${dagArgument}`}.`
        : `No operator of this DAG takes '${name}', so it has no effect in default_args.${didYouMean(near)}`;
      const fix = dagArgument
        ? moveFix(input, event, dagArgument)
        : (renameFix(input, event.at, name, near) ?? renameKeyword(input, event.at, name, near));
      yield fromEvent('unknown-default-argument', input, event, { message, ...fixList(fix) });
    }
  },
};

/** Takes the entry out of the dict, and gives it to the only DAG of the file. */
function moveFix({ module, file, text }: RuleInput, { at }: Event, name: string): Fix | undefined {
  const dict = nodesAround(module, at).findLast((node) => node.kind === 'Dict');
  const entry = dict?.entries.find(({ key }) => key?.start === at.start);
  const dag = file.dags[0];
  const call = file.dags.length === 1 && dag ? dagCall(module, dag) : undefined;
  if (!entry || !call) return undefined;
  const edits = [removal(text, { uri: at.uri, start: at.start, end: entry.value.end })];
  const isThere = dag!.arguments.has(name);
  if (!isThere) edits.push(addKeyword(call, name, text.slice(entry.value.start, entry.value.end)));
  return { title: isThere ? `Remove it: DAG(…) has ${name}` : `Move ${name} to DAG(…)`, edits };
}
