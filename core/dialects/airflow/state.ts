// What one evaluation of an Airflow file has built so far.

import { type Interpreter, type ModuleNames, PythonRaise } from '../../eval/interpreter';
import type { ClassValue, Instance, Value } from '../../eval/values';
import type { BuildEventKind } from '../../ir/buildEvent';
import type { Origin } from '../../text/span';
import type { DialectConfiguration } from '../dialect';
import type { Catalog } from './catalog/catalog';
import type { OperatorFacts } from './catalog/operators';
import { Leftovers } from './leftovers';
import type { DagModel, DecoratorModel, GroupModel, Place } from './model';
import { SetupTeardownContext } from './setupTeardown';

/** An event before its DAG has a number. */
export interface PendingEvent {
  readonly event: BuildEventKind;
  readonly at: Origin;
  readonly dag: DagModel | undefined;
  readonly refuses: 'file' | 'dag' | undefined;
}

export class AirflowState {
  /** All DAGs, in the order they were made. */
  readonly dags: DagModel[] = [];
  /** DAGs of `with` blocks around the present place, innermost last. */
  readonly dagStack: DagModel[] = [];
  readonly groupStack: GroupModel[] = [];
  /** DAGs whose `with` block has ended: Airflow finds them without a module-level name (2.4 and later). */
  readonly registered = new Set<DagModel>();
  readonly events: PendingEvent[] = [];
  private readonly noted = new Map<DagModel | undefined, Set<string>>();
  readonly setupTeardown = new SetupTeardownContext();
  readonly leftovers = new Leftovers();
  /** The `@teardown` functions that certainly were called. */
  readonly calledTeardowns = new Set<DecoratorModel>();
  /** Modules of Airflow that were looked into. */
  readonly modules = new Map<string, ModuleNames>();
  /** What the catalog has of the classes of the file's tasks. */
  readonly libraryFacts = new Map<ClassValue, OperatorFacts | undefined>();
  /** The `task_id` that each operator of the workspace was called with. */
  readonly askedIds = new WeakMap<Instance, Value>();
  /** Set while a callable is only asked what it may return: nothing that it makes counts. */
  probing = false;
  private standIns = 0;
  private edges = 0;

  constructor(
    readonly version: string,
    /** The oldest version that fits as well; the same one, if the version is told exactly. */
    readonly oldestVersion: string,
    readonly configuration: DialectConfiguration,
    /** What this line of Airflow and its providers have. */
    readonly catalog: Catalog,
  ) {}

  get currentDag(): DagModel | undefined {
    return this.dagStack.at(-1);
  }

  /** The group that a new task of this DAG falls in. */
  currentGroup(dag: DagModel): GroupModel {
    return this.groupStack.at(-1) ?? dag.root;
  }

  /** The number of a new edge. */
  nextEdge(): number {
    return this.edges++;
  }

  /** Keeps an event, once: a loop meets the same place many times. */
  note(pending: PendingEvent): void {
    const key = JSON.stringify([pending.at.uri, pending.at.start, pending.at.end, pending.event, pending.refuses]);
    const noted = this.noted.get(pending.dag) ?? new Set();
    if (noted.has(key)) return;
    this.noted.set(pending.dag, noted.add(key));
    this.events.push(pending);
  }

  /** A text that stands for an id nobody knows. */
  standIn(hint: string | undefined): string {
    this.standIns++;
    return hint === undefined ? `?${this.standIns}` : `${hint}?${this.standIns}`;
  }
}

export function stateOf(I: Interpreter): AirflowState {
  return I.state as AirflowState;
}

/** Where something is made now. */
export function placeOf(I: Interpreter, at: Origin): Place {
  return { at, via: I.placeInEntry(at) };
}

/** Notes what went wrong, if it certainly does: on a sure path, and because of these values only. */
export function report(
  I: Interpreter,
  event: BuildEventKind,
  at: Origin,
  options: {
    readonly dag?: DagModel | undefined;
    readonly refuses?: 'file' | 'dag' | undefined;
    readonly from?: readonly (Value | undefined)[];
  } = {},
): void {
  const state = stateOf(I);
  if (state.probing || I.doubt !== undefined || I.taint(options.from ?? []) !== undefined) return;
  // What Airflow raises is caught by the code itself: the file is loaded, and goes on in the handler.
  if (options.refuses === 'file' && I.isCaught('TypeError'))
    throw new PythonRaise(I.exception('TypeError', 'Airflow refuses the arguments', at), at);
  const place = at.uri === I.entry ? at : I.placeInEntry(at);
  if (place) state.note({ event, at: place, dag: options.dag, refuses: options.refuses });
}
