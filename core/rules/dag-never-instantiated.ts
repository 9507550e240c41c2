// dag-never-instantiated: a @dag function that is never called.

import type { AssignStmt, FunctionDef, ModuleNode, NameExpr } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { Origin } from '../text/span';
import { atLeast } from '../text/version';
import type { Fix, Rule, RuleInput } from './rule';
import { eventsOf } from './rule';
import { fixList } from './support/fixes';
import { fromEvent } from './support/fromEvent';
import { asImported, isNameRead, isNameUsed } from './support/nameUses';
import { nodesAround } from './support/nodesAround';
import { oncePerPlace } from './support/parseTimeCalls';

export const dagNeverInstantiated: Rule = {
  id: 'dag-never-instantiated',
  severity: 'warning',
  summary: 'A @dag function is never called, so there is no DAG.',
  why: 'A function under `@dag` makes its DAG only when it is called. Without the call Airflow finds no DAG in the file, and says nothing.',
  bad: `
from airflow.sdk import dag
from airflow.providers.standard.operators.empty import EmptyOperator

@dag(schedule="@daily")
def etl():
#   ^^^ warning: @dag function etl is never called, so Airflow finds no DAG. Call it at the end of the file: etl().
    EmptyOperator(task_id="load")
`,
  good: `
from airflow.sdk import dag
from airflow.providers.standard.operators.empty import EmptyOperator

@dag(schedule="@daily")
def etl():
    EmptyOperator(task_id="load")

etl()
`,
  *check(input) {
    for (const event of oncePerPlace(eventsOf(input.file, 'never-used'))) {
      const lost = event.what === 'dag' ? lostFunction(input, event.name, event.at) : undefined;
      if (!lost) continue;
      // Before 2.4 only what a variable of the module holds is found.
      const isFound = lost.use !== undefined || atLeast(input.file.version, 2, 4);
      const isMain = asImported(input.module) !== input.module && isNameUsed(input.module, event.name) && !lost.use;
      const call = `${isFound ? '' : `${event.name}_dag = `}${event.name}()`;
      const advice = lost.use ? `Write ${call} where it is named.` : `Call it at the end of the file: ${call}.`;
      yield fromEvent('dag-never-instantiated', input, event, {
        message: `@dag function ${event.name} is ${isMain ? 'called only where the file is run as a script' : 'never called'}, so Airflow finds no DAG. ${advice}`,
        ...fixList(callFix(input, lost, call)),
      });
    }
  },
};

interface LostFunction {
  readonly definition: FunctionDef;
  /** Where the function itself is taken, in place of the DAG that it makes. */
  readonly use: NameExpr | undefined;
}

/** The function, if its name stands nowhere else, or only where the DAG was meant: `etl_dag = etl`, `return etl`. */
function lostFunction({ module, file }: RuleInput, name: string, at: Origin): LostFunction | undefined {
  const definition = nodesAround(module, at).findLast((node) => node.kind === 'FunctionDef');
  if (definition?.name.start !== at.start) return undefined;
  const isOfModule = module.body.includes(definition);
  if (isOfModule && !isNameUsed(asImported(module), name)) return { definition, use: undefined };
  const use = onlyUse(module, name);
  if (!use) return undefined;
  const user = nodesAround(module, use).at(-2);
  const isKept = isOfModule && user?.kind === 'Assign' && module.body.includes(user) && isUnread(module, user);
  const isReturned = !isOfModule && user?.kind === 'Return' && file.gaps.length === 0;
  return isKept || isReturned ? { definition, use } : undefined;
}

function isUnread(module: ModuleNode, { targets }: AssignStmt): boolean {
  return targets.every((target) => target.kind === 'Name' && !isNameRead(module, target.name));
}

function onlyUse(module: ModuleNode, name: string): NameExpr | undefined {
  const uses: NameExpr[] = [];
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'Name' && node.name === name) uses.push(node);
      return uses.length < 2;
    });
  return uses.length === 1 ? uses[0] : undefined;
}

/** Calls the function where it is named, or behind the last line of the file; undefined if it needs arguments. */
function callFix({ text }: RuleInput, { definition, use }: LostFunction, call: string): Fix | undefined {
  const { params, uri } = definition;
  if (params.some(({ form, default: byDefault }) => !byDefault && form !== 'varargs' && form !== 'kwargs'))
    return undefined;
  if (use) return { title: 'Add ()', edits: [{ at: { uri, start: use.end, end: use.end }, text: '()' }] };
  const end = text.length;
  const blank = text.endsWith('\n') ? '\n\n' : '\n\n\n';
  return { title: `Add ${call}`, edits: [{ at: { uri, start: end, end }, text: `${blank}${call}\n` }] };
}
