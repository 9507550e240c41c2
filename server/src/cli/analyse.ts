// Analyses one file into plain data that can go from thread to thread.

import { dagViewsOf } from '../../../core/features/dagView';
import type { Dag } from '../../../core/ir/dag';
import { type DagJson, dagJson, type Refusal, type RefusalJson } from '../../../core/ir/dagJson';
import type { DagView } from '../../../core/ir/dagView';
import type { ScheduleAnswer } from '../../../core/ir/scheduleAnswer';
import type { Finding, Severity } from '../../../core/rules/rule';
import { type FileOffer, NO_OFFER, offerOf } from '../../../core/workspace/fileOffer';
import type { FileSystem } from '../../../core/workspace/ports';
import type { FileReport } from '../../../core/workspace/report';
import { type Drawing, drawingOf } from '../../../graph/drawing';
import type { Analysis } from '../engine';
import { frameLines } from './codeFrame';
import { type Place, Places } from './places';
import { askedNow, scheduleAnswers } from './scheduleAnswers';

export interface CheckedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The lines of a code frame. */
  readonly source: readonly string[];
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fixes: readonly {
    readonly title: string;
    /** See `Fix.guess`. */
    readonly guess?: boolean;
    readonly edits: readonly { readonly place: Place; readonly text: string }[];
  }[];
}

export interface FileResult {
  /** Absolute path. */
  readonly path: string;
  readonly findings: readonly CheckedFinding[];
  readonly gaps: readonly { readonly line: number; readonly because: string }[];
  /** What other files may ask about it, and what it asks of them. */
  readonly offer: FileOffer;
  /** The file's part of the DAG JSON, and the DAGs in it; only if the graph is wanted. */
  readonly graph: FileGraph | undefined;
  /** All its DAGs, also those that Airflow refuses; empty unless pictures are wanted. */
  readonly pictures: readonly DagPicture[];
  /** How many things Python cannot read in it. */
  readonly syntaxErrors: number;
  /** The Airflow version in force; undefined if the file is not a DAG file. */
  readonly version: string | undefined;
  /** What broke inside DagLens, if anything did. */
  readonly failure: string | undefined;
}

/** All that is shown of one DAG. */
export interface DagPicture {
  /** Which DAG of its file. */
  readonly index: number;
  readonly view: DagView;
  /** Without those that update its assets: other files tell them. */
  readonly schedule: ScheduleAnswer;
}

export interface FileGraph {
  readonly dags: readonly DagJson[];
  readonly errors: readonly RefusalJson[];
  readonly drawings: readonly Drawing[];
}

/** `pictures`: the graph, and all that a picture shows of it. */
export type Wanted = 'findings' | 'graph' | 'pictures';

/** Analyses a file. Never throws: an internal error becomes the result's `failure`. */
export function analyseFile(analysis: Analysis, files: FileSystem, path: string, wanted: Wanted): FileResult {
  const nothing = {
    ...{ path, findings: [], gaps: [], pictures: [], offer: NO_OFFER, syntaxErrors: 0 },
    ...{ graph: undefined, version: undefined, failure: undefined },
  };
  try {
    if (!analysis.claims(path)) return nothing;
    const report = analysis.check(path);
    const version = report.dagFile?.version;
    if (wanted === 'graph') return { ...nothing, version, graph: graphOf(report, path) };
    if (wanted === 'pictures')
      return { ...nothing, version, graph: graphOf(report, path), pictures: picturesOf(analysis, report) };
    const places = new Places(files);
    places.take(report.uri, report.text);
    return {
      ...nothing,
      version,
      findings: report.findings.map((finding) => checkedFinding(finding, places)),
      gaps: gapsOf(report, places),
      syntaxErrors: report.refusals.filter(({ rule }) => rule === 'syntax-error').length,
      offer: offerOf(report),
    };
  } catch (error) {
    return { ...nothing, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    analysis.release(path);
  }
}

/** A finding with its places and source lines. */
export function checkedFinding(finding: Finding, places: Places): CheckedFinding {
  const place = places.of(finding.at);
  const { from, to } = frameLines(place);
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    place,
    source: places.lines(place.file, from, to),
    related: (finding.related ?? []).map(({ at, message }) => ({ place: places.of(at), message })),
    fixes: (finding.fixes ?? []).map(({ title, guess, edits }) => ({
      title,
      ...(guess && { guess }),
      edits: edits.map(({ at, text }) => ({ place: places.of(at), text })),
    })),
  };
}

function gapsOf(report: FileReport, places: Places): FileResult['gaps'] {
  const seen = new Map<string, FileResult['gaps'][number]>();
  for (const { at, because } of report.gaps) {
    const { line } = places.of(at);
    seen.set(`${line} ${because}`, { line, because });
  }
  return [...seen.values()].sort((a, b) => a.line - b.line);
}

function picturesOf(analysis: Analysis, report: FileReport): DagPicture[] {
  if (!report.dagFile) return [];
  const views = dagViewsOf({ report, findings: report.findings, describe: analysis.describerOf(report.dagFile) });
  const schedules = scheduleAnswers(analysis, report, askedNow());
  return views.map((view, index) => ({ index, view, schedule: schedules[index]! }));
}

function graphOf(report: FileReport, path: string): FileGraph {
  const refusals = report.refusals.flatMap(({ refuses, message }): Refusal[] =>
    refuses === undefined ? [] : [{ refuses, message }],
  );
  const file = report.dagFile;
  const { dags, errors } = dagJson(file, refusals, path);
  const refused = new Set(refusals.map(({ refuses }) => refuses));
  const taken = (dag: Dag, index: number) =>
    !refused.has('file') && !refused.has(index) && dag.notCollected === undefined;
  return { dags, errors, drawings: (file?.dags ?? []).filter(taken).map(drawingOf) };
}
