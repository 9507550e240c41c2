// The module inspect, as far as code asks it at parse time: where a class or function comes from.

import { findAttribute } from '../attributes';
import { type ClassValue, type FunctionValue, Instance, LIBRARY, LIBRARY_HOME, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { defineClass, moduleOf, native, unknowable } from './define';
import { textDict } from './types';

/** The module of the workspace behind a class, function, method or instance. */
function moduleBehind(value: Value): Value | undefined {
  switch (value.kind) {
    case 'module':
      return value;
    case 'function':
      return value.module;
    case 'class':
      return value.definedIn;
    case 'instance':
      return value.type.definedIn;
    case 'method':
      return moduleBehind(value.callee);
    default:
      return undefined;
  }
}

function module(a: Args): Value {
  return moduleBehind(a.value('object')) ?? new Unknown('the module of something that is not read', a.at);
}

function file(a: Args): Value {
  const found = module(a);
  if (found.kind !== 'module' || found.path === undefined)
    return new Unknown('the file of something that is not read', a.at);
  return a.I.str(found.path, a.at);
}

const EMPTY = defineClass('_empty', { module: 'inspect' });

/** The kinds of parameters, by how they are written. */
const KINDS = {
  'positional-only': 'POSITIONAL_ONLY',
  normal: 'POSITIONAL_OR_KEYWORD',
  varargs: 'VAR_POSITIONAL',
  'keyword-only': 'KEYWORD_ONLY',
  kwargs: 'VAR_KEYWORD',
} as const;

const KIND = defineClass('_ParameterKind', { module: 'inspect' });
const KIND_MEMBERS: Readonly<Record<string, Instance>> = Object.fromEntries(
  Object.values(KINDS).map((name) => [name, new Instance(KIND, LIBRARY, LIBRARY_HOME)]),
);

const PARAMETER: ClassValue = defineClass('Parameter', {
  module: 'inspect',
  attributes: { empty: EMPTY, ...KIND_MEMBERS },
});
const SIGNATURE: ClassValue = defineClass('Signature', { module: 'inspect', attributes: { empty: EMPTY } });

/** The function behind something that can be called, and whether its first parameter is taken already. */
function functionBehind(value: Value): { readonly callee: FunctionValue; readonly isBound: boolean } | undefined {
  if (value.kind === 'method' && value.callee.kind === 'function') return { callee: value.callee, isBound: true };
  if (value.kind !== 'function') return undefined;
  const wrapped = value.attributes.get('__wrapped__');
  return wrapped ? functionBehind(wrapped) : { callee: value, isBound: false };
}

function signature(a: Args): Value {
  const given = a.known('object');
  const init = given.kind === 'class' ? findAttribute(a.I, given, '__init__', a.at) : undefined;
  const found = functionBehind(init ?? given);
  if (!found) return new Unknown('inspect.signature looks into running code', a.at);
  const { callee, isBound } = found;
  const params = callee.definition.params.slice(isBound || init ? 1 : 0);
  const made = new Instance(SIGNATURE, a.at, a.I.home);
  const parameters = params.map((param) => {
    const parameter = new Instance(PARAMETER, a.at, a.I.home);
    parameter.attributes.set('name', a.I.str(param.name.name, a.at));
    parameter.attributes.set('default', callee.defaults.get(param) ?? EMPTY);
    parameter.attributes.set('kind', KIND_MEMBERS[KINDS[param.form]]!);
    parameter.attributes.set('annotation', param.annotation ? new Unknown('a type annotation', a.at) : EMPTY);
    return [param.name.name, parameter] as const;
  });
  made.attributes.set('parameters', textDict(a.I, parameters, a.at));
  made.attributes.set('return_annotation', new Unknown('a type annotation', a.at));
  return made;
}

export const INSPECT_MODULE = moduleOf([
  PARAMETER,
  SIGNATURE,
  native('signature', ['object', '**options'], (_, a) => signature(a)),
  native(
    'isabstract',
    ['object'],
    (_, a) => a.known('object').kind === 'class' && new Unknown('asks for abstract methods', a.at),
  ),
  native('getdoc', ['object'], (_, a) => findAttribute(a.I, a.known('object'), '__doc__', a.at) ?? a.I.none(a.at)),
  native('isgeneratorfunction', ['object'], (_, a) => {
    const value = a.known('object');
    return value.kind === 'function' && value.definition.kind === 'FunctionDef' && value.definition.isGenerator;
  }),
  native('getmodule', ['object'], (_, a) => module(a)),
  native('getfile', ['object'], (_, a) => file(a)),
  native('getsourcefile', ['object'], (_, a) => file(a)),
  native('isclass', ['object'], (_, a) => a.known('object').kind === 'class'),
  native('isfunction', ['object'], (_, a) => a.known('object').kind === 'function'),
  native('ismodule', ['object'], (_, a) => a.known('object').kind === 'module'),
  ...['getmembers', 'getsource', 'stack', 'currentframe', 'getargspec', 'getfullargspec'].map((name) =>
    unknowable(name, `inspect.${name} looks into running code`),
  ),
]);
