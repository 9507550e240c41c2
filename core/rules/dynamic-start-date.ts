// dynamic-start-date: a start_date that moves with the clock.

import type { Dag } from '../ir/dag';
import { certain } from '../ir/fact';
import { type Argument, entryOf, type PlainValue } from '../ir/plainValue';
import type { Expr, ModuleNode } from '../syntax/ast';
import { walk } from '../syntax/walk';
import type { Origin } from '../text/span';
import type { Finding, Fix, Rule, RuleInput, TextEdit } from './rule';
import { fixList } from './support/fixes';
import { nodesAround } from './support/nodesAround';
import { oncePerPlace } from './support/parseTimeCalls';
import { placeIn } from './support/place';

export const dynamicStartDate: Rule = {
  id: 'dynamic-start-date',
  severity: 'warning',
  summary: 'The start_date of a scheduled DAG moves with the clock.',
  why: 'A run is due when a whole interval has passed since `start_date`. A date that is taken from the clock moves on each time the file is read: with `datetime.now()` the interval never ends and nothing is run, with `days_ago(n)` it depends on the day the DAG was read which runs there are. Airflow accepts it in every version.',
  bad: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime.now()):
    #                                         ^^^^^^^^^^^^^^ warning: This start_date moves each time Airflow reads the file, so runs are missed or never due. Give a fixed date, such as datetime(2024, 1, 1).
    EmptyOperator(task_id="load")
`,
  good: `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("etl", schedule="@daily", start_date=datetime(2024, 1, 1)):
    EmptyOperator(task_id="load")
`,
  *check(input) {
    // A file that is refused has other worries: often it is days_ago itself, which Airflow 3 does not have.
    if (input.file.events.some(({ refuses }) => refuses === 'file')) return;
    yield* oncePerPlace(input.file.dags.flatMap((dag) => findingsIn(input, dag)));
  },
};

function findingsIn(input: RuleInput, dag: Dag): Finding[] {
  if (!isScheduled(dag) || dag.conditional !== undefined) return [];
  const byDefault = entryOf(dag.arguments.get('default_args')?.value, 'start_date');
  const own = dag.arguments.get('start_date');
  const tasks = [...dag.tasks.values()].map((task) => task.arguments.get('start_date'));
  const places = [own, ...tasks].flatMap((argument) =>
    argument && argument.from === 'call' && moves(argument.value) ? [written(input, argument)] : [],
  );
  if (byDefault && moves(byDefault)) places.push(byDefault.at);
  return places.map((at) => finding(input, dag, at));
}

/** The expression; of a variable, what it was given. */
function written({ module, file }: RuleInput, { at, value }: Argument): Origin {
  const isVariable = nodesAround(module, at).at(-1)?.kind === 'Name';
  return isVariable && value.at.uri === file.uri ? value.at : at;
}

/** True if runs are due by the clock, for certain. */
function isScheduled({ schedule }: Dag): boolean {
  const value = certain(schedule);
  if (value?.kind === 'expression') return value.text !== '@once' && value.text !== '@continuous';
  return value !== undefined && value.kind !== 'manual' && value.kind !== 'assets';
}

function moves(value: PlainValue): boolean {
  return value.kind === 'unknown' && value.changes === 'time';
}

function finding(input: RuleInput, dag: Dag, at: Origin): Finding {
  const place = placeIn(input, at, dag.via, dag.at);
  const isHere = place.related === undefined;
  const { text, edits } = fixedDate(input.module);
  const whole = isHere && isWhole(input, at) ? inZone(input, at, text) : undefined;
  const fix = whole === undefined ? undefined : dateFix(at, whole, edits);
  return {
    rule: 'dynamic-start-date',
    severity: 'warning',
    ...place,
    message: `This start_date moves each time Airflow reads the file, so runs are missed or never due. Give a fixed date, such as ${text}.`,
    ...fixList(fix),
  };
}

/** Is it an expression by itself, rather than an argument that is written elsewhere? */
function isWhole({ module }: RuleInput, at: Origin): boolean {
  const node = nodesAround(module, at).at(-1);
  return node !== undefined && node.start === at.start && node.end === at.end && node.kind !== 'Name';
}

/** The date with the time zone that the moving one had: a schedule goes by it. Undefined where it cannot be kept. */
function inZone({ module, text }: RuleInput, at: Origin, date: string): string | undefined {
  const moving = nodesAround(module, at).at(-1);
  let zone: Expr | undefined;
  if (moving)
    walk(moving, (node) => {
      if (node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.name.name === 'now')
        zone ??= node.args.find(({ name }) => name === undefined || /^tz/.test(name.name))?.value;
      return zone === undefined;
    });
  if (!zone) return date;
  const takesText = date.startsWith('pendulum.');
  if (!takesText && zone.kind === 'String') return undefined;
  return `${date.slice(0, -1)}, ${takesText ? 'tz' : 'tzinfo'}=${text.slice(zone.start, zone.end)})`;
}

function dateFix(at: Origin, text: string, more: readonly TextEdit[]): Fix {
  return { title: `Use a fixed date: ${text}`, edits: [{ at, text }, ...more] };
}

/** A date in the words of the file: with the class or module that it imports already; else with an import to add. */
function fixedDate(module: ModuleNode): { readonly text: string; readonly edits: readonly TextEdit[] } {
  for (const statement of module.body) {
    const name = statement.kind === 'Import' || statement.kind === 'ImportFrom' ? dateMaker(statement) : undefined;
    if (name !== undefined) return { text: `${name}(2024, 1, 1)`, edits: [] };
  }
  const first = module.body.find(
    (statement) =>
      statement.kind === 'Import' || (statement.kind === 'ImportFrom' && statement.module !== '__future__'),
  );
  const at = { uri: module.uri, start: first?.start ?? 0, end: first?.start ?? 0 };
  return { text: 'datetime(2024, 1, 1)', edits: [{ at, text: 'from datetime import datetime\n' }] };
}

function dateMaker(
  statement: Extract<ModuleNode['body'][number], { kind: 'Import' | 'ImportFrom' }>,
): string | undefined {
  if (statement.kind === 'ImportFrom') {
    const imported = statement.names.find(({ name }) => name.name === 'datetime');
    return imported && /^(datetime|pendulum)$/.test(statement.module)
      ? (imported.alias ?? imported.name).name
      : undefined;
  }
  const imported = statement.names.find(({ path }) => path === 'datetime' || path === 'pendulum');
  return imported && `${imported.alias?.name ?? imported.path}.datetime`;
}
