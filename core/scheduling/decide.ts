// What the scheduler does with a task whose upstream tasks are in given states: the trigger rules.
// Follows TriggerRuleDep of Airflow 1.10.15, 2.3.4, 2.11.2 and 3.3.2; the versions in which something changed are read from the
// released packages between them. Compared row by row with recorded answers (test/truth/trigger_rules.json).

import { atLeast } from '../text/version';
import type { UpstreamCounts } from './states';

/** `skip` and `upstream_failed` are states that the task gets without being run. */
export type Decision = 'run' | 'wait' | 'skip' | 'upstream_failed';

/** Whether all upstream tasks are done, how many failed themselves or by others, and what counts as harmless. */
interface Situation extends UpstreamCounts {
  readonly allDone: boolean;
  readonly bad: number;
  /** Removed upstream tasks stop no rule from 3.3 on; before, the task waits for ever. */
  readonly harmless: number;
}

type TriggerRule = (now: Situation, version: string) => Decision;

const RULES: ReadonlyMap<string, TriggerRule> = new Map<string, TriggerRule>([
  ['all_success', allSuccess],
  ['all_failed', allFailed],
  ['all_done', ({ allDone }) => (allDone ? 'run' : 'wait')],
  ['all_done_min_one_success', allDoneMinOneSuccess],
  ['all_done_setup_success', allDoneSetupSuccess],
  ['one_success', oneSuccess],
  ['one_failed', ({ bad, allDone }) => (bad ? 'run' : allDone ? 'skip' : 'wait')],
  ['one_done', ({ success, failed, allDone }) => (success + failed ? 'run' : allDone ? 'skip' : 'wait')],
  ['none_failed', noneFailed],
  ['none_failed_min_one_success', noneFailedMinOneSuccess],
  ['none_failed_or_skipped', noneFailedMinOneSuccess],
  ['none_skipped', ({ skipped, allDone }) => (skipped ? 'skip' : allDone ? 'run' : 'wait')],
  ['all_skipped', allSkipped],
]);

/**
 * The decision by the trigger rule alone.
 * @param rule its name; a rule that the scheduler does not know waits for ever
 * @param counts the direct upstream tasks; with none, every rule runs at once
 * @param version of Airflow, such as `2.11.2`
 */
export function decide(rule: string, counts: UpstreamCounts, version: string): Decision {
  return counts.total === 0 ? 'run' : decideByRule(rule, counts, version);
}

/** As `decide`, for a task with upstream tasks of which perhaps no instance counts: that is not the same as having none. */
export function decideByRule(rule: string, counts: UpstreamCounts, version: string): Decision {
  if (runsAtOnce(rule)) return 'run';
  const { success, failed, skipped, upstreamFailed, removed, total } = counts;
  const bad = failed + upstreamFailed;
  const situation: Situation = {
    ...counts,
    bad,
    allDone: success + skipped + bad + removed === total,
    harmless: atLeast(version, 3, 3) ? removed : 0,
  };
  return RULES.get(rule)?.(situation, version) ?? 'wait';
}

/** True for the names that some version knows. */
export function isTriggerRule(rule: string): boolean {
  return RULES.has(rule) || runsAtOnce(rule);
}

/** True for the rules that wait for nothing. */
export function runsAtOnce(rule: string): boolean {
  return rule === 'always' || rule === 'dummy';
}

function allSuccess({ bad, skipped, success, harmless, total }: Situation): Decision {
  if (bad) return 'upstream_failed';
  if (skipped) return 'skip';
  return success + harmless === total ? 'run' : 'wait';
}

function allFailed({ success, skipped, bad, harmless, total }: Situation): Decision {
  if (success || skipped) return 'skip';
  return bad + harmless === total ? 'run' : 'wait';
}

function allDoneMinOneSuccess({ skipped, allDone, success }: Situation): Decision {
  if (skipped) return 'skip';
  if (!allDone) return 'wait';
  return success ? 'run' : 'upstream_failed';
}

function allDoneSetupSuccess({ allDone, setups, setupsSkipped, setupsSuccess }: Situation): Decision {
  if (!allDone) return 'wait';
  if (setups === 0) return 'run';
  if (setupsSkipped === setups) return 'skip';
  return setupsSuccess ? 'run' : 'upstream_failed';
}

/** Up to 2.0, a task with nothing but failures above is skipped. */
function oneSuccess({ success, allDone, skipped, total }: Situation, version: string): Decision {
  if (success) return 'run';
  if (!allDone) return 'wait';
  return skipped === total || !atLeast(version, 2, 1) ? 'skip' : 'upstream_failed';
}

function noneFailed({ bad, success, skipped, harmless, total }: Situation): Decision {
  if (bad) return 'upstream_failed';
  return success + skipped + harmless === total ? 'run' : 'wait';
}

function noneFailedMinOneSuccess(now: Situation, version: string): Decision {
  const { bad, success, skipped, total, allDone } = now;
  if (bad) return 'upstream_failed';
  if (skipped === total) return 'skip';
  if (!atLeast(version, 3, 3)) return success + skipped === total ? 'run' : 'wait';
  if (!allDone) return 'wait';
  return success ? 'run' : 'upstream_failed';
}

/** Before 2.7, upstream_failed tasks did not count as not skipped. */
function allSkipped({ success, failed, upstreamFailed, skipped, total }: Situation, version: string): Decision {
  if (success || failed || (upstreamFailed && atLeast(version, 2, 7))) return 'skip';
  return skipped === total ? 'run' : 'wait';
}
