// Making an instance of a class.

import { findInMro, runInit } from './attributeLookup';
import type { Call, Interpreter } from './interpreter';
import { metaMethod } from './metaclass';
import { type ClassValue, Instance, LIBRARY_HOME, type Value } from './values';

/** `cls(…)`, as its metaclass wants it. */
export function instantiate(I: Interpreter, type: ClassValue, call: Call): Value {
  const byMeta = type.home === LIBRARY_HOME ? undefined : metaMethod(type, '__call__', call.at);
  return byMeta ? I.environment.machine.call(I, byMeta, call) : makeInstance(I, type, call);
}

/** `type.__call__`: an instance, made by `__new__` and `__init__`. */
export function makeInstance(I: Interpreter, type: ClassValue, call: Call): Value {
  for (const base of type.mro) {
    if (base.kind === 'class' && base.construct) return base.construct(I, { ...call, args: [type, ...call.args] });
  }
  const maker = findInMro(type.mro, '__new__');
  const make = maker?.value.kind === 'static' ? maker.value.callee : maker?.value;
  if (make && (maker?.value.kind === 'static' || make.kind === 'function')) {
    const made = I.environment.machine.call(I, make, { ...call, args: [type, ...call.args] });
    if (made.kind !== 'instance' || !made.type.mro.includes(type)) return made;
    return initialize(I, made, call);
  }
  return initialize(I, new Instance(type, call.at, I.home, I.assumed), call);
}

function initialize(I: Interpreter, instance: Instance, call: Call): Instance {
  const init = firstInit(instance.type);
  if (init) runInit(I, instance, init.owner, init.value, call);
  const after = instance.type.mro.find(
    (type): type is ClassValue => type.kind === 'class' && type.afterInit !== undefined,
  );
  after?.afterInit?.(I, instance, call);
  return instance;
}

interface Init {
  readonly value: Value;
  readonly owner: ClassValue;
}

/** The `__init__` that runs first; none if an opaque base comes before it. */
function firstInit(type: ClassValue): Init | undefined {
  for (const base of type.mro) {
    if (base.kind === 'unknown') return undefined;
    const value = base.attributes.get('__init__');
    if (value) return { value, owner: base };
  }
  return undefined;
}
