// Keyword arguments that a constructor does not take, or takes with a warning only.

import type { Interpreter } from '../../../eval/interpreter';
import type { Value } from '../../../eval/values';
import type { UnknownArgument } from '../../../ir/buildEvent';
import { type Origin, originOf } from '../../../text/span';
import { isBefore, lineOf } from '../../../text/version';
import { keywordIn } from '../keywordIn';
import type { DagModel } from '../model';
import { existsIn, namesIn, type ParameterTable } from '../parameterHistory';
import { report, stateOf } from '../state';

/** A constructor as its caller sees it. */
export interface Callee {
  readonly of: UnknownArgument['of'];
  /** `DAG`, `BashOperator` … */
  readonly name: string;
  readonly parameters: ParameterTable;
  /** What to write instead of a parameter that is gone or deprecated. */
  readonly successors: ReadonlyMap<string, string>;
  /** Parameters that some releases take with a warning: the first line that warns. */
  readonly deprecatedSince: ReadonlyMap<string, string>;
}

/** Where the name of an argument is written in the checked file; else the value, else the call. */
export function namePlace(I: Interpreter, call: Origin, name: string, value: Value | undefined): Origin {
  const keyword = call.uri === I.entry ? keywordIn(call, name)?.name : undefined;
  if (keyword) return keyword;
  if (value?.at.uri === I.entry) return value.at;
  return call.uri === I.entry ? call : (I.placeInEntry(call) ?? call);
}

/** Reports arguments that the version in force refuses, and those that it will lose. */
export function checkNames(
  I: Interpreter,
  callee: Callee,
  given: ReadonlyMap<string, Value>,
  at: Origin,
  dag: DagModel | undefined,
  refuses: 'file' | undefined,
): void {
  for (const [name, value] of given) {
    const history = callee.parameters.get(name);
    const { version, oldestVersion } = stateOf(I);
    if (history && existsIn(history, version)) checkDeprecated(I, callee, name, value, at, dag);
    else if (!history || !existsIn(history, oldestVersion)) reportUnknown(I, callee, name, value, at, { dag, refuses });
  }
}

function reportUnknown(
  I: Interpreter,
  callee: Callee,
  name: string,
  value: Value,
  at: Origin,
  options: { readonly dag: DagModel | undefined; readonly refuses: 'file' | undefined },
): void {
  const { version } = stateOf(I);
  const history = callee.parameters.get(name);
  const later = history !== undefined && isBefore(version, history.since);
  report(
    I,
    {
      kind: 'unknown-argument',
      of: callee.of,
      callee: callee.name,
      name,
      whole: wholeOf(I, at, name),
      known: [...namesIn(callee.parameters, version)],
      removedAfter: later ? undefined : history?.last,
      comesWith: later ? history.since : undefined,
      successor: counterpart(callee, name, version),
    },
    namePlace(I, at, name, value),
    options,
  );
}

/** What this version has instead: the newer name, or the older one of a name that is too new. */
function counterpart({ parameters, successors }: Callee, name: string, version: string): string | undefined {
  const names = [successors.get(name), ...[...successors].filter(([, next]) => next === name).map(([old]) => old)];
  return names.find((one) => {
    const history = one === undefined ? undefined : parameters.get(one);
    return history !== undefined && existsIn(history, version);
  });
}

function wholeOf(I: Interpreter, call: Origin, name: string): Origin | undefined {
  const argument = call.uri === I.entry ? keywordIn(call, name) : undefined;
  return argument && originOf(argument);
}

/** True if this version takes the argument with a warning. */
export function isDeprecated(
  { parameters, deprecatedSince }: Pick<Callee, 'parameters' | 'deprecatedSince'>,
  name: string,
  version: string,
): boolean {
  const since = deprecatedSince.get(name);
  const history = parameters.get(name);
  const isWarned = since !== undefined && !isBefore(lineOf(version), since);
  return isWarned && history !== undefined && existsIn(history, version);
}

function checkDeprecated(
  I: Interpreter,
  callee: Callee,
  name: string,
  value: Value,
  at: Origin,
  dag: DagModel | undefined,
): void {
  if (!isDeprecated(callee, name, stateOf(I).version)) return;
  report(
    I,
    {
      kind: 'deprecated-argument',
      callee: callee.name,
      name,
      whole: wholeOf(I, at, name),
      successor: callee.successors.get(name),
      goneIn: callee.parameters.get(name)?.last === '2.11' ? '3.0' : undefined,
    },
    namePlace(I, at, name, value),
    { dag },
  );
}
