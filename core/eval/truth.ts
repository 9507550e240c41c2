// Whether a value counts as true.

import { findAttribute } from './attributes';
import { callWith } from './calls';
import type { Interpreter } from './interpreter';
import type { Instance, Unknown, Value } from './values';

/** Python's truth value; undefined where it cannot be known. */
export function truth(I: Interpreter, value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'str':
    case 'bytes':
      return value.value.length > 0;
    case 'list':
    case 'tuple':
      return sized(value.items.length, value.open);
    case 'set':
      return sized(value.items.size, value.open);
    case 'dict':
      return sized(value.entries.size, value.open);
    case 'instance':
      return instanceTruth(I, value);
    case 'unknown':
      return unknownTruth(I, value);
    default:
      return true;
  }
}

function sized(size: number, open: Unknown | undefined): boolean | undefined {
  if (size === 0) return open ? undefined : false;
  return open?.mayBeLess ? undefined : true;
}

function unknownTruth(I: Interpreter, value: Extract<Value, { kind: 'unknown' }>): boolean | undefined {
  if (value.truthy) return true;
  if (!value.options?.length) return undefined;
  const answers = value.options.map((option) => truth(I, option));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function instanceTruth(I: Interpreter, value: Instance): boolean | undefined {
  for (const name of ['__bool__', '__len__']) {
    const method = findAttribute(I, value, name, value.at);
    if (method?.kind === 'unknown') return value.type.mro.some((type) => type.kind === 'unknown') ? undefined : true;
    if (method) return truth(I, callWith(I, method, [], value.at));
  }
  return true;
}

/** Why the truth of a value is not known, in words for the user. */
export function whyUndecided(value: Value): string {
  if (value.kind === 'unknown') return value.because;
  const open = 'open' in value ? value.open : undefined;
  return open?.because ?? 'a condition that is not known';
}
