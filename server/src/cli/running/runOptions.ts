// The options of `daglens run`, read and checked.

import type { EngineId } from '../../../../core/runs';
import { UTC } from '../../../../core/schedule';
import type { Mark } from '../../../../runner/src/engine';
import type { Arguments, OptionSpec } from '../arguments';
import { instant } from '../scheduleOptions';
import { UsageError, type World } from '../world';

export interface RunOptions {
  /** As given: a path, seen from the current folder. */
  readonly path: string;
  readonly dagId: string | undefined;
  readonly tasks: readonly string[];
  readonly from: string | undefined;
  readonly dryRun: boolean;
  /** ISO with offset. */
  readonly logicalDate: string | undefined;
  readonly backfill: { readonly from: number; readonly to: number } | undefined;
  readonly conf: Readonly<Record<string, unknown>>;
  readonly engine: EngineId | 'auto';
  readonly marks: ReadonlyMap<string, Mark>;
  readonly parallelism: number;
  readonly python: string | undefined;
  readonly format: 'text' | 'json';
}

const MARKS = ['success', 'failed', 'skipped', 'absent'];

export const RUN_OPTIONS: readonly OptionSpec[] = [
  { name: 'task', value: 'ID', repeatable: true, summary: 'only this task (can be repeated)' },
  { name: 'from', value: 'ID', summary: 'this task and all after it, with the results of the last run' },
  { name: 'dry-run', summary: 'execute nothing: show the order, and what the templates render to' },
  { name: 'logical-date', value: 'ISO', summary: 'the logical date (default: now); without an offset in UTC' },
  { name: 'conf', value: 'JSON', summary: 'the configuration of the run: an object' },
  {
    ...{ name: 'engine', value: 'ENGINE', choices: ['auto', 'builtin', 'airflow', 'remote'] },
    summary: 'builtin, airflow (a real one), remote, or auto: airflow if it is installed, else builtin',
  },
  {
    ...{ name: 'mark', value: 'TASK=STATE', repeatable: true },
    summary: 'do not run the task, but let it end so: success, failed, skipped, absent (can be repeated)',
  },
  { name: 'parallelism', value: 'N', summary: 'most tasks at the same time (default: 8)' },
  {
    ...{ name: 'backfill', value: 'FROM TO', isRange: true },
    summary: 'one run for each date of the schedule in this range, in order',
  },
  { name: 'python', value: 'FILE', summary: 'the Python interpreter (default: that of the project, else python3)' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: 'text or json' },
];

const DEFAULT_PARALLELISM = 8;
const HIGHEST_PARALLELISM = 512;

/** Reads the options. @throws UsageError */
export function readRunOptions(args: Arguments): RunOptions {
  const [path, dagId, ...rest] = args.positionals;
  if (path === undefined || rest.length > 0)
    throw new UsageError('name a file, and perhaps a DAG in it: daglens run dags/etl.py etl.');
  const options: RunOptions = {
    ...{ path, dagId, tasks: args.list('task'), from: args.one('from'), dryRun: args.has('dry-run') },
    ...{ logicalDate: dateOf(args), backfill: rangeOf(args.one('backfill')), conf: confOf(args.one('conf')) },
    ...{ engine: (args.one('engine') ?? 'auto') as RunOptions['engine'], marks: marksOf(args.all('mark')) },
    ...{ parallelism: parallelismOf(args.one('parallelism')), python: args.one('python') },
    format: args.one('format') === 'json' ? 'json' : 'text',
  };
  if (options.from !== undefined && options.tasks.length > 0) throw new UsageError('give --task or --from, not both.');
  if (options.backfill && options.logicalDate) throw new UsageError('give --logical-date or --backfill, not both.');
  if (options.backfill && options.dryRun) throw new UsageError('give --dry-run or --backfill, not both.');
  return options;
}

/** The path of an interpreter that is named by a path; a name such as `python3.12` stays what it is. */
export function pythonAt(python: string | undefined, { cwd }: World, resolve: (cwd: string, path: string) => string) {
  return python === undefined || !/[\\/]/.test(python) ? python : resolve(cwd, python);
}

function dateOf(args: Arguments): string | undefined {
  const text = args.one('logical-date');
  const at = instant('logical-date', text, UTC);
  if (at === undefined) return undefined;
  // Python's dates are finer than ours.
  const micros = /\.\d{3}(\d{1,3})(?!\d)/.exec(text ?? '')?.[1];
  const date = new Date(at).toISOString();
  return micros === undefined
    ? date.replace('.000', '').replace('Z', '+00:00')
    : date.replace('Z', `${micros.padEnd(3, '0')}+00:00`);
}

function rangeOf(text: string | undefined): RunOptions['backfill'] {
  if (text === undefined) return undefined;
  const [from, to, ...rest] = text.split(/\/|\.\./);
  if (!from || !to || rest.length > 0)
    throw new UsageError(`--backfill '${text}' is not a range such as 2026-01-01/2026-01-31.`);
  const range = { from: instant('backfill', from, UTC)!, to: instant('backfill', to, UTC)! };
  if (range.from > range.to) throw new UsageError(`--backfill '${text}' ends before it begins.`);
  return range;
}

function confOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const conf: unknown = JSON.parse(text);
    if (typeof conf === 'object' && conf !== null && !Array.isArray(conf)) return conf as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new UsageError(`--conf is not a JSON object such as '{"day": 1}'.`);
}

function marksOf(given: readonly string[]): Map<string, Mark> {
  return new Map(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      const [task, mark] = [text.slice(0, at), text.slice(at + 1)];
      if (at < 1 || !MARKS.includes(mark))
        throw new UsageError(`--mark '${text}' is not TASK=STATE, with ${MARKS.join(', ')} as the state.`);
      return [task, mark as Mark];
    }),
  );
}

function parallelismOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PARALLELISM;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= HIGHEST_PARALLELISM) return count;
  throw new UsageError(`--parallelism '${text}' is not a number from 1 to ${HIGHEST_PARALLELISM}.`);
}
