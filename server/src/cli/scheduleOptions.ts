// The arguments of `daglens schedule`, read and checked.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { catchupByDefault, type Instant, instantOf, isKnownZone, type Zone, zoneNamed } from '../../../core/schedule';
import { type AirflowConfig, readAirflowConfig } from '../../../core/workspace/airflowConfig';
import { NEWEST_AIRFLOW } from '../../../core/workspace/airflowVersions';

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

/** What the project says, for whatever the command line leaves out. */
export interface ScheduleProject {
  readonly airflowVersion?: string | undefined;
  readonly config?: AirflowConfig | undefined;
}

/** A wrong use of the command; the message goes to the user. */
export class UsageError extends Error {}

const DEFINITIONS = {
  timezone: { type: 'string' },
  from: { type: 'string' },
  count: { type: 'string' },
  'start-date': { type: 'string' },
  'end-date': { type: 'string' },
  catchup: { type: 'boolean' },
  'no-catchup': { type: 'boolean' },
  'airflow-version': { type: 'string' },
  'airflow-cfg': { type: 'string' },
  format: { type: 'string' },
  root: { type: 'string' },
  path: { type: 'string', multiple: true },
  'dags-folder': { type: 'string' },
  'plugins-folder': { type: 'string' },
  variables: { type: 'string' },
  connections: { type: 'string' },
  env: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HIGHEST_COUNT = 100_000;
const HAS_OFFSET = /(?:z|[+-]\d\d(?::?\d\d)?)$/i;

type Values = ReturnType<typeof parseArguments>['values'];

/** The options; undefined if help is asked for. Throws UsageError. */
export function readScheduleOptions(args: readonly string[], project: ScheduleProject): ScheduleOptions | undefined {
  const { values, positionals } = parseArguments(args);
  if (values.help) return undefined;
  const [expression, ...rest] = positionals;
  if (expression === undefined) throw new UsageError("Name the schedule, for example: daglens schedule '0 6 * * 1-5'");
  if (rest.length > 0) throw new UsageError(`Put the expression in quotes; '${rest[0]}' is one argument too many.`);
  const airflowVersion = version(values['airflow-version'] ?? project.airflowVersion ?? NEWEST_AIRFLOW);
  const config = configuration(values, project, airflowVersion);
  const zone = knownZone(values.timezone ?? systemZone(config.defaultTimezone));
  const moment = (name: 'from' | 'start-date' | 'end-date') => instant(name, values[name], zone);
  return {
    expression,
    airflowVersion,
    createCronDataIntervals: config.createCronDataIntervals,
    zone,
    from: moment('from') ?? Date.now(),
    startDate: moment('start-date'),
    endDate: moment('end-date'),
    catchup: catchupOf(values, config, airflowVersion),
    count: countOf(values.count ?? '5'),
    format: formatOf(values.format ?? 'text'),
  };
}

function parseArguments(args: readonly string[]) {
  try {
    // An expression such as '-1 0 * * *' is no option: nothing of ours starts with a dash and a digit.
    const [start, end] = split(args);
    const parsed = parseArgs({ args: start, options: DEFINITIONS, allowPositionals: true, strict: true });
    return { values: parsed.values, positionals: [...parsed.positionals, ...end] };
  } catch (error) {
    // Node adds advice about its own `--` after the first sentence.
    throw new UsageError(
      error instanceof Error ? `${error.message.split('. ')[0]!.replace(/\.$/, '')}.` : String(error),
    );
  }
}

function split(args: readonly string[]): [string[], string[]] {
  const isExpression = (arg: string) => /^-\d/.test(arg);
  return [args.filter((arg) => !isExpression(arg)), args.filter(isExpression)];
}

function configuration(values: Values, project: ScheduleProject, airflowVersion: string): AirflowConfig {
  const given = values['airflow-cfg'];
  if (given === undefined && project.config) return project.config;
  const file = given ?? path.join(values.root ?? '.', 'airflow.cfg');
  if (given !== undefined && !existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  return readAirflowConfig(text, new Map(environment), airflowVersion);
}

function systemZone(name: string): string {
  return name === 'system' ? Intl.DateTimeFormat().resolvedOptions().timeZone : name;
}

function knownZone(name: string): Zone {
  const zone = zoneNamed(name);
  if (zone) return zone;
  const why = isKnownZone(name)
    ? 'has no times on this machine'
    : 'is not a time zone; use an IANA name such as Europe/Paris';
  throw new UsageError(`'${name}' ${why}.`);
}

function version(text: string): string {
  if (/^\d+\.\d+(\.\d+)?\w*$/.test(text)) return text;
  throw new UsageError(`'${text}' is not an Airflow version; write it as MAJOR.MINOR or MAJOR.MINOR.PATCH.`);
}

/** A time without an offset is on the wall clock of the zone. */
function instant(name: string, text: string | undefined, zone: Zone): Instant | undefined {
  if (text === undefined) return undefined;
  const read = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: 'utc' });
  if (!read.isValid) throw new UsageError(`--${name} '${text}' is not an ISO 8601 time such as 2026-01-02T00:00:00Z.`);
  const hasOffset = text.includes(':') && HAS_OFFSET.test(text.trim());
  return hasOffset ? read.toMillis() : instantOf(read.toMillis(), zone);
}

function catchupOf(values: Values, config: AirflowConfig, airflowVersion: string): boolean | undefined {
  if (values.catchup && values['no-catchup']) throw new UsageError('Give either --catchup or --no-catchup, not both.');
  if (values.catchup) return true;
  if (values['no-catchup']) return false;
  // A configured default that differs from the version's own is a wish of the project.
  return config.catchupByDefault === catchupByDefault(airflowVersion) ? undefined : config.catchupByDefault;
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= HIGHEST_COUNT) return count;
  throw new UsageError(`--count '${text}' is not a number from 0 to ${HIGHEST_COUNT}.`);
}

function formatOf(text: string): 'text' | 'json' {
  if (text === 'text' || text === 'json') return text;
  throw new UsageError(`--format '${text}' is not one of text, json.`);
}
