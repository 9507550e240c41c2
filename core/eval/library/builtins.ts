// Python's builtin names.

import { namesOf } from '../classInsides';
import { BoolValue, EllipsisValue, LIBRARY, Unknown, type Value } from '../values';
import { CLASS_BUILTINS } from './classes';
import { harmless, makeList, moduleOf, native, unknowable } from './define';
import { EXCEPTIONS } from './exceptions';
import { forgetContent, OPEN } from './fileObjects';
import { ITERATION_BUILTINS } from './iterationBuiltins';
import { NOT_IMPLEMENTED } from './notImplemented';
import { NUMBER_BUILTINS } from './numberBuiltins';
import { RANGE } from './range';
import { OBJECT, TYPES } from './types';

export { typeOf } from './types';

const UNKNOWABLE = [
  unknowable('hash', 'hashes differ from run to run'),
  unknowable('id', 'addresses differ from run to run'),
  unknowable('input', 'asks the user'),
  unknowable('eval', 'runs code from a text'),
  unknowable('exec', 'runs code from a text'),
  unknowable('compile', 'runs code from a text'),
  native('dir', ['object?'], (I, a) => {
    const names = a.find('object') && namesOf(a.value('object'));
    return names
      ? makeList(
          I,
          names.map((name) => I.str(name, a.at)),
          a.at,
        )
      : new Unknown('lists the names an object has', a.at);
  }),
  ...['exit', 'quit'].map((name) => unknowable(name, 'ends the program')),
  ...['bytearray', 'memoryview', 'complex'].map((name) => unknowable(name, `${name} is not modelled`)),
];

/** All builtin functions, classes and constants by name, except those that need the place they are called from. */
export const BUILTINS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...EXCEPTIONS,
  ...moduleOf(
    [
      OBJECT,
      ...Object.values(TYPES),
      RANGE,
      OPEN,
      ...CLASS_BUILTINS,
      ...ITERATION_BUILTINS,
      ...NUMBER_BUILTINS,
      ...UNKNOWABLE,
      native('print', ['*values', '**options'], (_, a) => {
        const file = a.keywords.get('file');
        return file && forgetContent(a, file);
      }),
      ...['breakpoint', 'help'].map(harmless),
    ],
    {
      NotImplemented: NOT_IMPLEMENTED,
      Ellipsis: new EllipsisValue(LIBRARY),
      __debug__: new BoolValue(true, LIBRARY),
    },
  ),
]);
