// What the names of a template mean, as far as that is known before a run: dates, params, macros (2.11.2 and 3.3.2).

import {
  asText,
  Callable,
  durationOf,
  isoFormat,
  Moment,
  type Names,
  NotKnown,
  type Rendered,
  strftime,
} from '../template/render';
import { atLeast } from '../text/version';

export interface KnownOfRun {
  readonly version: string;
  readonly dagId: string;
  readonly taskId: string;
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly logicalDate: number;
  /** Undefined: it is not known. */
  readonly interval: { readonly start: number; readonly end: number } | undefined;
  readonly params: ReadonlyMap<string, Rendered>;
  /** Values of Airflow Variables that the project says. */
  readonly variables: ReadonlyMap<string, string>;
}

const DAY_MS = 86_400_000;

/** The names and filters of a task's templates. */
export function templateNames(run: KnownOfRun): Names {
  const values = valuesOf(run);
  return {
    value: (name) => {
      const found = values.get(name);
      if (found === undefined) throw new NotKnown(`'${name}' is known only when it is run`);
      return found;
    },
    filter: (name) => {
      const found = FILTERS[name];
      if (!found) throw new NotKnown(`the filter '${name}' is worked out only when it is run`);
      return found;
    },
  };
}

function valuesOf(run: KnownOfRun): Map<string, Rendered> {
  const { version, dagId, taskId, runId, logicalDate, interval, params, variables } = run;
  const id = (name: string, value: string): Rendered => new Map([[name, value]]);
  const instance = new Map<string, Rendered>([
    ['task_id', taskId],
    ['dag_id', dagId],
    ['run_id', runId],
  ]);
  return new Map<string, Rendered>([
    ...dateNames(logicalDate),
    ...(interval
      ? ([
          ['data_interval_start', new Moment(interval.start)],
          ['data_interval_end', new Moment(interval.end)],
        ] as const)
      : []),
    ...(atLeast(version, 3) ? [] : earlierNames(logicalDate)),
    ...([
      ['dag', id('dag_id', dagId)],
      ['task', id('task_id', taskId)],
      ['ti', instance],
      ['task_instance', instance],
    ] as const),
    ...([
      ['run_id', runId],
      ['params', params],
      ['macros', MACROS],
    ] as const),
    ['var', new Map<string, Rendered>([['value', variables]])],
  ]);
}

function dateNames(at: number): [string, Rendered][] {
  const ts = isoFormat(at);
  return [
    ...([
      ['logical_date', new Moment(at)],
      ['ds', ts.slice(0, 10)],
      ['ds_nodash', ts.slice(0, 10).replaceAll('-', '')],
    ] as [string, Rendered][]),
    ...([
      ['ts', ts],
      ['ts_nodash', strftime(at, '%Y%m%dT%H%M%S')],
      ['ts_nodash_with_tz', ts.replace(/[-:]/g, '')],
    ] as [string, Rendered][]),
  ];
}

/** Gone in 3. */
function earlierNames(at: number): [string, Rendered][] {
  const day = (shift: number): string => isoFormat(at + shift * DAY_MS).slice(0, 10);
  return [
    ['execution_date', new Moment(at)],
    ...([
      ['yesterday_ds', day(-1)],
      ['tomorrow_ds', day(1)],
    ] as [string, Rendered][]),
    ...([
      ['yesterday_ds_nodash', day(-1).replaceAll('-', '')],
      ['tomorrow_ds_nodash', day(1).replaceAll('-', '')],
    ] as [string, Rendered][]),
  ];
}

const MACROS: ReadonlyMap<string, Rendered> = new Map<string, Rendered>([
  ['ds_add', new Callable(([ds, days]) => isoFormat(dayOf(ds) + Number(days) * DAY_MS).slice(0, 10))],
  [
    'timedelta',
    new Callable(([days], named) => durationOf(days === undefined ? named : new Map([...named, ['days', days]]))),
  ],
  [
    'ds_format',
    new Callable(([ds, from, to]) => {
      if (from !== '%Y-%m-%d') throw new NotKnown('ds_format of another format is worked out only when it is run');
      return strftime(dayOf(ds), asText(to ?? ''));
    }),
  ],
]);

const FILTERS: Readonly<Record<string, Callable>> = {
  ds: ofMoment((at) => isoFormat(at).slice(0, 10)),
  ds_nodash: ofMoment((at) => strftime(at, '%Y%m%d')),
  ts: ofMoment((at) => isoFormat(at)),
  ts_nodash: ofMoment((at) => strftime(at, '%Y%m%dT%H%M%S')),
  upper: new Callable(([value]) => asText(value ?? '').toUpperCase()),
  lower: new Callable(([value]) => asText(value ?? '').toLowerCase()),
  trim: new Callable(([value]) => asText(value ?? '').trim()),
  string: new Callable(([value]) => asText(value ?? '')),
};

function ofMoment(write: (at: number) => string): Callable {
  return new Callable(([value]) => {
    if (!(value instanceof Moment)) throw new NotKnown('it is known only when it is run');
    return write(value.at);
  });
}

function dayOf(ds: Rendered | undefined): number {
  const at = typeof ds === 'string' && /^\d{4}-\d\d-\d\d$/.test(ds) ? Date.parse(`${ds}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new NotKnown('it is no date such as 2026-01-31');
  return at;
}
