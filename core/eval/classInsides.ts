// What Python keeps about a class: its names, annotations and subclasses.

import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import { makeDict } from './keys';
import { type ClassValue, LIBRARY_HOME, NativeFunction, Unknown, type Value } from './values';

/** `cls.__dict__`, `cls.__annotations__`, `cls.__subclasses__`; undefined: another name. */
export function classInside(I: Interpreter, type: ClassValue, name: string, at: Origin): Value | undefined {
  switch (name) {
    case '__dict__':
      return type.home === LIBRARY_HOME ? notKept(at) : named(I, [...type.attributes], at);
    case '__annotations__':
      return annotations(I, type, at);
    case '__subclasses__':
      return new NativeFunction(name, (J, call) => J.list(subclasses(J, type), call.at), at);
    default:
      return undefined;
  }
}

function notKept(at: Origin): Unknown {
  return new Unknown('what Python keeps about a class', at);
}

function named(I: Interpreter, entries: readonly (readonly [string, Value])[], at: Origin): Value {
  return makeDict(
    I,
    entries.map(([key, value]) => [I.str(key, at), value] as const),
    at,
  );
}

function annotations(I: Interpreter, type: ClassValue, at: Origin): Value {
  if (type.home === LIBRARY_HOME) return notKept(at);
  return named(
    I,
    type.annotated.map((name) => [name, new Unknown('a type annotation', at)] as const),
    at,
  );
}

/** The classes derived directly from one, in the order in which they were defined. */
function subclasses(I: Interpreter, type: ClassValue): Value[] {
  return [...I.classes].filter((other) => other.bases.includes(type));
}

/** The names that `dir` lists of an object of the user's, sorted; undefined where a library has a part in it. */
export function namesOf(value: Value): string[] | undefined {
  const type = value.kind === 'instance' ? value.type : value;
  if (type.kind !== 'class') return undefined;
  const names = new Set([...OBJECT_NAMES, ...(value.kind === 'instance' ? value.attributes.keys() : [])]);
  for (const base of type.mro) {
    if (base.kind === 'unknown' || (base.home === LIBRARY_HOME && base.name !== 'object' && base.name !== 'ABC'))
      return undefined;
    for (const name of base.attributes.keys()) names.add(name);
  }
  return [...names].filter((name) => !name.startsWith('<')).sort();
}

const OBJECT_NAMES =
  '__class__ __delattr__ __dict__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __module__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__ __weakref__'.split(
    ' ',
  );
