// How long a task waits for its next try (`next_retry_datetime` of 1.10.15, 2.3.4, 2.11.2 and 3.3.2).

import type { RunnableTask } from '../../runs';
import { atLeast } from '../../text/version';

/** `MAX_RETRY_DELAY`: a day. Before 2.6 nothing but the range of Python's timedelta limits it. */
const LONGEST_SECONDS = 24 * 60 * 60;
const LONGEST_TIMEDELTA_SECONDS = 86_399_999_999_999;

export interface RetryMoment {
  readonly dagId: string;
  /** ISO in UTC; null: a run without logical date. */
  readonly logicalDate: string | null;
  /** Of the try that has failed, from 1. */
  readonly tryNumber: number;
  readonly version: string;
  /** SHA-1 of a text, as hexadecimal digits: it spreads tries in a way that is the same each time. */
  readonly sha1: (text: string) => string;
}

/** Seconds from the end of a failed try to the next one. With backoff between once and twice the grown delay. */
export function retryDelaySeconds(task: RunnableTask, moment: RetryMoment): number {
  const { retryDelaySeconds: delay, retryBackoff: factor, maxRetryDelaySeconds: most } = task;
  if (factor <= 0 || factor === 1) return delay;
  const { version, tryNumber } = moment;
  const longest = atLeast(version, 2, 6) ? LONGEST_SECONDS : LONGEST_TIMEDELTA_SECONDS;
  const grown = Math.min(Math.max(1, Math.ceil(delay * factor ** (tryNumber - 1))), LONGEST_TIMEDELTA_SECONDS);
  const spread = grown + Number(BigInt(`0x${moment.sha1(hashed(task, moment))}`) % BigInt(grown));
  return Math.min(spread, longest, most ?? Infinity);
}

function hashed({ id }: RunnableTask, { dagId, logicalDate, tryNumber, version }: RetryMoment): string {
  const date = logicalDate === null ? 'None' : logicalDate.replace('T', ' ').replace(/(?:\.000)?Z$/, '+00:00');
  // Before 2.11 the number was already that of the next try.
  const number = atLeast(version, 2, 10) ? tryNumber : tryNumber + 1;
  return `${dagId}#${id}#${date}#${number}`;
}
