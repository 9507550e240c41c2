// The scheduler's decisions: what follows from trigger rules, branches, short circuits, setups and teardowns.

export { type BranchChoice, branchChoices, choiceOf, isMany, isValidTarget, tasksMeant } from './branchTargets';
export { type Decision, decide, isTriggerRule, runsAtOnce } from './decide';
export { decideSetups, decideTask } from './decideTask';
export { meetingPoints } from './meetingPoints';
export {
  type Assumptions,
  type Behaviour,
  type PossibleEnd,
  possibleEnds,
  type Region,
} from './possibleEnds';
export { type RunEnd, runEnd } from './runEnd';
export { runsWhenAllIsWell } from './runsWhenAllIsWell';
export { type Cause, type Decided, type Outcome, settle } from './settle';
export { skippedByBranch, skippedByShortCircuit } from './skips';
export { finalStatesIn, hasState, type StateSet, stateSet } from './stateSets';
export { countStates, type FinalState, type TaskState, type UpstreamCounts, type UpstreamState } from './states';
export { type ScheduledTask, TaskGraph, taskGraph, tasksInOrder } from './taskGraph';
export { TriggerTable } from './triggerTable';
export {
  type ChoiceEffect,
  choiceEffects,
  graphOf,
  type Setting,
  type Settings,
  type WhatIfDag,
  type WhatIfEnd,
  type WhatIfEnds,
  whatIf,
} from './whatIf';
