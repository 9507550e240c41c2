// What a call of a `@contextmanager` function gives: a manager whose `with` block runs where the function yields.

import type { Call, Interpreter } from './interpreter';
import { ClassValue, type FunctionValue, Instance, LIBRARY, LIBRARY_HOME, type Value } from './values';

/** The mark that `contextlib.contextmanager` leaves on a generator function. */
export const CONTEXT_MANAGER = '<contextmanager>';

/** A call of a generator function that runs when its `with` does. */
export class GeneratorCall {
  constructor(
    readonly callee: FunctionValue,
    readonly call: Call,
  ) {}
}

export const GENERATOR_MANAGER = new ClassValue('_GeneratorContextManager', [], LIBRARY, LIBRARY_HOME, 'contextlib');

/** The manager that calling a marked generator function gives. */
export function generatorManager(I: Interpreter, callee: FunctionValue, call: Call): Instance {
  const made = new Instance(GENERATOR_MANAGER, call.at, I.home, I.assumed);
  made.payload = new GeneratorCall(callee, call);
  return made;
}

/** The call behind such a manager; undefined for anything else. */
export function generatorBehind(value: Value): GeneratorCall | undefined {
  return value.kind === 'instance' && value.payload instanceof GeneratorCall ? value.payload : undefined;
}
