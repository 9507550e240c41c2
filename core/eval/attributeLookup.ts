// How `value.name` is found: instance, class and its bases, library methods, modules.

import type { Origin } from '../text/span';
import { attributeDict } from './attributeDict';
import { callWith } from './calls';
import { classInside } from './classInsides';
import { docstring } from './docstring';
import { type Interpreter, PythonRaise } from './interpreter';
import { builtinMethod } from './library/methods';
import { OBJECT, typeOf } from './library/types';
import { libraryName, NAMED_AS_CLASS } from './libraryModules';
import { inMetaclass, metaclassOf } from './metaclass';
import {
  BoundMethod,
  type ClassValue,
  type FunctionValue,
  Instance,
  LIBRARY_HOME,
  type ModuleValue,
  NativeFunction,
  PropertyValue,
  StrValue,
  type SuperValue,
  TupleValue,
  Unknown,
  type Value,
} from './values';

/** See `Machine.findAttribute`. */
export function lookUpAttribute(I: Interpreter, value: Value, name: string, at: Origin): Value | undefined {
  switch (value.kind) {
    case 'instance':
      return instanceAttribute(I, value, name, at);
    case 'class':
      return classAttribute(I, value, name, at);
    case 'module':
      return moduleAttribute(I, value, name, at);
    case 'super':
      return superAttribute(I, value, name, at);
    case 'unknown':
      return unknownAttribute(value, name, at);
    case 'function':
    case 'native':
      return functionAttribute(I, value, name, at);
    case 'method':
      return methodAttribute(I, value, name, at);
    case 'property':
      return propertyAttribute(value, name, at);
    default: {
      const method = builtinMethod(value.kind, name);
      if (method) return new BoundMethod(value, method, at);
      return name === '__class__' ? typeOf(value) : undefined;
    }
  }
}

/** The last name of a path into a library, if it is written as classes are. */
function classNamed(path: string | undefined): string | undefined {
  return path && NAMED_AS_CLASS.test(path) ? path.slice(path.lastIndexOf('.') + 1) : undefined;
}

function unknownAttribute(value: Unknown, name: string, at: Origin): Value | undefined {
  if (value.options?.length) return undefined;
  const className = name === '__name__' || name === '__qualname__' ? classNamed(value.path) : undefined;
  if (className) return new StrValue(className, at, 'a class of a library that is not read may have another name');
  return new Unknown(
    value.because,
    at,
    value.path === undefined ? {} : { path: `${value.path}.${name}`, truthy: value.truthy },
  );
}

/** `@name.setter`: the property again, with a setter. */
function propertyAttribute(value: PropertyValue, name: string, at: Origin): Value | undefined {
  if (name === 'getter') return new NativeFunction(name, () => value, at);
  if (name === 'deleter')
    return new NativeFunction(
      name,
      (_, { at: here, args }) => new PropertyValue(value.getter, here, value.setter, args[0]),
      at,
    );
  if (name !== 'setter') return undefined;
  return new NativeFunction(
    name,
    (_, { at: here, args }) => new PropertyValue(value.getter, here, args[0], value.deleter),
    at,
  );
}

function methodAttribute(I: Interpreter, value: BoundMethod, name: string, at: Origin): Value | undefined {
  if (name === '__self__') return value.receiver;
  if (name === '__func__') return value.callee;
  return lookUpAttribute(I, value.callee, name, at);
}

function functionAttribute(
  I: Interpreter,
  value: FunctionValue | NativeFunction,
  name: string,
  at: Origin,
): Value | undefined {
  const own = value.attributes.get(name);
  if (own) return own;
  if (name === '__name__' || name === '__qualname__') return I.str(value.name, at, value);
  if (name === '__doc__') return value.kind === 'function' ? docstring(I, value.definition, at) : I.none(at);
  if (name === '__class__') return typeOf(value);
  if (name === '__annotations__') return new Unknown('the annotations of a function', at);
  if (name === '__module__') return value.kind === 'function' ? I.str(value.module.name, at) : I.none(at);
  const method = builtinMethod('function', name);
  return method ? new BoundMethod(value, method, at) : undefined;
}

function moduleAttribute(I: Interpreter, value: ModuleValue, name: string, at: Origin): Value | undefined {
  const own = value.scope.vars.get(name);
  if (own) return own;
  if (value.path === undefined) {
    I.environment.models.attributeRead(I, value.name, name, at);
    return libraryName(I, value.name, name, at);
  }
  if (name === '__name__') return I.str(value.name, at);
  if (name === '__file__' && value.path) return I.str(value.path, at);
  if (name === '__path__') return packagePath(I, value, at);
  const submodule = importedSubmodule(I, value, name);
  if (submodule) return submodule;
  const getter = value.scope.vars.get('__getattr__');
  return getter && callWith(I, getter, [new StrValue(name, at)], at);
}

/** `package.__path__`; undefined for a module that is no package. */
function packagePath(I: Interpreter, value: ModuleValue, at: Origin): Value | undefined {
  const folder = value.path?.endsWith('/__init__.py') ? value.path.slice(0, -'/__init__.py'.length) : value.path;
  return folder?.endsWith('.py') || folder === undefined ? undefined : I.list([I.str(folder, at)], at);
}

/** Whoever imports `a.b` makes `b` an attribute of `a`. */
function importedSubmodule(I: Interpreter, value: ModuleValue, name: string): ModuleValue | undefined {
  if (!value.path?.endsWith('/__init__.py')) return undefined;
  const base = value.path.slice(0, -'__init__.py'.length) + name;
  for (const [key, { module }] of I.imported)
    if (key.startsWith(base) && (module.path === `${base}.py` || module.path === `${base}/__init__.py`)) return module;
  return undefined;
}

function instanceAttribute(I: Interpreter, value: Instance, name: string, at: Origin): Value | undefined {
  const own = value.attributes.get(name);
  if (own) return ownAttribute(I, value, name, own, at);
  if (name === '__class__') return value.type;
  const inherited = findInMro(value.type.mro, name);
  if (inherited) return bind(I, inherited.value, value, at, name);
  const opaque = value.type.mro.find((type): type is Unknown => type.kind === 'unknown');
  const modelled = missingByModel(I, value, name, at);
  if (modelled) return modelled;
  const getter = name.startsWith('__') ? undefined : findInMro(value.type.mro, '__getattr__');
  if (getter) return byGetattr(I, bind(I, getter.value, value, at), name, at);
  if (name === '__dict__') return attributeDict(I, value, at);
  if (opaque)
    return new Unknown(opaque.because, at, opaque.path === undefined ? {} : { path: `${opaque.path}().${name}` });
  return undefined;
}

/** An object's own attribute, unless a data descriptor of its class comes first. */
function ownAttribute(I: Interpreter, value: Instance, name: string, own: Value, at: Origin): Value {
  if (value.type.home === LIBRARY_HOME) return own;
  const inherited = findInMro(value.type.mro, name)?.value;
  return inherited?.kind === 'instance' && findInMro(inherited.type.mro, '__set__')
    ? bind(I, inherited, value, at)
    : own;
}

/** What a `__getattr__` of the user's answers; undefined if it certainly raises AttributeError. */
function byGetattr(I: Interpreter, getter: Value, name: string, at: Origin): Value | undefined {
  const outer = I.catchers;
  const error = I.environment.builtins.get('AttributeError');
  I.catchers = [...outer, error ? [error] : []];
  try {
    return callWith(I, getter, [new StrValue(name, at)], at);
  } catch (thrown) {
    const type =
      thrown instanceof PythonRaise && thrown.exception.kind === 'instance' ? thrown.exception.type : undefined;
    if (!type?.mro.some((base) => base === error)) throw thrown;
    return undefined;
  } finally {
    I.catchers = outer;
  }
}

function missingByModel(I: Interpreter, value: Instance, name: string, at: Origin): Value | undefined {
  for (const type of value.type.mro) {
    if (type.kind !== 'class' || !type.missingAttribute) continue;
    const answer = type.missingAttribute(I, value, name, at);
    if (answer) return answer;
  }
  return undefined;
}

interface Inherited {
  readonly value: Value;
  readonly owner: ClassValue;
}

/** The first class of a resolution order that has the attribute. An opaque class on the way does not end the search. */
export function findInMro(mro: readonly (ClassValue | Unknown)[], name: string): Inherited | undefined {
  for (const type of mro) {
    if (type.kind !== 'class') continue;
    const value = type.attributes.get(name);
    if (value) return { value, owner: type };
  }
  return undefined;
}

/** A class attribute as seen through an instance. */
export function bind(I: Interpreter, value: Value, self: Value, at: Origin, name?: string): Value {
  switch (value.kind) {
    case 'function':
    case 'native':
      return new BoundMethod(self, value, at);
    case 'static':
      return value.passesClass
        ? new BoundMethod(self.kind === 'instance' ? self.type : self, value.callee, at)
        : value.callee;
    case 'property':
      return value.isCached ? cachedProperty(I, value, self, name, at) : callWith(I, value.getter, [self], at);
    case 'instance':
      return descriptorGet(I, value, self, self.kind === 'instance' ? self.type : self, at);
    default:
      return value;
  }
}

/** What an object in a class body gives when it is asked for: itself, unless its class has a `__get__`. */
function descriptorGet(I: Interpreter, value: Instance, self: Value, type: Value, at: Origin): Value {
  const getter = findInMro(value.type.mro, '__get__')?.value;
  return getter?.kind === 'function' ? callWith(I, getter, [value, self, type], at) : value;
}

/** Computed when it is first asked for, then an attribute of the object. */
function cachedProperty(
  I: Interpreter,
  property: PropertyValue,
  self: Value,
  name: string | undefined,
  at: Origin,
): Value {
  const value = callWith(I, property.getter, [self], at);
  if (self.kind === 'instance' && name !== undefined && value.kind !== 'unknown') {
    I.touch(self);
    self.attributes.set(name, value);
  }
  return value;
}

function classAttribute(I: Interpreter, value: ClassValue, name: string, at: Origin): Value | undefined {
  const found = findInMro(value.mro, name);
  if (found) {
    if (found.value.kind === 'static') {
      return found.value.passesClass ? new BoundMethod(value, found.value.callee, at) : found.value.callee;
    }
    return found.value.kind === 'instance' ? descriptorGet(I, found.value, I.none(at), value, at) : found.value;
  }
  if (name === '__name__' || name === '__qualname__') return I.str(value.name, at);
  if (name === '__module__') return I.str(value.module, at);
  if (name === '__mro__') return new TupleValue(value.mro.includes(OBJECT) ? value.mro : [...value.mro, OBJECT], at);
  if (name === '__bases__') return new TupleValue(value.bases, at);
  if (name === '__doc__') return docstring(I, value.at, at);
  if (name === '__class__') return typeOf(value);
  const ofMeta = inMetaclassOf(I, value, name, at);
  if (ofMeta) return ofMeta;
  const inside = classInside(I, value, name, at);
  if (inside) return inside;
  for (const type of value.mro) {
    const answer = type.kind === 'class' ? type.missingClassAttribute?.(I, value, name, at) : undefined;
    if (answer) return answer;
  }
  const opaque = value.mro.find((type): type is Unknown => type.kind === 'unknown');
  return opaque && new Unknown(opaque.because, at, opaque.path === undefined ? {} : { path: `${opaque.path}.${name}` });
}

function inMetaclassOf(I: Interpreter, type: ClassValue, name: string, at: Origin): Value | undefined {
  const meta = type.home === LIBRARY_HOME || name.startsWith('__') ? undefined : metaclassOf(type);
  const found = meta && inMetaclass(meta, name);
  return found && bind(I, found, type, at);
}

function superAttribute(I: Interpreter, value: SuperValue, name: string, at: Origin): Value | undefined {
  const { receiver } = value;
  const own = receiver.kind === 'instance' ? receiver.type : receiver.kind === 'class' ? receiver : undefined;
  const type = receiver.kind === 'class' && !receiver.mro.includes(value.owner) ? metaclassOf(receiver) : own;
  if (!type) return new Unknown('super() of something unknown', at);
  const rest = type.mro.slice(type.mro.indexOf(value.owner) + 1);
  for (const next of rest) {
    if (next.kind === 'unknown') return opaqueSuper(next, name, at);
    const found = next.attributes.get(name);
    if (!found) continue;
    if (name === '__new__') return found.kind === 'static' ? found.callee : found;
    if (name === '__init__' && receiver.kind === 'instance') return initOf(I, receiver, next, found, at);
    if (found.kind === 'static') return bind(I, found, type, at);
    return bind(I, found, receiver, at);
  }
  if (name === '__new__') return new NativeFunction(name, (J, call) => bareInstance(J, call.args[0], call.at));
  if (name === '__setattr__' && receiver.kind === 'instance') return plainSetattr(receiver);
  return name === '__init__' || name === '__init_subclass__'
    ? new NativeFunction(name, (J, call) => J.none(call.at))
    : undefined;
}

/** `object.__new__(cls)`. */
function bareInstance(I: Interpreter, type: Value | undefined, at: Origin): Value {
  return type?.kind === 'class'
    ? new Instance(type, at, I.home, I.assumed)
    : new Unknown('makes an object of an unknown class', at);
}

/** `super().__setattr__(name, value)`, where no class in between has one. */
function plainSetattr(receiver: Instance): NativeFunction {
  return new NativeFunction('__setattr__', (I, call) => {
    const [name, value] = call.args;
    I.touch(receiver);
    if (name?.kind === 'str' && value) receiver.attributes.set(name.value, value);
    return I.none(call.at);
  });
}

function opaqueSuper(next: Unknown, name: string, at: Origin): Value {
  return new Unknown(next.because, at, next.path === undefined ? {} : { path: `${next.path}.${name}` });
}

/** `super().__init__`, with what its class family wraps around it. */
function initOf(_: Interpreter, instance: Instance, owner: ClassValue, init: Value, at: Origin): Value {
  return new NativeFunction(
    '__init__',
    (I, call) => {
      runInit(I, instance, owner, init, call);
      return I.none(call.at);
    },
    at,
  );
}

/** Runs one `__init__` of an instance, wrapped as its class family wants it. */
export function runInit(
  I: Interpreter,
  instance: Instance,
  owner: ClassValue,
  init: Value,
  call: Parameters<NativeFunction['body']>[1],
): void {
  const wrapper = instance.type.mro.find(
    (type): type is ClassValue => type.kind === 'class' && type.wrapInit !== undefined,
  );
  if (wrapper?.wrapInit) wrapper.wrapInit(I, instance, owner, init, call);
  else I.environment.machine.call(I, init, { ...call, args: [instance, ...call.args] });
}

/** See `Machine.setAttribute`. */
export function assignAttribute(I: Interpreter, target: Value, name: string, value: Value, at: Origin): void {
  switch (target.kind) {
    case 'instance': {
      const descriptor = findInMro(target.type.mro, name)?.value;
      const setter = descriptor?.kind === 'property' ? descriptor.setter : undefined;
      if (setter) {
        callWith(I, setter, [target, value], at);
        return;
      }
      const hook = descriptor?.kind === 'instance' ? findInMro(descriptor.type.mro, '__set__')?.value : undefined;
      if (descriptor && hook?.kind === 'function') {
        callWith(I, hook, [descriptor, target, value], at);
        return;
      }
      const custom = findInMro(target.type.mro, '__setattr__')?.value;
      if (custom?.kind === 'native' || custom?.kind === 'function') {
        callWith(I, custom, [target, new StrValue(name, at), value], at);
        return;
      }
      I.touch(target);
      target.attributes.set(name, value);
      return;
    }
    case 'class':
      I.touch(target);
      target.attributes.set(name, value);
      return;
    case 'function':
      I.touch(target);
      target.attributes.set(name, value);
      return;
    case 'module':
      if (target.path === undefined && target.name === 'sys' && name === 'path' && value.kind === 'list')
        I.sysPath = value;
      I.touch(target);
      target.scope.vars.set(name, value);
      return;
    default:
      return;
  }
}
