// Runs that tasks of other runs ask for (TriggerDagRunOperator): each is a run like any other, kept in the history.

import type { RunRecord, TriggeredBy } from '../../core/runs';
import type { AskedRun, AskedRunAnswer, RunRequest, StartOther } from './engine';
import type { History, NewRun } from './history';

/** Runs a request to its end and keeps what became of it. */
export type RunOther = (place: NewRun, request: RunRequest, signal: AbortSignal) => Promise<RunRecord>;

/** A run that starts a run … that starts a run: no deeper than this, so that a DAG which starts itself comes to an end. */
const DEEPEST = 10;
/** Runs that all follow from one. */
const MOST = 100;
/** Of the same DAG at the same depth; a run that waits for one below does not keep that from beginning. */
const MOST_AT_A_TIME = 4;

interface Known {
  readonly dagId: string;
  readonly runId: string;
  readonly logicalDate: string | null;
  readonly conf: Readonly<Record<string, unknown>>;
}

/** The runs that follow from one run that a person began. */
export class TriggeredRuns {
  private readonly begun: Known[] = [];
  private readonly live = new Set<Promise<unknown>>();
  private readonly lines = new Map<string, Line>();
  private readonly over: RunRecord[] = [];

  constructor(
    private readonly history: History,
    private readonly run: RunOther,
  ) {}

  /** Starts what a run asks for. @param depth 0: the run that a person began */
  startsFor({ parallelism }: Pick<RunRequest, 'parallelism'>, depth = 0): StartOther {
    return (asked, signal) => this.start(asked, signal, parallelism, depth + 1);
  }

  /** All runs have ended. @returns what became of them, in that order */
  async whenOver(): Promise<readonly RunRecord[]> {
    while (this.live.size > 0) await Promise.all(this.live);
    return this.over;
  }

  private start(asked: AskedRun, signal: AbortSignal, parallelism: number, depth: number): AskedRunAnswer {
    const known = this.known(asked);
    const isReset = known && (asked.reset === 'any' || (asked.reset === 'same_id' && known.runId === asked.runId));
    if (known && !isReset) return { kind: 'exists', runId: known.runId };
    if (depth > DEEPEST || this.begun.length >= MOST)
      return { kind: 'not_started', because: 'It was not started: too many runs have started each other.' };
    // A run that is cleared keeps its id, date and conf.
    const { runId, conf, logicalDate } = known ?? asked;
    const one = { ...asked, runId, conf, logicalDate: logicalDate ?? asked.logicalDate };
    this.begun.push({ dagId: asked.dag.dagId, runId, conf, logicalDate: one.logicalDate });
    const ended = this.inLine(one, depth, () => this.begin(one, signal, parallelism, depth));
    this.live.add(ended);
    void ended.finally(() => this.live.delete(ended));
    return { kind: 'started', runId, logicalDate: one.logicalDate, ended };
  }

  private async begin(asked: AskedRun, signal: AbortSignal, parallelism: number, depth: number) {
    try {
      const { file, runId, runType, logicalDate, conf, by, dag } = asked;
      const { dagId } = dag;
      const place = this.history.begin(dagId);
      const request: RunRequest = {
        ...{ file, dagId, runId, runType, logicalDate, conf, triggeredBy: by, folder: place.folder, parallelism },
        ...{ tasks: undefined, xcoms: [], marks: new Map(), dryRun: false, debug: undefined },
        ...{ previous: this.history.previous(dagId, logicalDate), localRuns: this.history.localRuns() },
        startOther: this.startsFor({ parallelism }, depth),
      };
      const record = await this.run(place, request, signal);
      this.over.push(record);
      return record.state;
    } catch {
      // There is no place for it, or nobody to run it: as if it had failed.
      return 'failed';
    }
  }

  /** The run of this id or date that there is already; the last one counts. */
  private known({ dag: { dagId }, runId, logicalDate, by }: AskedRun): Known | undefined {
    const isSame = (one: Omit<Known, 'conf'>): boolean =>
      one.dagId === dagId && (one.runId === runId || isSameMoment(one.logicalDate, logicalDate));
    const own = this.begun.findLast(isSame);
    if (own) return own;
    const kept = this.history.list({ dagId }).find((one) => isSame(one) && !isReplaced(one.triggeredBy, by));
    return kept && { ...kept, conf: this.history.read(kept.id)?.conf ?? {} };
  }

  private inLine<Result>({ dag }: AskedRun, depth: number, work: () => Promise<Result>): Promise<Result> {
    const name = `${depth} ${dag.dagId}`;
    const line = this.lines.get(name) ?? new Line(Math.max(1, Math.min(MOST_AT_A_TIME, dag.maxActiveRuns)));
    this.lines.set(name, line);
    return line.do(work);
  }
}

/** So much at a time, in the order of asking. */
class Line {
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async do<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.busy >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy--;
    }
  }
}

function isSameMoment(one: string | null, other: string): boolean {
  return one !== null && Date.parse(one) === Date.parse(other);
}

/** A run that is made again here takes the place of the one before, and so does what it starts. */
function isReplaced(of: TriggeredBy | undefined, by: TriggeredBy): boolean {
  return of !== undefined && of.dagId === by.dagId && of.runId === by.runId;
}
