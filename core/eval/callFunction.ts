// Calling: functions of the user's, library functions, classes, objects, and what is unknown.

import type { Stmt } from '../syntax/ast';
import { findInMro, lookUpAttribute } from './attributeLookup';
import { bindArguments } from './bindArguments';
import { CONTEXT_MANAGER, generatorManager } from './generatorManager';
import { instantiate } from './instantiate';
import { type Call, type Frame, type Interpreter, LIMITS, PythonRaise } from './interpreter';
import { join, overOptions } from './join';
import { opaque } from './libraryModules';
import type { Completion } from './machine';
import { rememberedCall } from './rememberedCalls';
import { Scope } from './scope';
import { type FunctionValue, Unknown, type Value } from './values';

/** See `Machine.call`. */
export function call(I: Interpreter, callee: Value, given: Call): Value {
  I.spend();
  switch (callee.kind) {
    case 'function':
      return callee.isCached
        ? rememberedCall(I, callee, given, () => callFunction(I, callee, given))
        : callFunction(I, callee, given);
    case 'native':
      return callee.body(I, given);
    case 'method':
      return call(I, callee.callee, withReceiver(callee.receiver, given));
    case 'static':
      return call(I, callee.callee, given);
    case 'class':
      return instantiate(I, callee, given);
    case 'instance':
      return callInstance(I, callee, given);
    case 'unknown':
      return callUnknown(I, callee, given);
    case 'module':
      // A lower-case name of a modelled library may be a function as well as a module.
      if (callee.path === undefined) return callUnknown(I, opaque(callee.name, given.at), given);
      return I.fail('TypeError', "'module' object is not callable", given.at, callee);
    default:
      return I.fail('TypeError', `'${callee.kind}' object is not callable`, given.at, callee);
  }
}

/** The same call with `self` in front. */
function withReceiver(self: Value, { args, kwargs, open, at }: Call): Call {
  return { args: [self, ...args], kwargs, open, at };
}

function callInstance(I: Interpreter, callee: Extract<Value, { kind: 'instance' }>, given: Call): Value {
  const method = findInMro(callee.type.mro, '__call__');
  if (method) return call(I, method.value, withReceiver(callee, given));
  if (callee.type.mro.some((type) => type.kind === 'unknown'))
    return new Unknown(`calls an object of ${callee.type.name}`, given.at);
  const found = lookUpAttribute(I, callee, '__call__', given.at);
  if (found && found.kind !== 'unknown') return call(I, found, given);
  return I.fail('TypeError', `'${callee.type.name}' object is not callable`, given.at, callee);
}

function callUnknown(I: Interpreter, callee: Unknown, given: Call): Value {
  const modelled = I.environment.models.callOpaque(I, callee, given);
  if (modelled) return modelled;
  const joined = overOptions(I, callee, (option) => call(I, option, given));
  if (joined) return joined;
  if (callee.path === undefined) return new Unknown(callee.because, given.at);
  return new Unknown(`calls ${callee.path.replaceAll('()', '')}, which is not read`, given.at, {
    path: `${callee.path}()`,
  });
}

/** Runs a function of the user's to its end, and gives what it returns. */
export function callFunction(I: Interpreter, callee: FunctionValue, given: Call): Value {
  const { definition } = callee;
  if (definition.kind === 'FunctionDef') {
    if (definition.isAsync) return new Unknown('calls an async function', given.at);
    if (definition.isGenerator)
      return callee.attributes.has(CONTEXT_MANAGER)
        ? generatorManager(I, callee, given)
        : collectYields(I, callee, given);
  }
  return runFunction(I, callee, given, undefined);
}

/** Ends a generator that has yielded more than anyone will ask for. */
class GeneratorEnd {}

/** More values than a loop over a generator is likely to want. */
const MOST_YIELDS = 2000;

/**
 * The values a generator yields, as an iterator; it is run at once. Python runs it only as far as its values are asked for,
 * so what it makes on the way is not certain.
 */
function collectYields(I: Interpreter, callee: FunctionValue, given: Call): Value {
  const items: Value[] = [];
  const { writes, depth, conditional } = I;
  let ended = true;
  try {
    I.under(`${callee.name} is a generator, which runs only as far as its values are asked for`, () => {
      // Mostly all are asked for: what it changes is not in doubt.
      if (conditional === undefined) I.conditionalSince = -1;
      return runFunction(I, callee, given, (value) => {
        I.spend();
        items.push(value);
        if (items.length >= MOST_YIELDS) throw new GeneratorEnd();
      });
    });
  } catch (error) {
    if (!(error instanceof GeneratorEnd)) throw error;
    ended = false;
    I.writes = writes;
    I.depth = depth;
  }
  const iterator = I.iterator(items, given.at, 'generator');
  if (!ended) iterator.open = new Unknown('the generator yields too many values', given.at);
  return iterator;
}

/** Runs the body; each `yield` hands its value to `onYield` and goes on after it returns. */
export function runFunction(
  I: Interpreter,
  callee: FunctionValue,
  given: Call,
  onYield: ((value: Value) => void) | undefined,
): Value {
  if (I.frames.length >= LIMITS.calls) return new Unknown(`${callee.name} calls itself too deeply`, given.at);
  if (repeatsItself(I, callee, given))
    return new Unknown(`${callee.name} calls itself with what is not known`, given.at);
  const scope = new Scope('function', callee.closure, I.writes);
  bindArguments(I, callee, given, scope.vars);
  const frame: Frame = { callee, given, scope, callSite: given.at, returned: [], onYield };
  const before = { conditional: I.conditional, assumed: I.assumed, catchers: I.catchers };
  I.assumed ??= callee.assumed;
  I.frames.push(frame);
  try {
    return result(I, frame, given);
  } finally {
    I.frames.pop();
    I.conditional = before.conditional;
    I.assumed = before.assumed;
    I.catchers = before.catchers;
  }
}

/**
 * The function runs already with the same arguments, unknown ones among them, and something unknown decides about the call.
 * To follow it shows nothing new, and where a function calls itself for each of several parts it would never end.
 */
function repeatsItself(I: Interpreter, callee: FunctionValue, given: Call): boolean {
  if (I.conditional === undefined || ![...given.args, ...given.kwargs.values()].some(isOpen)) return false;
  return I.frames.some((frame) => frame.callee.definition === callee.definition && sameArguments(frame.given, given));
}

function sameArguments(left: Call, right: Call): boolean {
  return (
    left.args.length === right.args.length &&
    left.kwargs.size === right.kwargs.size &&
    left.args.every((value, index) => isSame(value, right.args[index])) &&
    [...left.kwargs].every(([name, value]) => isSame(value, right.kwargs.get(name)))
  );
}

function isSame(left: Value, right: Value | undefined): boolean {
  if (left === right) return true;
  if (isOpen(left) && right && isOpen(right)) return left.text === right.text;
  return left.kind === 'str' && right?.kind === 'str' && left.value === right.value;
}

/** Unknown, and not one of a few values either. */
function isOpen(value: Value): value is Unknown {
  return value.kind === 'unknown' && value.options === undefined;
}

function result(I: Interpreter, frame: Frame, given: Call): Value {
  const { definition } = frame.callee;
  if (definition.kind === 'Lambda') return I.environment.machine.evaluate(I, definition.body, frame.scope);
  const last = runBody(I, definition.body, frame, given);
  if (!frame.returned.length) return last ?? I.none(given.at);
  if (!last) return join(frame.returned, `what ${frame.callee.name} returns depends on something unknown`, given.at);
  return join([...frame.returned, last], `what ${frame.callee.name} returns depends on something unknown`, given.at);
}

/** What the body returns at its end; undefined if it raises after a way that may have returned before. */
function runBody(I: Interpreter, body: readonly Stmt[], frame: Frame, given: Call): Value | undefined {
  try {
    return returnedBy(I.environment.machine.execute(I, body, frame.scope)) ?? I.none(given.at);
  } catch (error) {
    if (error instanceof PythonRaise && !error.certain && frame.returned.length) return undefined;
    throw error;
  }
}

function returnedBy(end: Completion): Value | undefined {
  return typeof end === 'object' ? end.returned : undefined;
}
