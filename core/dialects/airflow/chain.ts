// chain, chain_linear and cross_downstream.

import type { Call, Interpreter } from '../../eval/interpreter';
import { NativeFunction, Unknown, type Value } from '../../eval/values';
import { contains } from '../../text/span';
import { checkEnd, isUncalled } from './checks/dependencyEnds';
import { shift } from './dependencyMethods';
import { nodeOf } from './model';
import { report } from './state';

/** The elements of a list or tuple; undefined for anything else. */
function elements(value: Value): readonly Value[] | undefined {
  return value.kind === 'list' || value.kind === 'tuple' ? value.items : undefined;
}

function chain(I: Interpreter, call: Call): Value {
  const { args } = call;
  if (call.open) I.gap(`the arguments of chain() are not all known: ${call.open.because}`, call.at);
  for (let i = 0; i + 1 < args.length; i++) link(I, args[i]!, args[i + 1]!, call, 'chain');
  return I.none(call.at);
}

function link(I: Interpreter, up: Value, down: Value, call: Call, name: string): void {
  const [ups, downs] = [elements(up), elements(down)];
  if (!ups || !downs) {
    if (up.kind === 'unknown' && down.kind === 'unknown') I.gap('the arguments of chain() are not known', call.at);
    else shift(I, up, down, call.at);
    return;
  }
  if (hasOpen(up) || hasOpen(down)) {
    I.gap('the lists given to chain() are not all known', call.at);
    return;
  }
  if (ups.length !== downs.length) {
    // A list made elsewhere is right there; here it does not fit.
    const place = contains(call.at, down.at) ? down.at : call.at;
    report(I, { kind: 'chain-length-mismatch', lengths: [ups.length, downs.length], function: name }, place, {
      refuses: 'file',
      from: [up, down],
    });
    return;
  }
  for (const [index, first] of ups.entries()) shift(I, first, downs[index]!, call.at);
}

function hasOpen(value: Value): boolean {
  return (value.kind === 'list' || value.kind === 'tuple') && value.open !== undefined;
}

/** Every element of a list before every element of the next. */
function chainLinear(I: Interpreter, call: Call): Value {
  const { args } = call;
  for (let i = 0; i + 1 < args.length; i++) {
    for (const up of elements(args[i]!) ?? [args[i]!]) shift(I, up, args[i + 1]!, call.at);
  }
  return I.none(call.at);
}

function crossDownstream(I: Interpreter, call: Call): Value {
  const from = call.args[0] ?? call.kwargs.get('from_tasks');
  const to = call.args[1] ?? call.kwargs.get('to_tasks');
  if (from && to) for (const up of elements(from) ?? [from]) shift(I, up, to, call.at);
  return I.none(call.at);
}

export const CHAIN = new NativeFunction('chain', chain);
export const CHAIN_LINEAR = new NativeFunction('chain_linear', chainLinear);
export const CROSS_DOWNSTREAM = new NativeFunction('cross_downstream', crossDownstream);

/** `f >> g`, `f >> [task]`: of functions that were not called Python knows no such operator. */
function neitherIsTask(I: Interpreter, left: Value, right: Value, at: Call['at']): boolean {
  const sides = [left, right];
  if (!sides.some(isUncalled) || sides.some((side) => nodeOf(side) || side.kind === 'unknown')) return false;
  for (const side of sides) checkEnd(I, side, at);
  return true;
}

/** `[a, b] >> [c, d]`: Python knows no such operator. The edges are not made; the right side is the result. */
export function listShift(
  I: Interpreter,
  operator: string,
  left: Value,
  right: Value,
  at: Call['at'],
): Value | undefined {
  if (operator !== '>>' && operator !== '<<') return undefined;
  if (neitherIsTask(I, left, right, at)) return new Unknown('a function that was not called makes no task', at);
  const [lefts, rights] = [elements(left), elements(right)];
  if (!lefts || !rights) return undefined;
  if (!lefts.some((value) => nodeOf(value)) && !rights.some((value) => nodeOf(value))) return undefined;
  report(I, { kind: 'list-shift-list', operator }, at, { refuses: 'file', from: [left, right] });
  return new Unknown('lists cannot be set upstream of lists', at);
}
