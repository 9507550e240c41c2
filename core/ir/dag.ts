// One plain DAG model for every orchestrator: what analysis finds out, and runs start from.

import type { Origin } from '../text/span';
import type { BuildEvent } from './buildEvent';
import type { Fact } from './fact';
import type { Argument, DateTimeFact, PlainValue } from './plainValue';

/** When a DAG runs, as its author wrote it. */
export type Schedule =
  | { readonly kind: 'manual' }
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'timedelta'; readonly seconds: number }
  | { readonly kind: 'relativedelta'; readonly parts: Readonly<Record<string, number>> }
  | { readonly kind: 'assets'; readonly assets: readonly string[] }
  | TimetableSchedule;

export interface TimetableSchedule {
  readonly kind: 'timetable';
  readonly className: string;
  /** The cron expressions that Airflow's own cron timetables were given. */
  readonly crons: readonly Fact<string>[];
  /** Their `timezone`; undefined: none is given. */
  readonly zone: Fact<string> | undefined;
  /** Their `interval` in seconds; undefined: none is given. */
  readonly interval: Fact<number> | undefined;
  /** Set where assets start runs too: the class of the timetable within, and the assets (those that are known). */
  readonly orAssets: { readonly timetable: string; readonly assets: readonly string[] } | undefined;
}

export type TaskId = string;
export type GroupId = string;

export interface Task {
  /** Unique in its DAG. Where the id is not known, a stand-in such as `?1`; then `idFact` is not known. */
  readonly id: TaskId;
  readonly idFact: Fact<string>;
  /** Short class name, as the orchestrator says it; of a mapped task, the class that is mapped. */
  readonly operator: string;
  /** Dotted path the class was imported from, if known. */
  readonly operatorPath: string | undefined;
  /** Dotted paths of the class and of those it derives from, in Python's order, as far as they are known. */
  readonly classes: readonly string[];
  /** The colours in pictures, where a class of the workspace sets them. */
  readonly colours: Colours;
  readonly triggerRule: Fact<string>;
  readonly kind: 'work' | 'setup' | 'teardown';
  /** Why the kind may be another one. */
  readonly kindDoubt: string | undefined;
  readonly mapped: boolean;
  readonly group: GroupId | undefined;
  readonly branch: BranchTargets | undefined;
  /** What the task was given, by name; what default arguments add included. */
  readonly arguments: ReadonlyMap<string, Argument>;
  /** Why there may be more arguments than these. */
  readonly moreArguments: string | undefined;
  /** The fields that the orchestrator renders as templates, with their values; undefined: it is not known which. */
  readonly templated: readonly TemplatedField[] | undefined;
  /** The names of all fields that the operator renders, given or not; undefined: they are not known. */
  readonly templateFields: readonly string[] | undefined;
  /** What is rendered before the task runs: the texts in its template fields that hold Jinja, and the files that they name. */
  readonly templates: readonly TemplateText[];
  /** Does its failure fail the run, where nothing comes after it? Undefined: not known. */
  readonly failsRun: boolean | undefined;
  /** The assets that a success of the task updates (`outlets`), by their uris, or by names where they have none. */
  readonly updates: readonly Fact<string>[];
  /** Why the task may not exist (made under a condition that is not known). */
  readonly conditional: string | undefined;
  /** Why it is only assumed that there is such a task (a default or a settings file stands behind it). */
  readonly assumed: string | undefined;
  /** Where the task is made; perhaps in another file. */
  readonly at: Origin;
  /** Where the DAG file itself leads there, if `at` is in another file. */
  readonly via: Origin | undefined;
}

/** In CSS; undefined: not set. */
export interface Colours {
  readonly fill: string | undefined;
  readonly text: string | undefined;
}

/** A field of a task that is rendered before the task runs. */
export interface TemplatedField {
  readonly name: string;
  readonly value: PlainValue;
  /** The argument in the checked file, or what leads to it there. */
  readonly at: Origin;
}

/** A text that the orchestrator renders. */
export interface TemplateText {
  readonly field: string;
  /** The template; of a file what stands in it, empty where the file is not there. */
  readonly text: string;
  /** Where the text is written, or the name of the file; perhaps in another file. */
  readonly at: Origin;
  /** The argument in the checked file, or what leads to it there. */
  readonly argument: Origin;
  /** Set where the field names a file: its name, and its path if it was found. */
  readonly file: { readonly name: string; readonly path: string | undefined } | undefined;
}

/** What a branch callable can return, as far as it was followed. */
export interface BranchTargets {
  readonly targets: readonly Fact<string>[];
  /** Each value that it can return, as the ids within (none: it skips all); undefined where one of them is not known. */
  readonly choices: readonly (readonly Fact<string>[])[] | undefined;
}

/** An edge is always written upstream first. */
export interface Edge {
  readonly upstream: TaskId;
  readonly downstream: TaskId;
  readonly label: string | undefined;
  readonly conditional: string | undefined;
  /** The code that made it, in the DAG file where possible. */
  readonly at: Origin;
}

export interface TaskGroup {
  readonly id: GroupId;
  readonly parent: GroupId | undefined;
  readonly mapped: boolean;
  readonly at: Origin;
}

export interface Dag {
  readonly dialect: string;
  readonly id: Fact<string>;
  readonly schedule: Fact<Schedule>;
  readonly startDate: Fact<DateTimeFact | null>;
  readonly endDate: Fact<DateTimeFact | null>;
  readonly catchup: Fact<boolean>;
  /** What the DAG was given, by name. */
  readonly arguments: ReadonlyMap<string, Argument>;
  /** Why there may be more arguments than these. */
  readonly moreArguments: string | undefined;
  readonly tasks: ReadonlyMap<TaskId, Task>;
  /** In the order in which they were made. */
  readonly edges: readonly Edge[];
  readonly groups: ReadonlyMap<GroupId, TaskGroup>;
  /** Undefined: the orchestrator finds this DAG. Else why it does not. */
  readonly notCollected: string | undefined;
  /** Something of the structure could not be followed: tasks or edges may be missing. */
  readonly incomplete: string | undefined;
  readonly conditional: string | undefined;
  readonly at: Origin;
  readonly via: Origin | undefined;
}

/** Of a DAG, what other files of its DAGs folder may ask about. Every `Dag` is one. */
export interface DagOutline
  extends Pick<Dag, 'id' | 'schedule' | 'startDate' | 'notCollected' | 'incomplete' | 'conditional'> {
  readonly tasks: ReadonlyMap<TaskId, TaskOutline>;
  readonly groups: ReadonlyMap<GroupId, unknown>;
}

export interface TaskOutline extends Pick<Task, 'conditional'> {
  readonly idFact: { readonly known: boolean };
}

/** A place where evaluation had to stop, and why. */
export interface Gap {
  readonly because: string;
  readonly at: Origin;
}

/** All that a dialect read out of one file. Made of plain data only. */
export interface DagFile {
  readonly uri: string;
  readonly dialect: string;
  /** Version of the orchestrator in force, e.g. `2.11.2`. */
  readonly version: string;
  readonly dags: readonly Dag[];
  readonly events: readonly BuildEvent[];
  readonly gaps: readonly Gap[];
  /** Files and folders whose content decided the result, the file itself included. */
  readonly reads: ReadonlySet<string>;
}
