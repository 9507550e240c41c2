// Values that are only assumed: marked, so that nothing certain is said of what is made from them.

import type { Interpreter } from './interpreter';
import { BoolValue, FloatValue, IntValue, ListValue, NoneValue, StrValue, TupleValue, type Value } from './values';

/** The value, marked as assumed if the code that gives it runs on an assumption only. */
export function asFarAsAssumed(I: Interpreter, value: Value): Value {
  // A list must stay the object that it is: others may hold it, too.
  if (I.assumed === undefined || value.assumed !== undefined || value.kind === 'list') return value;
  return assume(value, I.assumed);
}

/** The same value, marked as only assumed; tuples and lists keep their elements. */
export function assume(value: Value, because: string): Value {
  switch (value.kind) {
    case 'tuple':
      return new TupleValue(value.items, value.at, because, value.open);
    case 'list':
      return assumedList(value, because);
    default:
      return assumeScalar(value, because);
  }
}

function assumedList(value: ListValue, because: string): Value {
  const copy = new ListValue([...value.items], value.at, value.home, because);
  copy.open = value.open;
  return copy;
}

/** The same number, text, truth value or None, marked as only assumed; every other value as it is. */
export function assumeScalar(value: Value, because: string): Value {
  switch (value.kind) {
    case 'none':
      return new NoneValue(value.at, because);
    case 'bool':
      return new BoolValue(value.value, value.at, because);
    case 'int':
      return new IntValue(value.value, value.at, because);
    case 'float':
      return new FloatValue(value.value, value.at, because);
    case 'str':
      return new StrValue(value.value, value.at, because);
    default:
      return value;
  }
}
