// `daglens schedule`: when a cron expression, preset or timedelta fires, as Airflow sees it; with --explain, when a DAG does.
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
import { joinPath } from '../../../core/workspace/paths';
import { projectConfig } from '../../../core/workspace/projectFolders';
import { detectVersion } from '../../../core/workspace/versionDetection';
import { diskFiles } from '../diskFiles';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { openProject } from './project';
import { explainSchedule } from './scheduleExplain';
import { readScheduleOptions, SCHEDULE_OPTIONS, type ScheduleOptions, type ScheduleProject } from './scheduleOptions';
import { scheduleJson, scheduleText } from './scheduleReport';
import { type Output, UsageError, type World } from './world';

export const scheduleCommand: Command = {
  name: 'schedule',
  usage: 'EXPR',
  summary:
    'tell when a cron expression, preset, timedelta(…) or relativedelta(…) runs; --explain FILE: when its DAGs run',
  options: SCHEDULE_OPTIONS,
  run: async (args, world) =>
    args.has('explain')
      ? explainSchedule(args, world)
      : answer(readScheduleOptions(args, projectOf(args, world)), world.out),
};

function projectOf(args: Arguments, world: World): ScheduleProject {
  const files = diskFiles();
  const { settings } = openProject(args, world, files);
  const { version } = detectVersion(files, settings, joinPath(settings.root, 'airflow.cfg'));
  return { airflowVersion: version, config: projectConfig(files, settings, version) };
}

function answer(options: ScheduleOptions, out: Output): number {
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

function refuse(error: string, options: ScheduleOptions, out: Output): number {
  if (options.format === 'json') return print(out, `${JSON.stringify({ version: 1, ok: false, error })}\n`, 1);
  return print(
    out,
    `Airflow ${options.airflowVersion} does not accept ${JSON.stringify(options.expression)}: ${error}\n`,
    1,
  );
}

function print(out: Output, text: string, exit: number): number {
  out.write(text);
  return exit;
}
