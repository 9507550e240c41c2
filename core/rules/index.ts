// The rules, in the order of their names.

import { branchTargetNotDownstream } from './branch-target-not-downstream';
import { chainLengthMismatch } from './chain-length-mismatch';
import { conflictingScheduleArguments } from './conflicting-schedule-arguments';
import { cronNeverFires } from './cron-never-fires';
import { crossDagEdge } from './cross-dag-edge';
import { cycle } from './cycle';
import { duplicateDagId } from './duplicate-dag-id';
import { duplicateGroupId } from './duplicate-group-id';
import { duplicateTaskId } from './duplicate-task-id';
import { fileRaises } from './file-raises';
import { invalidCron } from './invalid-cron';
import { invalidDagId } from './invalid-dag-id';
import { invalidGroupId } from './invalid-group-id';
import { invalidPreset } from './invalid-preset';
import { invalidScheduleType } from './invalid-schedule-type';
import { invalidTaskId } from './invalid-task-id';
import { invalidTriggerRule } from './invalid-trigger-rule';
import { listShiftList } from './list-shift-list';
import { missingStartDate } from './missing-start-date';
import { missingTaskId } from './missing-task-id';
import { negativeSchedule } from './negative-schedule';
import { positionalOperatorArgument } from './positional-operator-argument';
import type { Rule } from './rule';
import { syntaxError } from './syntax-error';
import { taskGroupIdCollision } from './task-group-id-collision';
import { unknownBranchTarget } from './unknown-branch-target';
import { unknownTaskId } from './unknown-task-id';
import { unknownTimezone } from './unknown-timezone';

/** Every rule. `npm run new-rule` adds to it. */
export const RULES: readonly Rule[] = [
  branchTargetNotDownstream,
  chainLengthMismatch,
  conflictingScheduleArguments,
  cronNeverFires,
  crossDagEdge,
  cycle,
  duplicateDagId,
  duplicateGroupId,
  duplicateTaskId,
  fileRaises,
  invalidCron,
  invalidDagId,
  invalidGroupId,
  invalidPreset,
  invalidScheduleType,
  invalidTaskId,
  invalidTriggerRule,
  listShiftList,
  missingStartDate,
  missingTaskId,
  negativeSchedule,
  positionalOperatorArgument,
  syntaxError,
  taskGroupIdCollision,
  unknownBranchTarget,
  unknownTaskId,
  unknownTimezone,
];
