// What a rule is, and what it finds.

import type { BuildEvent } from '../ir/buildEvent';
import type { DagFile, DagOutline } from '../ir/dag';
import type { ModuleNode } from '../syntax/ast';
import type { Origin } from '../text/span';

export type Severity = 'error' | 'warning' | 'info';

/** A change of text that repairs a finding. Edits do not overlap. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What was meant is not certain: it is offered, but never made together with others unasked. */
  readonly guess?: boolean;
}

export interface TextEdit {
  readonly at: Origin;
  readonly text: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Exact place, in the file that was checked. */
  readonly at: Origin;
  /** What is wrong, and what to do: one or two sentences. */
  readonly message: string;
  readonly related?: readonly { readonly at: Origin; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  /** What the orchestrator refuses to load because of it: the file, or the DAG with this index in `DagFile.dags`. */
  readonly refuses?: 'file' | number | undefined;
}

/** What the other files of the same dags folder say; plain questions, so that a rule stays a pure function. */
export interface OtherFiles {
  /** Where else this dag_id is made: places in other files of the dags folder. */
  dagsNamed(dagId: string): readonly { readonly uri: string; readonly dag: DagOutline }[];
  /** Every dag_id of the dags folder; undefined where some are not known. */
  dagIds(): ReadonlySet<string> | undefined;
  /** The known dag_ids that files of this name (without `.py`) make. */
  idsInFile(name: string): readonly string[];
}

/** What the settings say that the Airflow installation has; undefined: they do not say, or there may be more. */
export interface Installation {
  readonly connections: KnownNames | undefined;
  readonly pools: KnownNames | undefined;
}

export interface KnownNames {
  /** The name of the file that lists them. */
  readonly file: string;
  readonly names: ReadonlySet<string>;
  has(name: string): boolean;
}

/** For a project that says nothing of it. */
export const NOTHING_TOLD: Installation = { connections: undefined, pools: undefined };

/** For a file by itself. */
export const NO_OTHERS: OtherFiles = { dagsNamed: () => [], dagIds: () => undefined, idsInFile: () => [] };

export interface RuleInput {
  readonly file: DagFile;
  readonly module: ModuleNode;
  readonly text: string;
  readonly others: OtherFiles;
  readonly installation: Installation;
  /** The present moment, in milliseconds since 1970. */
  readonly now: number;
  /** The comments that turned off nothing of what all other rules found; left out until those have been asked. */
  readonly unusedComments?: readonly UnusedComment[];
  /** What several rules need of this file is worked out once and kept here, under a name. */
  readonly memo?: Map<string, unknown>;
  /** What holds for every file of its version is worked out once and kept here, under a name. */
  readonly versionMemo?: Map<string, unknown>;
}

/** A comment such as `# daglens: ignore[cycle]` where it is not needed. */
export interface UnusedComment {
  /** The name of the rule in the comment, or the comment. */
  readonly at: Origin;
  /** The name as written; undefined: the comment names no rule, so it is for all. */
  readonly rule: string | undefined;
  /** The rule that has this name, or is called almost so. */
  readonly meant?: string | undefined;
  readonly wholeFile: boolean;
  /** Takes the name, or the comment, away. */
  readonly removal: TextEdit;
}

/** A tool that reports mistakes in Python files too; `ruff-air` is ruff where its rules AIR… are selected. */
export type SideTool = 'pylance' | 'ruff' | 'ruff-air';

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One line for tables. */
  readonly summary: string;
  /** Why it matters: what the orchestrator does, in which versions. */
  readonly why: string;
  /** A whole small DAG file with exactly this mistake, the places marked `#  ^^^ error: message` under the code. Run as a test. */
  readonly bad: string;
  /** The same, right. Run as a test: no finding. */
  readonly good: string;
  /** The version the examples are checked for; the newest if left out. */
  readonly exampleVersion?: string;
  /** The packages of the Python environment that the examples are checked for; not known if left out. */
  readonly examplePackages?: Readonly<Record<string, string>>;
  /** Tools that say the same at the same place by themselves: where one of them is active, the editor leaves it to them. */
  readonly alsoReportedBy?: readonly SideTool[];
  /** The files of the examples that the settings `connections` and `pools` name. */
  readonly exampleSettings?: { readonly connections?: string; readonly pools?: string };
  check(input: RuleInput): Iterable<Finding>;
}

/** The events of one kind, in the order in which they happened. */
export function eventsOf<K extends BuildEvent['kind']>(
  file: DagFile,
  kind: K,
): readonly Extract<BuildEvent, { readonly kind: K }>[] {
  return (eventsByKind(file).get(kind) ?? NONE) as readonly Extract<BuildEvent, { readonly kind: K }>[];
}

const NONE: readonly BuildEvent[] = [];

/** Dozens of rules ask each file for events, and most of them find none. */
const SORTED = new WeakMap<DagFile, ReadonlyMap<BuildEvent['kind'], readonly BuildEvent[]>>();

function eventsByKind(file: DagFile): ReadonlyMap<BuildEvent['kind'], readonly BuildEvent[]> {
  const known = SORTED.get(file);
  if (known) return known;
  const sorted = new Map<BuildEvent['kind'], BuildEvent[]>();
  for (const event of file.events) {
    const same = sorted.get(event.kind);
    if (same) same.push(event);
    else sorted.set(event.kind, [event]);
  }
  SORTED.set(file, sorted);
  return sorted;
}
