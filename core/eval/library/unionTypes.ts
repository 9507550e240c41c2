// `int | None`: types.UnionType, as a value of its own.

import type { Origin } from '../../text/span';
import type { Interpreter } from '../interpreter';
import { ClassValue, LIBRARY, LIBRARY_HOME, type Value } from '../values';
import { makeInstance } from './results';

/** The members of a union, in the order in which they are written. */
class Members {
  constructor(readonly list: readonly Value[]) {}
}

const UNION_TYPE = new ClassValue('UnionType', [], LIBRARY, LIBRARY_HOME, 'types');

/** The members of `A | B`; undefined for everything else. */
export function unionMembers(value: Value): readonly Value[] | undefined {
  return value.kind === 'instance' && value.payload instanceof Members ? value.payload.list : undefined;
}

/** True if `|` between the two makes a union: of classes, None and other unions. */
export function areTypes(left: Value, right: Value): boolean {
  return [left, right].every(isType) && (left.kind !== 'none' || right.kind !== 'none');
}

function isType(value: Value): boolean {
  return value.kind === 'class' || value.kind === 'none' || unionMembers(value) !== undefined;
}

/** `left | right` of types. */
export function unionOf(I: Interpreter, left: Value, right: Value, at: Origin): Value {
  const members = [left, right].flatMap((side) => unionMembers(side) ?? [side]);
  return makeInstance(I, UNION_TYPE, new Members(members), at, [left, right]);
}
