// What a loop over a value sees.

import type { Origin } from '../text/span';
import { findAttribute } from './attributes';
import { callWith } from './calls';
import { type Interpreter, LIMITS, PythonRaise } from './interpreter';
import { metaMethod } from './metaclass';
import { type Instance, TupleValue, Unknown, type Value } from './values';

export interface Items {
  readonly items: readonly Value[];
  /** Why there may be more, or other, elements. */
  readonly open: Unknown | undefined;
}

/** The elements of an iterable. Iterators are used up. */
export function iterate(I: Interpreter, value: Value, at: Origin): Items {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return { items: value.items, open: value.open };
    case 'set':
      return { items: [...value.items.values()], open: value.open };
    case 'dict':
      return { items: [...value.entries.values()].map((entry) => entry.key), open: value.open };
    case 'str':
      return { items: [...value.value].map((char) => I.str(char, value.at, value)), open: undefined };
    case 'bytes':
      return { items: [], open: new Unknown('loops over bytes', at) };
    case 'iterator':
      return drain(I, value);
    case 'instance':
      return iterateInstance(I, value, at);
    case 'class':
      return iterateClass(I, value, at);
    case 'unknown':
      return iterateUnknown(I, value, at);
    default:
      return { items: [], open: I.fail('TypeError', `'${value.kind}' object is not iterable`, at, value) };
  }
}

function drain(I: Interpreter, value: Extract<Value, { kind: 'iterator' }>): Items {
  I.touch(value);
  const items = value.items.slice(value.next);
  value.next = value.items.length;
  return { items, open: value.open };
}

function iterateUnknown(I: Interpreter, value: Unknown, at: Origin): Items {
  if (value.options?.length === 1) return iterate(I, value.options[0]!, at);
  return { items: [], open: value };
}

function iterateClass(I: Interpreter, value: Extract<Value, { kind: 'class' }>, at: Origin): Items {
  const members = findAttribute(I, value, '__members__', at);
  if (members?.kind === 'dict')
    return { items: [...members.entries.values()].map((entry) => entry.value), open: members.open };
  const method = metaMethod(value, '__iter__', at);
  if (method) return iterate(I, callWith(I, method, [], at), at);
  return { items: [], open: new Unknown(`loops over the class ${value.name}`, at) };
}

function iterateInstance(I: Interpreter, value: Instance, at: Origin): Items {
  const method = findAttribute(I, value, '__iter__', at);
  if (method && method.kind !== 'unknown') {
    const result = callWith(I, method, [], at);
    if (result !== value && !(result.kind === 'instance' && result.type === value.type)) return iterate(I, result, at);
    return stepThrough(I, result, at);
  }
  const getItem = findAttribute(I, value, '__getitem__', at);
  if (getItem && getItem.kind !== 'unknown')
    return until(I, 'IndexError', value, at, (index) => callWith(I, getItem, [I.integer(index, at)], at));
  if (value.type.mro.some((type) => type.kind === 'unknown')) {
    return { items: [], open: new Unknown(`loops over an object of ${value.type.name}`, at) };
  }
  return { items: [], open: I.fail('TypeError', `'${value.type.name}' object is not iterable`, at, value) };
}

/** An iterator class of the user's: asks for the next element until it stops, or cannot be followed. */
function stepThrough(I: Interpreter, value: Instance, at: Origin): Items {
  const method = findAttribute(I, value, '__next__', at);
  if (!method || method.kind === 'unknown')
    return { items: [], open: new Unknown(`steps through an object of ${value.type.name}`, at) };
  return until(I, 'StopIteration', value, at, () => callWith(I, method, [], at));
}

/** What `step` gives until it raises the exception that ends a loop. */
function until(
  I: Interpreter,
  end: 'IndexError' | 'StopIteration',
  value: Instance,
  at: Origin,
  step: (index: number) => Value,
): Items {
  const items: Value[] = [];
  const type = I.environment.builtins.get(end);
  const outer = I.catchers;
  I.catchers = [...outer, type ? [type] : []];
  try {
    while (items.length < LIMITS.iterations) {
      I.spend();
      items.push(step(items.length));
    }
  } catch (error) {
    const { exception } = error instanceof PythonRaise ? error : { exception: undefined };
    if (exception?.kind !== 'instance' || !exception.type.mro.some((base) => base === type)) throw error;
    return { items, open: undefined };
  } finally {
    I.catchers = outer;
  }
  return { items, open: new Unknown(`an object of ${value.type.name} has no end`, at) };
}

/** A tuple of two, as `dict.items()` and `enumerate` give. */
export function pair(first: Value, second: Value, at: Origin): TupleValue {
  return new TupleValue([first, second], at);
}
