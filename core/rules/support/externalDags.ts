// Where tasks name another DAG: sensors that wait for its runs, markers, and operators that trigger it.

import type { Dag, DagFile, DagOutline, Task } from '../../ir/dag';
import type { Argument, PlainValue } from '../../ir/plainValue';
import { certainText, textsIn } from '../../ir/plainValue';
import type { RuleInput } from '../rule';

/** A task that names a DAG by its id. */
export interface DagMention {
  readonly dag: Dag;
  readonly task: Task;
  /** The argument that holds the id. */
  readonly argument: Argument;
  readonly id: string;
}

/** A text of an argument that names something. */
export type NamedText = PlainValue & { readonly kind: 'text' };

/** The argument with the dag_id, by class: Airflow 1.10 to 3.3 agree in these. */
const ID_ARGUMENTS: Readonly<Record<string, string>> = {
  ExternalTaskSensor: 'external_dag_id',
  ExternalTaskMarker: 'external_dag_id',
  TriggerDagRunOperator: 'trigger_dag_id',
};

/** The name of the argument in which a class of Airflow takes a dag_id. */
export function dagIdArgument(className: string): string | undefined {
  return Object.hasOwn(ID_ARGUMENTS, className) ? ID_ARGUMENTS[className] : undefined;
}

/** True for a text that is no template. */
export function isPlain(text: string): boolean {
  return text !== '' && !/\{[{%#]/.test(text);
}

/** The tasks that certainly name a DAG, with a plain id; templates are rendered only when the task runs. */
export function dagMentions({ dags }: DagFile): DagMention[] {
  return dags.flatMap((dag) => [...dag.tasks.values()].flatMap((task) => mentionOf(dag, task) ?? []));
}

function mentionOf(dag: Dag, task: Task): DagMention | undefined {
  const name = ID_ARGUMENTS[task.operator];
  if (name === undefined || task.conditional !== undefined || dag.conditional !== undefined) return undefined;
  const argument = task.operatorPath?.startsWith('airflow.') ? task.arguments.get(name) : undefined;
  const id = certainText(argument?.value);
  return argument === undefined || id === undefined || !isPlain(id) ? undefined : { dag, task, argument, id };
}

/** The DAGs that have the id, of this file and of the others. */
export function dagsMentioned({ id }: DagMention, { file, others }: RuleInput): DagOutline[] {
  const here: DagOutline[] = file.dags.filter((dag) => dag.id.known && dag.id.value === id);
  return [...here, ...others.dagsNamed(id).map(({ dag }) => dag)];
}

/** Of one argument of a mention, the texts that are certain and no templates. */
export function namesIn({ task }: DagMention, argument: string): NamedText[] {
  const value = task.arguments.get(argument)?.value;
  if (value === undefined || task.mapped) return [];
  return [...textsIn(value)].filter((text) => text.assumed === undefined && isPlain(text.value));
}
