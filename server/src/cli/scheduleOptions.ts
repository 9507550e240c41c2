// The options of `daglens schedule`, read and checked.
import { DateTime } from 'luxon';
import { catchupByDefault, type Instant, instantOf, isKnownZone, type Zone, zoneNamed } from '../../../core/schedule';
import type { AirflowConfig } from '../../../core/workspace/airflowConfig';
import type { Arguments, OptionSpec } from './arguments';
import { UsageError } from './world';

export interface ScheduleOptions {
  readonly expression: string;
  readonly airflowVersion: string;
  readonly createCronDataIntervals: boolean;
  readonly zone: Zone;
  readonly from: Instant;
  readonly startDate: Instant | undefined;
  readonly endDate: Instant | undefined;
  /** Undefined: not given, so show the ticks from `from` on. */
  readonly catchup: boolean | undefined;
  readonly count: number;
  readonly format: 'text' | 'json';
}

/** What holds in the project. */
export interface ScheduleProject {
  readonly airflowVersion: string;
  readonly config: AirflowConfig;
}

/** The options of its own. */
export const SCHEDULE_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'explain',
    summary: 'FILE [DAG_ID] instead of EXPR: when the DAGs of a file run next, and if they do not, why not',
  },
  {
    name: 'from',
    value: 'ISO',
    summary: 'runs from this time on; counts itself when it is one (default: now); without an offset in the time zone',
  },
  { name: 'count', value: 'N', summary: 'how many runs (default: 5)' },
  {
    name: 'timezone',
    value: 'TZ',
    summary: "IANA name of the DAG's time zone (default: default_timezone, else UTC); with --explain of yours",
  },
  { name: 'start-date', value: 'ISO', summary: 'start_date of the DAG; a timedelta is counted from it' },
  { name: 'end-date', value: 'ISO', summary: 'end_date of the DAG' },
  { name: 'catchup', summary: 'what the scheduler starts at --from, with the backlog' },
  { name: 'no-catchup', summary: 'what the scheduler starts at --from, without the backlog' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: 'text or json' },
];

const HIGHEST_COUNT = 100_000;
const HAS_OFFSET = /(?:z|[+-]\d\d(?::?\d\d)?)$/i;

/** Reads the options. @throws UsageError */
export function readScheduleOptions(args: Arguments, { airflowVersion, config }: ScheduleProject): ScheduleOptions {
  const zone = knownZone(args.one('timezone') ?? systemZone(config.defaultTimezone));
  const moment = (name: 'from' | 'start-date' | 'end-date') => instant(name, args.one(name), zone);
  return {
    expression: expressionOf(args),
    airflowVersion,
    createCronDataIntervals: config.createCronDataIntervals,
    zone,
    from: moment('from') ?? Date.now(),
    startDate: moment('start-date'),
    endDate: moment('end-date'),
    catchup: catchupOf(args, config, airflowVersion),
    count: countOf(args.one('count') ?? '5'),
    format: args.one('format') === 'json' ? 'json' : 'text',
  };
}

function expressionOf({ positionals: [expression, ...rest] }: Arguments): string {
  if (expression === undefined) throw new UsageError("name the schedule: daglens schedule '0 6 * * 1-5'.");
  if (rest.length > 0) throw new UsageError(`put the schedule in quotes; '${rest[0]}' is one argument too many.`);
  return expression;
}

function systemZone(name: string): string {
  return name === 'system' ? Intl.DateTimeFormat().resolvedOptions().timeZone : name;
}

/** The zone of a name. @throws UsageError */
export function knownZone(name: string): Zone {
  const zone = zoneNamed(name);
  if (zone) return zone;
  const why = isKnownZone(name)
    ? 'has no times on this machine'
    : 'is not a time zone; use an IANA name such as Europe/Paris';
  throw new UsageError(`'${name}' ${why}.`);
}

/** The instant of an option's text; without an offset it is on the wall clock of the zone. @throws UsageError */
export function instant(name: string, text: string | undefined, zone: Zone): Instant | undefined {
  if (text === undefined) return undefined;
  const read = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: 'utc' });
  if (!read.isValid) throw new UsageError(`--${name} '${text}' is not an ISO 8601 time such as 2026-01-02T00:00:00Z.`);
  const hasOffset = text.includes(':') && HAS_OFFSET.test(text.trim());
  return hasOffset ? read.toMillis() : instantOf(read.toMillis(), zone);
}

function catchupOf(args: Arguments, config: AirflowConfig, airflowVersion: string): boolean | undefined {
  if (args.has('catchup') && args.has('no-catchup')) throw new UsageError('give --catchup or --no-catchup, not both.');
  if (args.has('catchup')) return true;
  if (args.has('no-catchup')) return false;
  // A configured default that differs from the version's own is a wish of the project.
  return config.catchupByDefault === catchupByDefault(airflowVersion) ? undefined : config.catchupByDefault;
}

/** The number of runs. @throws UsageError */
export function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= HIGHEST_COUNT) return count;
  throw new UsageError(`--count '${text}' is not a number from 0 to ${HIGHEST_COUNT}.`);
}
