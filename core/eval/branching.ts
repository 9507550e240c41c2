// Code under a condition that is not known: every way is followed, and what the ways leave behind is brought together.

import type { Origin } from '../text/span';
import { asFarAsAssumed } from './assumed';
import { BudgetExceeded, type Interpreter, PythonRaise } from './interpreter';
import { join } from './join';
import type { Completion } from './machine';
import type { Scope } from './scope';
import type { Value } from './values';

/** Sets a variable, in a way that an open branch can take back. */
export function setVariable(I: Interpreter, scope: Scope, name: string, value: Value): void {
  const target = scope.target(name);
  if (I.writes) rememberWrite(I.writes, target, name);
  target.vars.set(name, asFarAsAssumed(I, value));
}

/** `del name`. */
export function deleteVariable(I: Interpreter, scope: Scope, name: string): void {
  const target = scope.target(name);
  if (I.writes) rememberWrite(I.writes, target, name);
  target.vars.delete(name);
}

function rememberWrite(writes: Map<Scope, Map<string, Value | undefined>>, scope: Scope, name: string): void {
  if (scope.madeUnder === writes) return;
  let names = writes.get(scope);
  if (!names) {
    names = new Map();
    writes.set(scope, names);
  }
  if (!names.has(name)) names.set(name, scope.vars.get(name));
}

type Writes = ReadonlyMap<Scope, ReadonlyMap<string, Value | undefined>>;

interface Way {
  readonly end: Completion | 'raise';
  /** What the way left in each variable it wrote. */
  readonly left: Writes;
}

/**
 * Follows each way from the same start, under the condition that it may not be taken.
 * A way that raises is taken as not taken; one that returns hands its value to the frame and the others go on.
 */
export function branch(I: Interpreter, because: string, at: Origin, ways: readonly (() => Completion)[]): Completion {
  const outer = I.writes;
  const before = new Map<Scope, Map<string, Value | undefined>>();
  const taken = ways.map((way) => follow(I, because, way, before));
  I.writes = outer;
  const alive = taken.filter((way) => way.end === undefined);
  merge(I, because, at, before, alive.length ? alive : taken);
  return outcome(I, because, at, taken, alive.length > 0);
}

function follow(
  I: Interpreter,
  because: string,
  way: () => Completion,
  before: Map<Scope, Map<string, Value | undefined>>,
): Way {
  const writes = new Map<Scope, Map<string, Value | undefined>>();
  I.writes = writes;
  let end: Way['end'];
  try {
    end = I.under(because, way);
  } catch (error) {
    if (!(error instanceof PythonRaise)) {
      if (error instanceof BudgetExceeded) I.writes = undefined;
      throw error;
    }
    end = 'raise';
  }
  return { end, left: rollBack(writes, before) };
}

/** Takes the writes of a way back, and returns what it had left. */
function rollBack(writes: Writes, before: Map<Scope, Map<string, Value | undefined>>): Writes {
  const left = new Map<Scope, Map<string, Value | undefined>>();
  for (const [scope, names] of writes) {
    const kept = new Map<string, Value | undefined>();
    let first = before.get(scope);
    if (!first) {
      first = new Map();
      before.set(scope, first);
    }
    for (const [name, old] of names) {
      kept.set(name, scope.vars.get(name));
      if (!first.has(name)) first.set(name, old);
      if (old === undefined) scope.vars.delete(name);
      else scope.vars.set(name, old);
    }
    left.set(scope, kept);
  }
  return left;
}

function merge(I: Interpreter, because: string, at: Origin, before: Writes, ways: readonly Way[]): void {
  for (const [scope, names] of before) {
    for (const [name, old] of names) {
      const values = ways.map((way) => {
        const kept = way.left.get(scope);
        return kept?.has(name) ? kept.get(name) : old;
      });
      const bound = values.filter((value): value is Value => value !== undefined);
      if (I.writes) rememberWrite(I.writes, scope, name);
      if (bound.length) scope.vars.set(name, join(bound, because, at));
      else scope.vars.delete(name);
    }
  }
}

function outcome(I: Interpreter, because: string, at: Origin, ways: readonly Way[], alive: boolean): Completion {
  const returned = ways.flatMap((way) => (typeof way.end === 'object' ? [way.end.returned] : []));
  const jumps = ways.map((way) => way.end).filter((end) => end === 'break' || end === 'continue');
  if (alive || jumps.length) {
    I.frames.at(-1)?.returned.push(...returned);
    // What follows happens only if no way has left: it is conditional, up to the end of the function or loop body.
    if (returned.length || jumps.length) I.conditional ??= because;
    return alive ? undefined : jumps.includes('continue') ? 'continue' : 'break';
  }
  return returned.length ? { returned: join(returned, because, at) } : undefined;
}
