// `isinstance` and `issubclass`.

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import type { Interpreter } from '../interpreter';
import { truth } from '../truth';
import { type ClassValue, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { OBJECT, typeOf } from './types';
import { unionMembers } from './unionTypes';

/** True or false, or why it cannot be known. */
type Answer = boolean | Unknown;

/** Applies a test to each class of a (nested) tuple, until one says yes. */
function anyClass(a: Args, given: Value, test: (type: ClassValue | Unknown) => Answer): Answer {
  if (given.kind === 'class' || given.kind === 'unknown') return test(given);
  if (given.kind === 'none') return test(typeOf(given));
  const several = given.kind === 'tuple' ? given.items : unionMembers(given);
  if (!several) return a.fail('TypeError', `${a.name}() arg 2 must be a type or a tuple of types`);
  let answer: Answer = (given.kind === 'tuple' ? given.open : undefined) ?? false;
  for (const item of several) {
    const one = anyClass(a, item, test);
    if (one === true) return true;
    if (one !== false) answer = one;
  }
  return answer;
}

function derives(I: Interpreter, type: ClassValue, wanted: ClassValue | Unknown): Answer {
  if (type === wanted || wanted === OBJECT) return true;
  for (const base of type.mro) {
    if (base === wanted) return true;
    if (base.kind === 'unknown' && wanted.kind === 'unknown' && base.path !== undefined && base.path === wanted.path)
      return true;
  }
  if (wanted.kind === 'unknown') return notRead(wanted);
  const opaque = type.mro.find((base): base is Unknown => base.kind === 'unknown');
  return opaque ? (I.environment.models.derives(I, type, wanted) ?? notRead(opaque)) : false;
}

/** That a class is not read says nothing of the answer; the class itself would count as true. */
function notRead(type: Unknown): Unknown {
  return new Unknown(type.because, type.at);
}

/** `isinstance(value, given)`. */
export function isInstance(a: Args, value: Value, given: Value): Answer {
  return anyClass(a, given, (wanted) => {
    if (wanted === OBJECT) return true;
    const type = typeOf(value);
    const derived = type.kind === 'class' && derives(a.I, type, wanted);
    if (derived === true) return true;
    const check = wanted.kind === 'class' ? findAttribute(a.I, wanted, '__instancecheck__', a.at) : undefined;
    if (check?.kind === 'native') {
      const result = callWith(a.I, check, [value], a.at);
      return truth(a.I, result) ?? (result.kind === 'unknown' ? result : false);
    }
    return type.kind === 'unknown' ? notRead(type) : derived;
  });
}

/** `issubclass(type, given)`. */
export function isSubclass(a: Args, type: Value, given: Value): Answer {
  if (type.kind === 'unknown') return notRead(type);
  if (type.kind !== 'class') return a.fail('TypeError', 'issubclass() arg 1 must be a class');
  return anyClass(a, given, (wanted) => derives(a.I, type, wanted));
}
