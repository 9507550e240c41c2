// `class` statements.

import type { ClassDef } from '../syntax/ast';
import { findInMro } from './attributeLookup';
import { callValue, callWith } from './calls';
import { evaluate, moduleOf } from './expressions';
import type { Interpreter } from './interpreter';
import { makeDict } from './keys';
import { asClass } from './libraryModules';
import { inMetaclass, metaclassOf } from './metaclass';
import { Scope } from './scope';
import { ClassValue, LIBRARY_HOME, TupleValue, Unknown, type Value } from './values';

/** The class, through its decorators. */
export function defineClass(I: Interpreter, node: ClassDef, outer: Scope): Value {
  const bases = node.bases
    .filter((base) => base.star === 0 && !base.name)
    .map((base) => baseClass(I, asClass(evaluate(I, base.value, outer))));
  const decorators = node.decorators.map((decorator) => evaluate(I, decorator, outer));
  const scope = new Scope('class', outer);
  I.environment.machine.execute(I, node.body, scope);
  const type = new ClassValue(node.name.name, bases, node, I.home, moduleOf(outer).name);
  type.definedIn = moduleOf(outer);
  type.bodyScope = scope;
  I.classes.add(type);
  for (const [name, value] of scope.vars) {
    type.attributes.set(name, value);
    own(value, type);
  }
  for (const statement of node.body) {
    if (statement.kind === 'AnnotatedAssign' && statement.target.kind === 'Name')
      type.annotated.push(statement.target.name);
  }
  for (const base of type.mro.slice(1)) if (base.kind === 'class') base.onSubclass?.(I, type);
  nameDescriptors(I, type, node);
  announce(I, node, type, outer);
  let value: Value = throughMetaclass(I, node, type, outer);
  for (const [index, decorator] of decorators.reverse().entries()) {
    value = callWith(I, decorator, [value], node.decorators[decorators.length - 1 - index]!);
  }
  // A class decorator of an opaque library still leaves a class, as nearly all of them do.
  return value.kind === 'unknown' ? type : value;
}

/** What the metaclass makes of the class: its `__new__` and `__init__` run; without one of the user's, the class itself. */
function throughMetaclass(I: Interpreter, node: ClassDef, type: ClassValue, outer: Scope): Value {
  const written = node.bases.find((base) => base.name?.name === 'metaclass');
  const meta = written ? evaluate(I, written.value, outer) : metaclassOf(type);
  if (meta?.kind !== 'class' || meta.home === LIBRARY_HOME) return type;
  type.attributes.set('__class__', meta);
  const names = makeDict(
    I,
    [...type.attributes]
      .filter(([name]) => name !== '__class__')
      .map(([name, value]) => [I.str(name, node), value] as const),
    node,
  );
  const args = [I.str(type.name, node), new TupleValue(type.bases, node), names];
  const kwargs = keywordsOf(I, node, outer);
  const maker = inMetaclass(meta, '__new__');
  const make = maker?.kind === 'static' ? maker.callee : maker;
  I.classInMaking = type;
  const made = make ? callValue(I, make, { args: [meta, ...args], kwargs, open: undefined, at: node }) : type;
  I.classInMaking = undefined;
  const init = inMetaclass(meta, '__init__');
  if (init && made.kind === 'class') callValue(I, init, { args: [made, ...args], kwargs, open: undefined, at: node });
  return made.kind === 'class' ? made : type;
}

/** Calls the `__set_name__` of the objects in the class body that have one. */
function nameDescriptors(I: Interpreter, type: ClassValue, node: ClassDef): void {
  for (const [name, value] of [...type.attributes]) {
    const hook = value.kind === 'instance' ? findInMro(value.type.mro, '__set_name__')?.value : undefined;
    if (hook?.kind === 'function') callWith(I, hook, [value, type, I.str(name, node)], node);
  }
}

/** Calls the `__init_subclass__` that the class inherits, with the keywords of the `class` statement. */
function announce(I: Interpreter, node: ClassDef, type: ClassValue, outer: Scope): void {
  const hook = findInMro(type.mro.slice(1), '__init_subclass__')?.value;
  const callee = hook?.kind === 'static' ? hook.callee : hook;
  if (callee?.kind !== 'function') return;
  callValue(I, callee, { args: [type], kwargs: keywordsOf(I, node, outer), open: undefined, at: node });
}

/** The keywords of the `class` statement, the metaclass left out. */
function keywordsOf(I: Interpreter, node: ClassDef, outer: Scope): ReadonlyMap<string, Value> {
  const kwargs = new Map<string, Value>();
  for (const { name, value } of node.bases) {
    if (name && name.name !== 'metaclass') kwargs.set(name.name, evaluate(I, value, outer));
  }
  return kwargs;
}

function baseClass(I: Interpreter, value: Value): ClassValue | Unknown {
  if (value.kind === 'class') return value;
  if (value.kind === 'unknown') return I.environment.models.opaqueBase(I, value) ?? value;
  return new Unknown('a base class that is not known', value.at);
}

/** Tells a function of the class body whose `super()` it means. */
function own(value: Value, type: ClassValue): void {
  switch (value.kind) {
    case 'function':
      value.owner ??= type;
      return;
    case 'static':
      own(value.callee, type);
      return;
    case 'property':
      own(value.getter, type);
      if (value.setter) own(value.setter, type);
      if (value.deleter) own(value.deleter, type);
      return;
    default:
      return;
  }
}
