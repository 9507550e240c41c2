// The rules, in the order of their names.

import { bashCommandTemplateSuffix } from './bash-command-template-suffix';
import { branchJoinSkipped } from './branch-join-skipped';
import { branchTargetNotDownstream } from './branch-target-not-downstream';
import { callableCalled } from './callable-called';
import { chainLengthMismatch } from './chain-length-mismatch';
import { conflictingScheduleArguments } from './conflicting-schedule-arguments';
import { contradictoryArguments } from './contradictory-arguments';
import { cronNeverFires } from './cron-never-fires';
import { crossDagEdge } from './cross-dag-edge';
import { cycle } from './cycle';
import { dagNeverInstantiated } from './dag-never-instantiated';
import { dagNotCollected } from './dag-not-collected';
import { dagTriggersItself } from './dag-triggers-itself';
import { dependencyComparison } from './dependency-comparison';
import { dependencyTuple } from './dependency-tuple';
import { deprecatedArgument } from './deprecated-argument';
import { deprecatedImport } from './deprecated-import';
import { deprecatedTriggerRule } from './deprecated-trigger-rule';
import { duplicateDagId } from './duplicate-dag-id';
import { duplicateGroupId } from './duplicate-group-id';
import { duplicateTaskId } from './duplicate-task-id';
import { dynamicStartDate } from './dynamic-start-date';
import { endBeforeStart } from './end-before-start';
import { externalScheduleMismatch } from './external-schedule-mismatch';
import { failFastTriggerRule } from './fail-fast-trigger-rule';
import { fileRaises } from './file-raises';
import { implicitCatchup } from './implicit-catchup';
import { invalidArgumentType } from './invalid-argument-type';
import { invalidAsset } from './invalid-asset';
import { invalidCron } from './invalid-cron';
import { invalidDagId } from './invalid-dag-id';
import { invalidDependency } from './invalid-dependency';
import { invalidExpandArgument } from './invalid-expand-argument';
import { invalidGroupId } from './invalid-group-id';
import { invalidParamDefault } from './invalid-param-default';
import { invalidPreset } from './invalid-preset';
import { invalidScheduleType } from './invalid-schedule-type';
import { invalidSensorMode } from './invalid-sensor-mode';
import { invalidSetupTeardown } from './invalid-setup-teardown';
import { invalidTaskId } from './invalid-task-id';
import { invalidTriggerRule } from './invalid-trigger-rule';
import { invalidWeightRule } from './invalid-weight-rule';
import { isolatedTask } from './isolated-task';
import { jinjaInFstring } from './jinja-in-fstring';
import { jinjaSyntax } from './jinja-syntax';
import { jinjaUnknownFilter } from './jinja-unknown-filter';
import { jinjaUnknownName } from './jinja-unknown-name';
import { jinjaUntemplatedField } from './jinja-untemplated-field';
import { listShiftList } from './list-shift-list';
import { missingOperatorArgument } from './missing-operator-argument';
import { missingProvider } from './missing-provider';
import { missingStartDate } from './missing-start-date';
import { missingTaskId } from './missing-task-id';
import { missingTaskflowArgument } from './missing-taskflow-argument';
import { missingTemplateFile } from './missing-template-file';
import { negativeSchedule } from './negative-schedule';
import { partialNeverExpanded } from './partial-never-expanded';
import { positionalOperatorArgument } from './positional-operator-argument';
import { removedContextVariable } from './removed-context-variable';
import { removedDagArgument } from './removed-dag-argument';
import { removedImport } from './removed-import';
import { removedOperatorArgument } from './removed-operator-argument';
import type { Rule } from './rule';
import { runtimeVaryingArgument } from './runtime-varying-argument';
import { syntaxError } from './syntax-error';
import { taskGroupIdCollision } from './task-group-id-collision';
import { taskResultIterated } from './task-result-iterated';
import { taskWithoutDag } from './task-without-dag';
import { taskflowContextParameter } from './taskflow-context-parameter';
import { topLevelConnection } from './top-level-connection';
import { topLevelIo } from './top-level-io';
import { topLevelVariable } from './top-level-variable';
import { triggerRuleNeverMet } from './trigger-rule-never-met';
import { triggerRuleOnRoot } from './trigger-rule-on-root';
import { uncalledTaskInDependency } from './uncalled-task-in-dependency';
import { undefinedName } from './undefined-name';
import { unknownBranchTarget } from './unknown-branch-target';
import { unknownConnection } from './unknown-connection';
import { unknownDagArgument } from './unknown-dag-argument';
import { unknownDagId } from './unknown-dag-id';
import { unknownDefaultArgument } from './unknown-default-argument';
import { unknownExternalTask } from './unknown-external-task';
import { unknownImport } from './unknown-import';
import { unknownOperatorArgument } from './unknown-operator-argument';
import { unknownPool } from './unknown-pool';
import { unknownTaskDecorator } from './unknown-task-decorator';
import { unknownTaskId } from './unknown-task-id';
import { unknownTaskflowArgument } from './unknown-taskflow-argument';
import { unknownTimezone } from './unknown-timezone';
import { unknownXcomKey } from './unknown-xcom-key';
import { unknownXcomTask } from './unknown-xcom-task';
import { unusedSuppression } from './unused-suppression';
import { unusedTaskFunction } from './unused-task-function';
import { xcomPullNotUpstream } from './xcom-pull-not-upstream';

/** Every rule. `npm run new-rule` adds to it. */
export const RULES: readonly Rule[] = [
  bashCommandTemplateSuffix,
  branchJoinSkipped,
  branchTargetNotDownstream,
  callableCalled,
  chainLengthMismatch,
  conflictingScheduleArguments,
  contradictoryArguments,
  cronNeverFires,
  crossDagEdge,
  cycle,
  dagTriggersItself,
  dagNeverInstantiated,
  dagNotCollected,
  dependencyComparison,
  dependencyTuple,
  deprecatedArgument,
  deprecatedImport,
  deprecatedTriggerRule,
  duplicateDagId,
  duplicateGroupId,
  duplicateTaskId,
  externalScheduleMismatch,
  failFastTriggerRule,
  dynamicStartDate,
  endBeforeStart,
  fileRaises,
  implicitCatchup,
  invalidArgumentType,
  invalidAsset,
  invalidCron,
  invalidDagId,
  invalidDependency,
  invalidExpandArgument,
  invalidGroupId,
  invalidParamDefault,
  invalidPreset,
  invalidScheduleType,
  invalidSensorMode,
  invalidSetupTeardown,
  invalidTaskId,
  invalidTriggerRule,
  invalidWeightRule,
  isolatedTask,
  jinjaInFstring,
  jinjaSyntax,
  jinjaUnknownFilter,
  jinjaUnknownName,
  jinjaUntemplatedField,
  listShiftList,
  missingOperatorArgument,
  missingProvider,
  missingStartDate,
  missingTaskId,
  missingTaskflowArgument,
  missingTemplateFile,
  negativeSchedule,
  partialNeverExpanded,
  positionalOperatorArgument,
  removedContextVariable,
  removedDagArgument,
  removedImport,
  removedOperatorArgument,
  runtimeVaryingArgument,
  syntaxError,
  taskGroupIdCollision,
  taskResultIterated,
  taskflowContextParameter,
  triggerRuleNeverMet,
  triggerRuleOnRoot,
  taskWithoutDag,
  topLevelConnection,
  topLevelIo,
  topLevelVariable,
  uncalledTaskInDependency,
  undefinedName,
  unknownBranchTarget,
  unknownConnection,
  unknownDagArgument,
  unknownDagId,
  unknownExternalTask,
  unknownDefaultArgument,
  unknownImport,
  unknownOperatorArgument,
  unknownPool,
  unknownTaskDecorator,
  unknownTaskId,
  unknownTaskflowArgument,
  unknownTimezone,
  unknownXcomKey,
  unknownXcomTask,
  unusedSuppression,
  unusedTaskFunction,
  xcomPullNotUpstream,
];
