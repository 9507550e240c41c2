// The scheduler of a run, without a clock and without processes.

export { DagRun } from './dagRun';
export type { EndOfRun } from './ending';
export type { PastStates } from './past';
export { type RetryMoment, retryDelaySeconds } from './retryDelay';
export { graphToRun, tasksNamed } from './runGraph';
export type { Change, Expanded, RunSetup, Start, Step, TryEnd } from './step';
