// Values that a piece of code gives while it stands on an assumption.

import type { Interpreter } from './interpreter';
import { assume } from './library/environ';
import type { Value } from './values';

/** The value, marked as assumed if the code that gives it runs on an assumption only. */
export function asFarAsAssumed(I: Interpreter, value: Value): Value {
  // A list must stay the object that it is: others may hold it, too.
  if (I.assumed === undefined || value.assumed !== undefined || value.kind === 'list') return value;
  return assume(value, I.assumed);
}
