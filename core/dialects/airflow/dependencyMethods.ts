// The operators and methods that tasks, groups, results and labels share: DependencyMixin.

import type { Call, Interpreter } from '../../eval/interpreter';
import { type ClassValue, NativeFunction, type Value } from '../../eval/values';
import { type Direction, setRelatives } from './dependencies';
import { nodeOf } from './model';

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
  // Objects of Airflow are true, whatever class of a library they derive from.
  type.attributes.set('__bool__', new NativeFunction('__bool__', (I, call) => I.bool(true, call.at)));
  type.attributes.set('__hash__', new NativeFunction('__hash__', (I, call) => I.none(call.at)));
}

function relate(I: Interpreter, call: Call, direction: Direction, result: 'self' | 'other' | 'none'): Value {
  const [self, first] = call.args;
  const other = first ?? call.kwargs.get('task_or_task_list') ?? call.kwargs.get('other');
  const node = self && nodeOf(self);
  if (node && other) setRelatives(I, node, other, direction, call.at);
  if (!self || !other || result === 'none') return I.none(call.at);
  return result === 'self' ? self : other;
}

/** `>>` on a value of any kind, as `chain` needs it. */
export function shift(I: Interpreter, left: Value, right: Value, at: Call['at']): void {
  const node = nodeOf(left);
  if (node) setRelatives(I, node, right, 'downstream', at);
  else {
    const other = nodeOf(right);
    if (other) setRelatives(I, other, left, 'upstream', at);
  }
}
