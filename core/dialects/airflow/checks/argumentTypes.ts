// Arguments whose type Airflow checks when the object is made.

import type { Interpreter } from '../../../eval/interpreter';
import { pythonRepr } from '../../../eval/library/text';
import { underlying } from '../../../eval/library/underlying';
import { typeName } from '../../../eval/operators';
import type { Value } from '../../../eval/values';
import type { Origin } from '../../../text/span';
import { argumentPlace } from '../arguments';
import type { DagModel } from '../model';
import { isDelta } from '../moments';
import { report } from '../state';

export type ExpectedType = 'text' | 'integer' | 'number' | 'bool' | 'duration' | 'list' | 'dict' | 'textOrList';
export type TypeTable = readonly (readonly [argument: string, type: ExpectedType])[];

/** In words, as in "takes …". */
const WORDS: Readonly<Record<ExpectedType, string>> = {
  text: 'a text',
  integer: 'a whole number',
  number: 'a number',
  bool: 'True or False',
  duration: 'a timedelta',
  list: 'a list',
  dict: 'a dict',
  textOrList: 'a text or a list of texts',
};

/** Reports each given value that certainly has another type; None passes. */
export function checkTypes(
  I: Interpreter,
  callee: string,
  types: TypeTable,
  given: Pick<ReadonlyMap<string, Value>, 'get'>,
  at: Origin,
  dag: DagModel | undefined,
  refuses: 'file' | 'dag' = 'file',
): void {
  for (const [name, expected] of types) {
    const value = given.get(name);
    if (value && isOther(value, expected)) reportInvalid(I, callee, name, value, WORDS[expected], at, dag, refuses);
  }
}

/** Reports an argument that Airflow refuses because of its value. `expected`: as in "takes …". */
export function reportInvalid(
  I: Interpreter,
  callee: string,
  name: string,
  value: Value,
  expected: string,
  at: Origin,
  dag: DagModel | undefined,
  refuses: 'file' | 'dag' = 'file',
): void {
  const text = pythonRepr(I, value);
  const given = text !== undefined && text.length <= 60 ? text : `a value of type ${typeName(value)}`;
  report(I, { kind: 'invalid-argument', callee, name, expected, given }, argumentPlace(I, at, name, value), {
    dag,
    refuses,
    from: [value],
  });
}

/** True if a value is certainly of another type, as `isinstance` sees it; None and what is not known never are. */
export function isOther(given: Value, expected: ExpectedType): boolean {
  const value = underlying(given);
  if (value.kind === 'none' || value.kind === 'unknown') return false;
  if (value.kind === 'instance') {
    if (value.type.mro.some((base) => base.kind === 'unknown')) return false;
    return expected === 'duration' ? !isDelta(value) : isDelta(value);
  }
  switch (expected) {
    case 'text':
      return value.kind !== 'str';
    case 'integer':
      return value.kind !== 'int' && value.kind !== 'bool';
    case 'number':
      return value.kind !== 'int' && value.kind !== 'bool' && value.kind !== 'float';
    case 'bool':
      return value.kind !== 'bool';
    case 'duration':
      return true;
    case 'list':
      return value.kind !== 'list';
    case 'dict':
      return value.kind !== 'dict';
    case 'textOrList':
      return value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
  }
}
