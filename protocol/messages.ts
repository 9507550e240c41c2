// The messages of ours between the language server and its clients, beside the Language Server Protocol's own.

import type { TaskId } from '../core/ir/dag';
import type { GraphJson } from '../core/ir/dagJson';
import type { DagView } from '../core/ir/dagView';
import type { ScheduleAnswer } from '../core/ir/scheduleAnswer';
import type { ProjectRunSettings } from '../core/runs';

/** Request: the graph of one file, as its text is in the editor now. */
export const GRAPH_REQUEST = 'daglens/graph';

export interface GraphParams {
  readonly uri: string;
}

export interface GraphResult {
  /** Unlike the command line's, it holds the DAGs that Airflow would refuse too, as far as they could be read. */
  readonly graph: GraphJson;
  /** How many findings the file has. */
  readonly findings: number;
}

/** Request: the Airflow version in force for one file, or for the first workspace folder. */
export const VERSION_REQUEST = 'daglens/version';

export interface VersionParams {
  readonly uri?: string | undefined;
}

export interface VersionResult {
  /** `MAJOR.MINOR[.PATCH]`. */
  readonly version: string;
  /** How it was found, in words. */
  readonly because: string;
}

/** Request: check every Python file of the workspace, and keep showing what was found. Reports work-done progress. */
export const CHECK_WORKSPACE_REQUEST = 'daglens/checkWorkspace';

export interface CheckWorkspaceParams {
  readonly workDoneToken?: string | number | undefined;
}

export interface CheckWorkspaceResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Notification to the server: the Python environments chosen in the editor. Only their package metadata is read. */
export const PYTHON_ENVIRONMENTS_NOTIFICATION = 'daglens/pythonEnvironments';

export interface PythonEnvironmentsParams {
  readonly environments: readonly PythonEnvironmentChoice[];
}

export interface PythonEnvironmentChoice {
  /** The workspace folder. */
  readonly folder: string;
  /** The environment's folder or its Python executable, as a path of the server's system; null: none chosen. */
  readonly path: string | null;
}

/** Notification to the server: the tools that report mistakes in Python files beside DagLens, as far as they are active. */
export const SIDE_TOOLS_NOTIFICATION = 'daglens/sideTools';

export interface SideToolsParams {
  /** `pylance` stands for pyright and basedpyright too. */
  readonly tools: readonly ('pylance' | 'ruff')[];
}

/** Notification to the client, if it asked for it: the versions in force may have changed. */
export const VERSIONS_CHANGED_NOTIFICATION = 'daglens/versionsChanged';

/** The DAGs that a code lens stands for. */
export interface GraphTarget {
  readonly uri: string;
  /** Indexes in the `dags` of `daglens/dagView`. */
  readonly dags: readonly number[];
}

/** The tasks that a code lens stands for. */
export interface TaskTarget extends GraphTarget {
  readonly tasks: readonly TaskId[];
}

/** A command of the client that a code lens offers. */
export interface LensCommand {
  readonly command: string;
  readonly title: string;
}

/** What a client may say in `initializationOptions`. */
export interface InitializationOptions {
  /** The settings, for clients that cannot be asked for them (`workspace/configuration`). */
  readonly settings?: unknown;
  /** The client wants `daglens/versionsChanged`. */
  readonly versionNotifications?: boolean;
  /** The client's command that opens the graph of a file's DAGs; it is given a `GraphTarget`. Then DAGs have a code lens. */
  readonly graphCommand?: string;
  /** More commands of the client for the DAGs of a place, each given a `GraphTarget`, and for its tasks, given a `TaskTarget`. */
  readonly dagCommands?: readonly LensCommand[];
  readonly taskCommands?: readonly LensCommand[];
  /** The tools active beside DagLens. */
  readonly sideTools?: SideToolsParams['tools'];
  /** The Python environments chosen in the editor. */
  readonly pythonEnvironments?: readonly PythonEnvironmentChoice[];
}

/** Request: the DAGs of one file as pictures show them, from its text as it is in the editor now. */
export const DAG_VIEW_REQUEST = 'daglens/dagView';

export interface DagViewParams {
  readonly uri: string;
}

export interface DagViewResult {
  /** In the order in which they are made; places name files by the editor's addresses. */
  readonly dags: readonly DagView[];
  /** Set while the text cannot be parsed as a whole: `dags` holds what the rest of it makes. */
  readonly syntaxError: string | undefined;
}

/** Request: when a DAG of a file will run, and if not, why not; null if the file has no such DAG. */
export const SCHEDULE_REQUEST = 'daglens/schedule';

export interface ScheduleParams {
  readonly uri: string;
  /** Index in the DAGs of the file, as in `DagViewResult.dags`. */
  readonly dagIndex: number;
  /** The time zone of who looks: an IANA name. */
  readonly timeZone: string;
  /** How many runs; 5 if left out. */
  readonly count?: number | undefined;
}

export type ScheduleResult = ScheduleAnswer | null;

/** Request: all DAGs of the workspace, and the assets between them, in one picture. */
export const WORKSPACE_VIEW_REQUEST = 'daglens/workspaceView';

export interface WorkspaceViewResult {
  /** Its tasks are DAGs and assets; places name files by the editor's addresses. */
  readonly view: DagView;
}

/** Request: what the project of a file says about running its DAGs. */
export const RUN_SETTINGS_REQUEST = 'daglens/runSettings';

export interface RunSettingsParams {
  readonly uri: string;
}

/** The runner's settings but for what the client knows: the interpreter and its own environment. */
export interface RunSettingsResult extends ProjectRunSettings {
  /** Slots by pool. */
  readonly pools: Readonly<Record<string, number>>;
}

/** Request: which Airflow, and which packages beside it, the project of a file needs. The parameters are those of `daglens/runSettings`. */
export const NEEDED_PACKAGES_REQUEST = 'daglens/neededPackages';

export interface NeededPackagesResult {
  /** `MAJOR.MINOR[.PATCH]`. */
  readonly version: string;
  readonly root: string;
  /** Names of distributions, sorted: `apache-airflow-providers-google`. */
  readonly packages: readonly string[];
}

/** Request: the scheduled runs of a DAG whose logical dates lie in a range, or the last one before a moment. Moments are ISO. */
export const SCHEDULED_RUNS_REQUEST = 'daglens/scheduledRuns';

export type ScheduledRunsParams = {
  readonly uri: string;
  /** Index in the DAGs of the file, as in `DagViewResult.dags`. */
  readonly dagIndex: number;
} & ({ readonly between: readonly [string, string]; readonly most?: number } | { readonly before: string });

export interface ScheduledRunsResult {
  /** Oldest first. */
  readonly runs: readonly ScheduledRunView[];
  /** There are more than were asked for. */
  readonly isMore: boolean;
  /** Why there are none. */
  readonly because: string | undefined;
}

export interface ScheduledRunView {
  /** ISO in UTC. */
  readonly logicalDate: string;
  readonly dataInterval: readonly [string, string];
}
