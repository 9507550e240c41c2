// The module contextlib.

import { findAttribute } from '../attributes';
import { callWith } from '../calls';
import { type ClassValue, Instance, type NativeFunction, type Value } from '../values';
import { CONTEXT_MANAGER } from '../withStatement';
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

/** `ExitStack`: enters what it is given; the end of each is not followed. */
const EXIT_STACK: ClassValue = defineClass('ExitStack', {
  module: 'contextlib',
  methods: [
    native('__enter__', ['self'], (_, a) => a.value('self')),
    native('__exit__', ['self', '*details'], () => undefined),
    native('enter_context', ['self', 'cm'], (I, a) => {
      const entering = findAttribute(I, a.known('cm'), '__enter__', a.at);
      return entering ? callWith(I, entering, [], a.at) : a.value('cm');
    }),
    native('push', ['self', 'exit'], (_, a) => a.value('exit')),
    ...['callback', 'close', 'pop_all'].map(harmless),
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
