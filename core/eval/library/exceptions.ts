// The builtin exception classes.

import { ClassValue, LIBRARY, TupleValue, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { defineClass, harmless, native } from './define';
import { pythonRepr, pythonStr } from './repr';
import { OBJECT } from './types';

/** Indentation is inheritance. */
const HIERARCHY = `
BaseException
  BaseExceptionGroup
  GeneratorExit
  KeyboardInterrupt
  SystemExit
  Exception
    ArithmeticError
      FloatingPointError
      OverflowError
      ZeroDivisionError
    AssertionError
    AttributeError
    BufferError
    EOFError
    ExceptionGroup
    ImportError
      ModuleNotFoundError
    LookupError
      IndexError
      KeyError
    MemoryError
    NameError
      UnboundLocalError
    OSError
      BlockingIOError
      ChildProcessError
      ConnectionError
        BrokenPipeError
        ConnectionAbortedError
        ConnectionRefusedError
        ConnectionResetError
      FileExistsError
      FileNotFoundError
      InterruptedError
      IsADirectoryError
      NotADirectoryError
      PermissionError
      ProcessLookupError
      TimeoutError
    ReferenceError
    RuntimeError
      NotImplementedError
      RecursionError
    StopAsyncIteration
    StopIteration
    SyntaxError
      IndentationError
        TabError
    SystemError
    TypeError
    ValueError
      UnicodeError
        UnicodeDecodeError
        UnicodeEncodeError
        UnicodeTranslateError
    Warning
      BytesWarning
      DeprecationWarning
      EncodingWarning
      FutureWarning
      ImportWarning
      PendingDeprecationWarning
      ResourceWarning
      RuntimeWarning
      SyntaxWarning
      UnicodeWarning
      UserWarning
`;

function argsOf(a: Args): readonly Value[] | undefined {
  const self = a.value('self');
  const args = self.kind === 'instance' ? self.attributes.get('args') : undefined;
  return args?.kind === 'tuple' || args?.kind === 'list' ? args.items : undefined;
}

function messageOf(a: Args, single: typeof pythonStr): Value | string {
  const args = argsOf(a);
  const text =
    args?.length === 1
      ? single(a.I, args[0]!)
      : args?.length === 0
        ? ''
        : args && pythonRepr(a.I, new TupleValue(args, a.at));
  return text ?? new Unknown('the message of the exception is not known', a.at);
}

const METHODS = [
  native('__init__', ['self', '*args', '**kwargs'], (I, a) => {
    const self = a.value('self');
    if (self.kind === 'instance') {
      I.touch(self);
      self.attributes.set('args', new TupleValue(a.rest, a.at));
    }
    return undefined;
  }),
  native('__str__', ['self'], (_, a) => messageOf(a, pythonStr)),
  native('__repr__', ['self'], (_, a) => {
    const self = a.value('self');
    const args = argsOf(a);
    const text = args && pythonRepr(a.I, new TupleValue(args, a.at));
    if (text === undefined || self.kind !== 'instance') return new Unknown('the exception is not known', a.at);
    return self.type.name + (args?.length === 1 ? text.replace(/,\)$/, ')') : text);
  }),
  native('with_traceback', ['self', 'tb'], (_, a) => a.value('self')),
  harmless('add_note'),
];

function build(): ReadonlyMap<string, ClassValue> {
  const classes = new Map<string, ClassValue>();
  const path: ClassValue[] = [];
  for (const line of HIERARCHY.trim().split('\n')) {
    const name = line.trim();
    const depth = (line.length - name.length) / 2;
    const base = path[depth - 1] ?? OBJECT;
    const type =
      depth === 0 ? defineClass(name, { module: 'builtins', bases: [base], methods: METHODS }) : derived(name, base);
    path[depth] = type;
    classes.set(name, type);
  }
  return classes;
}

function derived(name: string, base: ClassValue): ClassValue {
  return new ClassValue(name, [base], LIBRARY, 0, 'builtins');
}

/** Every builtin exception class by name, `IOError` and `EnvironmentError` among them. */
export const EXCEPTIONS: ReadonlyMap<string, ClassValue> = (() => {
  const classes = new Map(build());
  for (const alias of ['IOError', 'EnvironmentError']) classes.set(alias, classes.get('OSError')!);
  classes.get('KeyError')!.attributes.set(
    '__str__',
    native('__str__', ['self'], (_, a) => messageOf(a, pythonRepr)),
  );
  return classes;
})();

/** An exception class of a library, derived from builtin ones. */
export function exceptionClass(name: string, module: string, base = 'Exception'): ClassValue {
  return new ClassValue(name, [EXCEPTIONS.get(base)!], LIBRARY, 0, module);
}
