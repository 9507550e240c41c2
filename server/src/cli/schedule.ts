// `daglens schedule`: when a cron expression, preset or timedelta fires, as Airflow sees it.
import {
  describeTimetable,
  nextRuns,
  parseDelta,
  type RunList,
  type ScheduleArgument,
  type Timetable,
  timetableFor,
  upcomingRuns,
} from '../../../core/schedule';
import { readScheduleOptions, type ScheduleOptions, type ScheduleProject, UsageError } from './scheduleOptions';
import { scheduleJson, scheduleText } from './scheduleReport';

/** Where a command writes. */
export interface CommandOutput {
  stdout(text: string): void;
  stderr(text: string): void;
}

const HELP = `daglens schedule EXPR [options]

Shows when Airflow runs a schedule. EXPR is a cron expression, a preset such as @daily,
timedelta(days=3), relativedelta(months=1) or None.

  --from ISO               show ticks from this time on; counts itself when it is a tick (now)
  --count N                how many (5)
  --timezone TZ            IANA name of the DAG's time zone (default_timezone, else UTC)
  --start-date ISO         start_date of the DAG; a timedelta is counted from it
  --end-date ISO           end_date of the DAG
  --catchup, --no-catchup  show instead what the scheduler starts at --from, with or without the backlog
  --airflow-version V      MAJOR.MINOR[.PATCH]
  --airflow-cfg FILE       airflow.cfg (airflow.cfg in --root)
  --format text|json

Times without an offset are in the time zone. Exit: 0 fine, 1 the schedule is not valid, 2 wrong use.
`;

/** Runs the command with the arguments after `schedule`; `project` fills in what they leave out. The exit code comes back. */
export function scheduleCommand(args: readonly string[], out: CommandOutput, project: ScheduleProject = {}): number {
  try {
    const options = readScheduleOptions(args, project);
    if (!options) return print(out, HELP, 0);
    return answer(options, out);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    out.stderr(`daglens schedule: ${error.message}\n`);
    return 2;
  }
}

function answer(options: ScheduleOptions, out: CommandOutput): number {
  const result = timetableFor(argumentOf(options.expression), options);
  if (!result.ok) return refuse(result.error, options, out);
  const { timetable } = result;
  const reply = { timetable, description: describeTimetable(timetable), list: runsOf(timetable, options) };
  return print(out, options.format === 'json' ? `${scheduleJson(reply)}\n` : scheduleText(reply, options), 0);
}

function argumentOf(expression: string): ScheduleArgument {
  if (expression === 'None') return { kind: 'none' };
  const read = parseDelta(expression);
  if (read && 'error' in read) throw new UsageError(read.error);
  return read ? { kind: 'delta', delta: read.delta } : { kind: 'text', text: expression };
}

function runsOf(timetable: Timetable, options: ScheduleOptions): RunList {
  const { catchup } = options;
  return catchup === undefined
    ? upcomingRuns({ ...options, timetable })
    : nextRuns({ ...options, timetable, catchup, now: options.from });
}

function refuse(error: string, options: ScheduleOptions, out: CommandOutput): number {
  if (options.format === 'json') return print(out, `${JSON.stringify({ version: 1, ok: false, error })}\n`, 1);
  return print(
    out,
    `Airflow ${options.airflowVersion} does not accept ${JSON.stringify(options.expression)}: ${error}\n`,
    1,
  );
}

function print(out: CommandOutput, text: string, exit: number): number {
  out.stdout(text);
  return exit;
}
