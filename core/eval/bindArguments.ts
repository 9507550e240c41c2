// Arguments of a call to the parameters of a function of the user's.

import type { Param } from '../syntax/ast';
import type { Call, Interpreter } from './interpreter';
import { DictValue, type FunctionValue, StrValue, TupleValue, Unknown, type Value } from './values';

/** Sets the parameters in `vars`; a TypeError where Python would raise one. */
export function bindArguments(I: Interpreter, callee: FunctionValue, call: Call, vars: Map<string, Value>): void {
  const left = new Map(call.kwargs);
  let position = 0;
  for (const param of callee.definition.params) {
    const name = param.name.name;
    switch (param.form) {
      case 'varargs':
        vars.set(name, new TupleValue(call.args.slice(position), call.at, I.assumed, call.open));
        position = call.args.length;
        break;
      case 'kwargs':
        vars.set(name, restOf(I, left, call));
        left.clear();
        break;
      default: {
        const given = param.form === 'keyword-only' ? undefined : call.args[position];
        if (given) position++;
        vars.set(name, given ?? take(left, name, param) ?? missing(I, callee, param, call));
      }
    }
  }
  checkSurplus(I, callee, call, position, left);
}

function take(left: Map<string, Value>, name: string, param: Param): Value | undefined {
  if (param.form === 'positional-only') return undefined;
  const value = left.get(name);
  left.delete(name);
  return value;
}

function missing(I: Interpreter, callee: FunctionValue, param: Param, call: Call): Value {
  if (call.open) return new Unknown(call.open.because, call.at);
  const byDefault = callee.defaults.get(param);
  if (byDefault) return byDefault;
  return I.fail('TypeError', `${callee.name}() missing a required argument: '${param.name.name}'`, call.at);
}

function restOf(I: Interpreter, left: ReadonlyMap<string, Value>, call: Call): DictValue {
  const entries = [...left].map(([key, value]) => [`s${key}`, { key: new StrValue(key, call.at), value }] as const);
  const dict = new DictValue(new Map(entries), call.at, I.home, I.assumed);
  dict.open = call.open;
  return dict;
}

function checkSurplus(
  I: Interpreter,
  callee: FunctionValue,
  call: Call,
  position: number,
  left: ReadonlyMap<string, Value>,
): void {
  const [name] = left.keys();
  if (name !== undefined) I.fail('TypeError', `${callee.name}() got an unexpected keyword argument '${name}'`, call.at);
  else if (position < call.args.length)
    I.fail('TypeError', `${callee.name}() takes fewer positional arguments`, call.at);
}
