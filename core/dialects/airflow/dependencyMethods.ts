// The operators and methods that tasks, groups, results and labels share: DependencyMixin.

import type { Call, Interpreter } from '../../eval/interpreter';
import { type ClassValue, NativeFunction, Unknown, type Value } from '../../eval/values';
import type { CompareExpr } from '../../syntax/ast';
import { originOf } from '../../text/span';
import { atLeast } from '../../text/version';
import { checkEnd } from './checks/dependencyEnds';
import { type Direction, setRelatives } from './dependencies';
import { LabelModel, nodeOf } from './model';
import { report, stateOf } from './state';

/** Puts `>>`, `<<`, set_upstream and set_downstream on a class. */
export function addDependencyMethods(type: ClassValue): void {
  const methods: readonly [name: string, direction: Direction, result: 'self' | 'other' | 'none'][] = [
    ['__rshift__', 'downstream', 'other'],
    ['__lshift__', 'upstream', 'other'],
    ['__rrshift__', 'upstream', 'self'],
    ['__rlshift__', 'downstream', 'self'],
    ['set_downstream', 'downstream', 'none'],
    ['set_upstream', 'upstream', 'none'],
  ];
  for (const [name, direction, result] of methods) {
    type.attributes.set(name, new NativeFunction(name, (I, call) => relate(I, call, direction, result)));
  }
  for (const name of ['__lt__', '__le__', '__gt__', '__ge__'])
    type.attributes.set(name, new NativeFunction(name, comparison));
  // Objects of Airflow are true, whatever class of a library they derive from.
  type.attributes.set('__bool__', new NativeFunction('__bool__', (I, call) => I.bool(true, call.at)));
  type.attributes.set('__hash__', new NativeFunction('__hash__', (I, call) => I.none(call.at)));
}

function relate(I: Interpreter, call: Call, direction: Direction, result: 'self' | 'other' | 'none'): Value {
  const [self, first] = call.args;
  const other = first ?? call.kwargs.get('task_or_task_list') ?? call.kwargs.get('other');
  const node = self && nodeOf(self);
  if (other && isLabel(self)) checkLabelEnd(I, other, call.at);
  if (node && other) setRelatives(I, node, other, direction, call.at);
  if (!self || !other || result === 'none') return I.none(call.at);
  return result === 'self' ? self : other;
}

function isLabel(value: Value | undefined): boolean {
  return value?.kind === 'instance' && value.payload instanceof LabelModel;
}

/** A label links tasks, never labels: `a >> Label("x") >> Label("y")` raises (edgemodifier.py of 2.3.4 to 3.3). */
function checkLabelEnd(I: Interpreter, other: Value, at: Call['at']): void {
  const items = other.kind === 'list' || other.kind === 'tuple' ? other.items : [other];
  const second = items.find(isLabel);
  if (!second || !atLeast(stateOf(I).version, 2, 3)) return;
  const event = { kind: 'invalid-dependency', what: 'a second label', value: originOf(second.at) } as const;
  report(I, event, at, { refuses: 'file', from: [other] });
}

/**
 * `task > other` is Airflow's notation for outlets, and takes assets. Between tasks it raises since 2.0
 * ("Left hand side … is not an outlet", "cannot be an inlet", "not supported between instances"); 1.10 does nothing.
 */
function comparison(I: Interpreter, call: Call): Value {
  const [self, other] = call.args;
  const isWritten = (call.at as Partial<CompareExpr>).kind === 'Compare';
  if (self && other && isWritten && nodeOf(self) && certainNodes(other)) {
    const refuses = atLeast(stateOf(I).version, 2) ? { refuses: 'file' as const } : {};
    report(I, { kind: 'dependency-comparison' }, call.at, { ...refuses, from: [self, other] });
  }
  return new Unknown('compares tasks', call.at);
}

function certainNodes(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items.length > 0 && value.items.every((item) => nodeOf(item));
  return nodeOf(value) !== undefined;
}

/** `>>` on a value of any kind, as `chain` needs it. */
export function shift(I: Interpreter, left: Value, right: Value, at: Call['at']): void {
  const node = nodeOf(left);
  if (node) setRelatives(I, node, right, 'downstream', at);
  else {
    const other = nodeOf(right);
    if (other) setRelatives(I, other, left, 'upstream', at);
    else if (left.kind !== 'unknown' && right.kind !== 'unknown')
      for (const side of [left, right]) checkEnd(I, side, at);
  }
}
