// `for` and `while`: unrolled where the elements are known, once and conditionally where they are not.

import type { ForStmt, WhileStmt } from '../syntax/ast';
import { assign } from './assign';
import { branch } from './branching';
import { type Interpreter, LIMITS, PythonRaise } from './interpreter';
import { iterate } from './iterate';
import type { Completion } from './machine';
import type { Scope } from './scope';
import { truth, whyUndecided } from './truth';
import { Unknown, type Value } from './values';

/** Runs a `for`. */
export function executeFor(I: Interpreter, node: ForStmt, scope: Scope): Completion {
  const source = I.environment.machine.evaluate(I, node.iterable, scope);
  const { items, open } = node.isAsync
    ? { items: [], open: new Unknown('an async loop', node) }
    : iterate(I, source, node.iterable);
  let rounds = 0;
  // A copy, since the body may change the list it loops over.
  for (const item of [...items]) {
    if (++rounds > LIMITS.iterations) {
      I.gap('the loop is too long to be followed to its end', node.iterable);
      break;
    }
    I.spend();
    if (open?.mayBeLess) {
      perhaps(I, node, open, item, scope);
      continue;
    }
    const end = iteration(I, () => {
      assign(I, node.target, item, scope);
      return I.environment.machine.execute(I, node.body, scope);
    });
    if (end === 'break') return undefined;
    if (typeof end === 'object') return end;
  }
  if (open && !open.mayBeLess) unknownRound(I, node, open, scope);
  return node.orElse.length ? I.environment.machine.execute(I, node.orElse, scope) : undefined;
}

/**
 * One round; what a `continue` on an unknown way made conditional ends with it, and so does an error that may not happen.
 * After a round that may have left the function, all that follows is conditional.
 */
function iteration(I: Interpreter, run: () => Completion): Completion {
  const before = I.conditional;
  const returned = I.frames.at(-1)?.returned.length;
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PythonRaise) || error.certain) throw error;
    return undefined;
  } finally {
    if (I.frames.at(-1)?.returned.length === returned) I.conditional = before;
  }
}

/** A round that may not take place. */
function perhaps(I: Interpreter, node: ForStmt, open: Unknown, item: Value, scope: Scope): void {
  iteration(I, () =>
    branch(I, open.because, node.iterable, [
      () => {
        assign(I, node.target, item, scope);
        return loopEnd(I.environment.machine.execute(I, node.body, scope));
      },
      () => undefined,
    ]),
  );
}

function unknownRound(I: Interpreter, node: ForStmt, open: Unknown, scope: Scope): void {
  const effects = I.effects;
  I.leftOut++;
  perhaps(I, node, open, elementOf(open, node), scope);
  if (I.effects !== effects) I.gap(`loops over something that is not known: ${open.because}`, node.iterable);
}

function elementOf(open: Unknown, node: ForStmt): Unknown {
  const { target } = node;
  return new Unknown(open.because, target, {
    ...(open.path === undefined ? {} : { path: `${open.path}[*]` }),
    ...(target.kind === 'Name' ? { text: `{${target.name}}` } : {}),
  });
}

/** `break` and `continue` end the round, not the way. */
function loopEnd(end: Completion): Completion {
  return end === 'break' || end === 'continue' ? undefined : end;
}

/** Runs a `while`. */
export function executeWhile(I: Interpreter, node: WhileStmt, scope: Scope): Completion {
  for (let rounds = 0; rounds < LIMITS.iterations; rounds++) {
    const test = I.environment.machine.evaluate(I, node.test, scope);
    const answer = truth(I, test);
    if (answer === false) return node.orElse.length ? I.environment.machine.execute(I, node.orElse, scope) : undefined;
    if (answer === undefined) {
      const because = whyUndecided(test);
      I.leftOut++;
      return iteration(I, () =>
        branch(I, because, node.test, [
          () => loopEnd(I.environment.machine.execute(I, node.body, scope)),
          () => undefined,
        ]),
      );
    }
    const end = iteration(I, () => I.environment.machine.execute(I, node.body, scope));
    if (end === 'break') return undefined;
    if (typeof end === 'object') return end;
  }
  I.gap('the loop is too long to be followed to its end', node.test);
  return undefined;
}
