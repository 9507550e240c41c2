// The line of the user's code that a failure is about.

import type { InstanceRecord, RaisedFrame, RunRecord } from '../../../core/runs';

export interface Failure {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * The failures of a run with the places that raised, one for each task instance; tasks of one line are told together.
 * @param localOf where a file is here that is named in a traceback
 */
export function failuresOf(record: RunRecord, isOfUser: (file: string) => boolean, localOf = sameFile): Failure[] {
  const failures = new Map<string, { readonly failure: Failure; readonly names: string[] }>();
  const add = (name: string | undefined, type: string, message: string, frames: readonly RaisedFrame[]): void => {
    const local = frames.map((each) => ({ ...each, file: localOf(each.file) }));
    const frame = placeOf(local, isOfUser);
    if (!frame) return;
    const words = [type, firstLine(message)].filter(Boolean).join(': ');
    const key = JSON.stringify([frame.file, frame.line, words]);
    const known = failures.get(key);
    if (known && name !== undefined) known.names.push(name);
    else if (!known) {
      const failure = { file: frame.file, line: frame.line, message: words };
      failures.set(key, { failure, names: name === undefined ? [] : [name] });
    }
  };
  if (record.raised) add(undefined, record.raised.type, record.raised.message, record.raised.frames);
  for (const [name, instance] of Object.entries(record.instances)) {
    const { state, tries } = instance;
    const raised = state === 'failed' ? tries.findLast((each) => each.raised)?.raised : undefined;
    if (raised && !(record.stopped && isOfStop(instance))) add(name, raised.type, raised.message, raised.frames);
  }
  return [...failures.values()].map(({ failure, names }) => ({ ...failure, message: inWords(failure.message, names) }));
}

function sameFile(file: string): string {
  return file;
}

/** The DAG file as it is here, where a run elsewhere names it as it is deployed. @returns gives other files as they are */
export function deployedAs({
  record,
  file,
}: {
  readonly record: RunRecord;
  readonly file: string;
}): (named: string) => string {
  const nameOf = (each: string): string | undefined => each.split(/[\\/]/).pop();
  return (named) => (record.engine === 'remote' && nameOf(named) === nameOf(file) ? file : named);
}

/** Did an instance of a stopped run fail only because it was stopped? */
export function isOfStop({ because, tries }: InstanceRecord): boolean {
  const raised = tries.findLast((each) => each.raised)?.raised;
  if (!raised) return because === undefined || because === 'stopped';
  return raised.type === 'AirflowTaskTerminated' || /received SIGTERM/i.test(raised.message);
}

/** The innermost frame in the user's own files: those of libraries raise, but are not to be repaired. */
function placeOf(frames: readonly RaisedFrame[], isOfUser: (file: string) => boolean): RaisedFrame | undefined {
  return frames.findLast(({ file }) => isOfUser(file));
}

const MOST_NAMES = 3;

function inWords(message: string, names: readonly string[]): string {
  if (names.length === 0) return `The last run could not begin: ${message}`;
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more} failed in the last run: ${message}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}
