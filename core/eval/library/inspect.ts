// The module inspect, as far as code asks it at parse time: where a class or function comes from.

import { Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { moduleOf, native, unknowable } from './define';

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

export const INSPECT_MODULE = moduleOf([
  native('getmodule', ['object'], (_, a) => module(a)),
  native('getfile', ['object'], (_, a) => file(a)),
  native('getsourcefile', ['object'], (_, a) => file(a)),
  native('isclass', ['object'], (_, a) => a.known('object').kind === 'class'),
  native('isfunction', ['object'], (_, a) => a.known('object').kind === 'function'),
  native('ismodule', ['object'], (_, a) => a.known('object').kind === 'module'),
  ...['signature', 'getmembers', 'getsource', 'getdoc', 'stack', 'currentframe', 'getargspec', 'getfullargspec'].map(
    (name) => unknowable(name, `inspect.${name} looks into running code`),
  ),
]);
