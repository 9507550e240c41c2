// The DAG as it is being built: what stands behind Airflow's objects while a file is evaluated.

import type { ClassValue, DictValue, Instance, Unknown, Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import type { Defaults } from './arguments';

/** What is known of how an edge came about. */
export interface Link {
  /** Which of the file's edges it was, counted as they were made. */
  readonly number: number;
  readonly at: Origin;
  readonly label: string | undefined;
  readonly conditional: string | undefined;
}

/** Where something was made: in the code, and in the checked file if that is another one. */
export interface Place {
  readonly at: Origin;
  readonly via: Origin | undefined;
}

export class TaskModel {
  readonly upstream = new Map<TaskModel, Link>();
  readonly downstream = new Map<TaskModel, Link>();
  dag: DagModel | undefined;
  group: GroupModel | undefined;
  kind: 'work' | 'setup' | 'teardown' = 'work';
  /** Why the kind may be another one. */
  kindDoubt: string | undefined;
  triggerRule: Value | undefined;
  mapped = false;
  /** Nothing that is known could give the task a DAG later, but a dependency or an assignment. */
  lacksDag = false;
  /** Default arguments in force when the task was made. */
  defaults: Defaults | undefined;
  /** Set where `**kwargs` of something unknown was passed. */
  open: Unknown | undefined;
  /** `on_failure_fail_dagrun` of a teardown. */
  failsRun: Value | undefined;
  /** What a TaskFlow function was called with; positional arguments under their number, `<0>`. */
  flowArguments: ReadonlyMap<string, Value> | undefined;
  /** Set where Airflow refuses the task since its id is taken: edges go to the first one then. */
  standsFor: TaskModel | undefined;
  constructor(
    /** Unique in its DAG; a stand-in where the id is not known. */
    public id: string,
    readonly idValue: Value,
    readonly operator: string,
    readonly operatorPath: string | undefined,
    readonly args: ReadonlyMap<string, Value>,
    readonly instance: Instance,
    readonly place: Place,
    readonly conditional: string | undefined,
  ) {}
}

export class GroupModel {
  readonly children = new Map<string, TaskModel | GroupModel>();
  /** Tasks that were set before or after the group itself; they matter while it is empty. */
  readonly upstreamTasks = new Set<TaskModel>();
  readonly downstreamTasks = new Set<TaskModel>();
  /** Its trigger rules were looked at since it was tied to something. */
  isChecked = false;
  instance: Instance | undefined;
  constructor(
    /** With the prefixes of its parents; empty for the root. */
    readonly id: string,
    readonly prefixes: boolean,
    readonly parent: GroupModel | undefined,
    readonly dag: DagModel | undefined,
    readonly defaultArgs: DictValue | undefined,
    readonly mapped: boolean,
    readonly place: Place,
    /** False where the id is only a stand-in. */
    readonly hasKnownId: boolean = true,
  ) {}

  get isRoot(): boolean {
    return this.id === '';
  }

  /** The id of a child of this name, as `TaskGroup.child_id` makes it. */
  childId(label: string): string {
    return this.prefixes && !this.isRoot ? `${this.id}.${label}` : label;
  }

  /** The tasks within, those of inner groups included, in the order in which they were added. */
  *tasks(): Generator<TaskModel> {
    for (const child of this.children.values()) {
      if (child instanceof GroupModel) yield* child.tasks();
      else yield child;
    }
  }
}

export class DagModel {
  readonly tasks = new Map<string, TaskModel>();
  readonly groups = new Map<string, GroupModel>();
  /** Ids that groups and tasks of this DAG have taken. */
  readonly usedIds = new Set<string>();
  readonly root: GroupModel;
  /** Why tasks or edges may be missing. */
  incomplete: string | undefined;
  /** Set where `**kwargs` of something unknown was passed. */
  open: Unknown | undefined;
  constructor(
    readonly idValue: Value,
    readonly args: ReadonlyMap<string, Value>,
    readonly defaultArgs: DictValue | undefined,
    readonly instance: Instance,
    readonly place: Place,
    /** The call that holds the arguments: `DAG(…)` or `@dag(…)`. */
    readonly argumentsAt: Origin,
    readonly conditional: string | undefined,
    readonly assumed: string | undefined,
  ) {
    this.root = new GroupModel('', true, undefined, this, undefined, false, place);
  }
}

/** `task.output`, what a TaskFlow call returns, and what is made of it: references to results of tasks. */
export class XComModel {
  constructor(
    readonly tasks: readonly TaskModel[],
    readonly key: string | undefined,
  ) {}
}

/** `Label("…")`: holds one side of an edge until the other one comes. */
export class LabelModel {
  upstream: DependencyNode[] = [];
  downstream: DependencyNode[] = [];
  constructor(readonly label: string | undefined) {}
}

/** `Operator.partial(…)` before `.expand(…)`. */
export class PartialModel {
  expanded = false;
  constructor(
    readonly operator: ClassValue,
    readonly kwargs: ReadonlyMap<string, Value>,
    readonly open: Unknown | undefined,
  ) {}
}

/** A function under `@task` or one of its kin. */
export class DecoratorModel {
  isSetup = false;
  isTeardown = false;
  /** `@teardown(on_failure_fail_dagrun=…)`. */
  failsRun: Value | undefined;
  /** It was called, mapped or changed, or it was handed to code that is not read. */
  used = false;
  /** `.partial(…)` was given arguments that are not known. */
  isOpen = false;
  constructor(
    readonly callable: Value,
    readonly operator: ClassValue,
    readonly kwargs: ReadonlyMap<string, Value>,
    /** Arguments given by `.partial(…)`. */
    readonly partial: ReadonlyMap<string, Value>,
    /** The call that holds the options: `@task(…)`; the whole decorator where there are none. */
    readonly decoratedAt: Origin,
  ) {}
}

/** A function under `@dag`. */
export class DagFactoryModel {
  used = false;
  /** What stands for the function once it is decorated. */
  decorated: Value | undefined;
  constructor(readonly callable: Value) {}
}

/** A function under `@task_group`. */
export class GroupDecoratorModel {
  constructor(
    readonly callable: Value,
    readonly kwargs: ReadonlyMap<string, Value>,
    readonly partial: ReadonlyMap<string, Value>,
  ) {}
}

/** Assets and datasets, aliases, and their combinations: the uris (or alias names) within. */
export class AssetModel {
  constructor(readonly uris: readonly Value[]) {}
}

/** Whatever can stand beside `>>`. */
export type DependencyNode = TaskModel | GroupModel | XComModel | LabelModel;

/** The node a value stands for, if it is one. */
export function nodeOf(value: Value): DependencyNode | undefined {
  if (value.kind !== 'instance') return undefined;
  const { payload } = value;
  const isNode =
    payload instanceof TaskModel ||
    payload instanceof GroupModel ||
    payload instanceof XComModel ||
    payload instanceof LabelModel;
  return isNode ? payload : undefined;
}

/** The task that is really in the DAG. */
export function actual(task: TaskModel): TaskModel {
  let found = task;
  while (found.standsFor) found = found.standsFor;
  return found;
}
