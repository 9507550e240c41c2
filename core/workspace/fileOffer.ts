// What one file offers to the other files of its DAGs folder, and what it asks of them: plain data for any thread.

import type { Dag, DagOutline, Task, TaskOutline } from '../ir/dag';
import type { Fact } from '../ir/fact';
import { known, notKnown } from '../ir/fact';
import { dagMentions } from '../rules/support/externalDags';
import { originOf } from '../text/span';
import type { FileReport } from './report';

export interface FileOffer {
  readonly dags: readonly DagOutline[];
  /** The dag_ids that tasks of the file name. */
  readonly asks: readonly string[];
  /** True: the file may make DAGs that are not among these, or whose ids are not known. */
  readonly hidesDags: boolean;
}

export const NO_OFFER: FileOffer = { dags: [], asks: [], hidesDags: false };

/** A statement of the module that may make a DAG with code that is not read: `dag = company.make_dag(…)`. */
const MODULE_LEVEL_CALL = /^(?:(?:for|if|while|with|try)\b|(?:\w[\w.]*\s*=\s*)?\w[\w.]*\()/m;

/** What a checked file offers and asks. */
export function offerOf({ dagFile, refusals, text }: FileReport): FileOffer {
  if (dagFile === undefined) return NO_OFFER;
  const stopped = dagFile.gaps.length > 0 || refusals.some(({ refuses }) => refuses === 'file');
  const isFactory = dagFile.dags.length === 0 && MODULE_LEVEL_CALL.test(text);
  return {
    dags: dagFile.dags.map(outline),
    asks: [...new Set([...dagMentions(dagFile).map(({ id }) => id), ...pulledIds(text)])],
    hidesDags: stopped || isFactory || dagFile.dags.some(({ id }) => !id.known || id.assumed !== undefined),
  };
}

/** The dag_ids in the text of pulls; more than those that count does no harm. */
function pulledIds(text: string): string[] {
  if (!text.includes('xcom_pull')) return [];
  return [...text.matchAll(/\bdag_id\s*=\s*\\?["']([\w.-]+)/g)].map(([, id]) => id!);
}

/** Its places free of the syntax trees that they may be. */
function outline(dag: Dag): DagOutline {
  const { notCollected, incomplete, conditional } = dag;
  return {
    ...{ notCollected, incomplete, conditional },
    ...{ id: plainFact(dag.id), schedule: scheduleOutline(dag), startDate: plainFact(dag.startDate) },
    tasks: new Map([...dag.tasks].map(([id, task]) => [id, taskOutline(task)])),
    groups: new Map([...dag.groups.keys()].map((id) => [id, undefined])),
  };
}

/** Only texts: other schedules may hold syntax trees. */
function scheduleOutline({ schedule }: Dag): Dag['schedule'] {
  const isText = schedule.known && schedule.value.kind === 'expression';
  return isText ? plainFact(schedule) : notKnown('left out', originOf(schedule.at));
}

/** One for most tasks, so that little goes from thread to thread. */
const CERTAIN_TASK: TaskOutline = { idFact: { known: true }, conditional: undefined };

function taskOutline({ idFact: { known }, conditional }: Task): TaskOutline {
  return known && conditional === undefined ? CERTAIN_TASK : { idFact: { known }, conditional };
}

function plainFact<T>(fact: Fact<T>): Fact<T> {
  const at = originOf(fact.at);
  return fact.known ? known(fact.value, at, fact.assumed) : notKnown(fact.because, at);
}
