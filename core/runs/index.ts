// Runs: what happens in them, and what is known of them. The same for every engine.

export { isRequired, missingValues, needsForm, paramTypes, unansweredWords } from './params';
export type { ProjectRunSettings } from './projectRunSettings';
export type {
  EngineId,
  InstanceKey,
  RaisedFrame,
  RunEnded,
  RunEvent,
  RunStarted,
  StateChanged,
  TaskRaised,
  TriggeredBy,
  XComPushed,
} from './runEvent';
export type { MappedGroup, RunnableDag, RunnableParam, RunnableTask } from './runnableDag';
export {
  applyEvent,
  emptyRecord,
  type InstanceRecord,
  instanceName,
  type KeptValue,
  type RunRecord,
  type TryRecord,
} from './runRecord';
export { isFinal, type RunState, TASK_INSTANCE_STATES, type TaskInstanceState } from './states';
export { type TaskProgress, taskProgress, weightiest } from './taskProgress';
export { inWaves } from './waves';
