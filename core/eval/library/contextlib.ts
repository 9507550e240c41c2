// The module contextlib.

import { findAttribute } from '../attributes';
import { callValue, callWith, NO_KEYWORDS } from '../calls';
import { CONTEXT_MANAGER, GENERATOR_MANAGER, generatorBehind } from '../generatorManager';
import { type ClassValue, Instance, type NativeFunction, type Value } from '../values';
import { throughGenerator } from '../withStatement';
import type { Args } from './arguments';
import { defineClass, harmless, moduleOf, native } from './define';

/** Marks a generator function; `with` runs it around its body. */
function mark(name: string): NativeFunction {
  return native(name, ['func'], (I, a) => {
    const target = a.value('func');
    if (target.kind !== 'function') return target;
    I.touch(target);
    target.attributes.set(CONTEXT_MANAGER, I.bool(true, a.at));
    return target;
  });
}

/** A context manager that gives one value, or itself. */
function manager(name: string, enter: (a: Args) => Value): ClassValue {
  return defineClass(name, {
    module: 'contextlib',
    methods: [
      native('__init__', ['self', 'value=None', '*rest', '**options'], (I, a) => {
        const self = a.value('self');
        if (self.kind === 'instance') {
          I.touch(self);
          self.attributes.set('_value', a.value('value'));
        }
        return undefined;
      }),
      native('__enter__', ['self'], (_, a) => enter(a)),
      native('__exit__', ['self', '*details'], () => undefined),
    ],
  });
}

function kept(a: Args): Value {
  const self = a.value('self');
  return (self.kind === 'instance' && self.attributes.get('_value')) || a.I.none(a.at);
}

const itself = (a: Args): Value => a.value('self');

GENERATOR_MANAGER.attributes.set(
  '__call__',
  native('__call__', ['self', 'func'], (_, a) => {
    const [generator, func] = [generatorBehind(a.value('self')), a.value('func')];
    if (!generator) return func;
    return native('inner', ['*args', '**kwargs'], (I, inner) =>
      throughGenerator(I, generator, () => callValue(I, func, inner.call)),
    );
  }),
);

/** Adds what an ExitStack does at its end. */
function atExit(a: Args, callee: Value, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): void {
  const stack = a.value('self');
  if (stack.kind !== 'instance') return;
  const kept = stack.attributes.get(EXITS);
  const step = native('exit', [], (I) => callValue(I, callee, { args, kwargs, open: undefined, at: a.at }));
  a.I.touch(stack);
  stack.attributes.set(EXITS, a.I.list([...(kept?.kind === 'list' ? kept.items : []), step], a.at));
}

/** What an ExitStack does at its end, first to last. */
const EXITS = '<exits>';

function closeStack(a: Args): undefined {
  const stack = a.value('self');
  const kept = stack.kind === 'instance' ? stack.attributes.get(EXITS) : undefined;
  if (stack.kind !== 'instance' || kept?.kind !== 'list') return;
  a.I.touch(stack);
  stack.attributes.delete(EXITS);
  for (const step of [...kept.items].reverse()) callWith(a.I, step, [], a.at);
}

function enterContext(a: Args): Value {
  const manager = a.known('cm');
  const entering = findAttribute(a.I, manager, '__enter__', a.at);
  const exit = findAttribute(a.I, manager, '__exit__', a.at);
  const none = a.I.none(a.at);
  const value = entering ? callWith(a.I, entering, [], a.at) : manager;
  if (exit && exit.kind !== 'unknown') atExit(a, exit, [none, none, none], NO_KEYWORDS);
  return value;
}

/** `ExitStack`: enters what it is given, and leaves it at the end, the last first. Exceptions go through. */
const EXIT_STACK: ClassValue = defineClass('ExitStack', {
  module: 'contextlib',
  methods: [
    native('__enter__', ['self'], (_, a) => a.value('self')),
    native('__exit__', ['self', '*details'], (_, a) => closeStack(a)),
    native('close', ['self'], (_, a) => closeStack(a)),
    native('enter_context', ['self', 'cm'], (_, a) => enterContext(a)),
    native('callback', ['self', 'callback', '*args', '**kwargs'], (_, a) => {
      atExit(a, a.value('callback'), a.rest, a.keywords);
      return a.value('callback');
    }),
    native('push', ['self', 'exit'], (_, a) => a.value('exit')),
    harmless('pop_all'),
  ],
});

/** `ContextDecorator`: used as a decorator, it leaves the function as it is. */
const CONTEXT_DECORATOR = defineClass('ContextDecorator', {
  module: 'contextlib',
  methods: [native('__call__', ['self', 'func'], (_, a) => a.value('func'))],
});

export const CONTEXTLIB_MODULE = moduleOf([
  mark('contextmanager'),
  mark('asynccontextmanager'),
  manager('nullcontext', kept),
  manager('closing', kept),
  ...['suppress', 'redirect_stdout', 'redirect_stderr', 'chdir'].map((name) => manager(name, itself)),
  EXIT_STACK,
  defineClass('AsyncExitStack', { module: 'contextlib', bases: [EXIT_STACK] }),
  CONTEXT_DECORATOR,
  defineClass('AbstractContextManager', { module: 'contextlib' }),
]);

/** An object whose every attribute can be called and gives None: loggers and the like. */
export function silentClass(name: string, module: string): ClassValue {
  const type = defineClass(name, { module, methods: [harmless('__init__')] });
  type.missingAttribute = (_, __, attribute) => (attribute.startsWith('__') ? undefined : harmless(attribute));
  return type;
}

/** An instance of such a class. */
export function silent(a: Args, type: ClassValue): Instance {
  return new Instance(type, a.at, a.I.home);
}
