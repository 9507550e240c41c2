// Moments of a schedule in words.

import type { Moment, RunView, ScheduleAnswer } from '../../../core/ir/scheduleAnswer';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-22T05:00:00+01:00` → `Sun 22 Nov 2026, 05:00`; the year and the seconds only where they say something. */
export function dayAndTime(iso: string, now: number): string {
  const [date = '', clock = ''] = iso.split('T');
  const [year, month, day] = date.split('-').map(Number);
  const weekday = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  const inYear = year === new Date(now).getUTCFullYear() ? '' : ` ${year}`;
  const time = /^(\d\d:\d\d)(:(?!00)\d\d)?/.exec(clock);
  return `${weekday} ${day} ${MONTHS[month! - 1]}${inYear}, ${time?.[1] ?? ''}${time?.[2] ?? ''}`;
}

/** How long until a moment: `in 3 h 20 min`, `in 1 day 4 h`, `in 5 days`. */
export function until(at: number, now: number): string {
  const minutes = Math.max(0, Math.round((at - now) / 60_000));
  if (minutes < 1) return 'now';
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 && hours < 10 ? `in ${hours} h ${minutes % 60} min` : `in ${hours} h`;
  const days = Math.floor(hours / 24);
  return days === 1 ? `in 1 day ${hours % 24} h` : `in ${days} days`;
}

/** The data interval of a run; undefined where it has none. */
export function interval({ start, end }: RunView, now: number): string | undefined {
  if (start.at === end.at) return undefined;
  return `data of ${dayAndTime(start.local, now)} to ${dayAndTime(end.local, now)}`;
}

/** The moment on the reader's own clock; undefined where that shows the same. */
export function ownClock({ local, viewer }: Moment, now: number): string | undefined {
  return local.slice(0, 19) === viewer.slice(0, 19) ? undefined : `${dayAndTime(viewer, now)} your time`;
}

/** The schedule in one line: the next run, or why there is none. */
export function headline({ outcome, runs, notes, zone }: ScheduleAnswer, now: number): string {
  const [next] = runs;
  if (outcome === 'runs' && next)
    return `Next run ${dayAndTime(next.runAfter.local, now)}${zone ? ` ${zone}` : ''}, ${until(next.runAfter.at, now)}`;
  const why = notes.find(({ kind }) => kind !== 'info') ?? notes[0];
  if (why) return why.message;
  if (outcome === 'events') return 'Runs when its assets are updated.';
  return outcome === 'never' ? 'Never runs by itself.' : 'When it runs is not known.';
}
