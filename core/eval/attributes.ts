// Reading and writing attributes, for everything that is not the interpreter itself.

import type { Origin } from '../text/span';
import { callWith } from './calls';
import type { Interpreter } from './interpreter';
import { overOptions } from './join';
import { Unknown, type Value } from './values';

/** `value.name`; undefined: there certainly is no such attribute. */
export function findAttribute(I: Interpreter, value: Value, name: string, at: Origin): Value | undefined {
  return I.environment.machine.findAttribute(I, value, name, at);
}

/** `value.name`, total: a missing attribute is an AttributeError, or unknown. */
export function getAttribute(I: Interpreter, value: Value, name: string, at: Origin): Value {
  const found = findAttribute(I, value, name, at);
  if (found) return found;
  if (value.kind === 'unknown')
    return overOptions(I, value, (option) => getAttribute(I, option, name, at)) ?? new Unknown(value.because, at);
  const type =
    value.kind === 'instance'
      ? value.type.name
      : value.kind === 'class' || value.kind === 'module'
        ? value.name
        : value.kind;
  return I.fail('AttributeError', `'${type}' object has no attribute '${name}'`, at, value);
}

/** `target.name = value`. */
export function setAttribute(I: Interpreter, target: Value, name: string, value: Value, at: Origin): void {
  I.environment.machine.setAttribute(I, target, name, value, at);
}

/** `del target.name`. */
export function deleteAttribute(I: Interpreter, target: Value, name: string, at: Origin): void {
  if (target.kind !== 'instance' && target.kind !== 'class') return;
  const ofClass = target.kind === 'instance' ? findAttribute(I, target.type, name, at) : undefined;
  if (ofClass?.kind === 'property' && ofClass.deleter) {
    callWith(I, ofClass.deleter, [target], at);
    return;
  }
  I.touch(target);
  target.attributes.delete(name);
}
