// Names that Python would not find: noted where nothing can have put them there unseen.

import type { Origin } from '../text/span';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';

export interface UndefinedName {
  readonly name: string;
  readonly at: Origin;
  /** Names that can be seen from there. */
  readonly known: readonly string[];
}

/** Builtins and names of modules and class bodies that Python has and no model gives a value (3.8 to 3.14). */
const ALWAYS_THERE: ReadonlySet<string> = new Set(
  `__annotations__ __build_class__ __builtins__ __cached__ __class__ __debug__ __dict__ __doc__ __file__ __import__ __loader__
  __module__ __name__ __package__ __path__ __qualname__ __spec__ aiter anext ascii breakpoint bytearray callable classmethod
  compile complex copyright credits delattr dir divmod eval exec exit format frozenset globals hash help hex id input
  isinstance issubclass license locals memoryview oct open ord pow print property quit repr reversed round setattr slice
  staticmethod super vars BaseExceptionGroup ExceptionGroup EncodingWarning PythonFinalizationError WindowsError
  reveal_locals reveal_type display get_ipython`.split(/\s+/),
);

/** Notes a name of the checked file that is certainly not defined when this place is reached. */
export function noteUndefined(I: Interpreter, name: string, at: Origin, scope: Scope): void {
  if (at.uri !== I.entry || I.doubt !== undefined || I.isCaught('NameError') || ALWAYS_THERE.has(name)) return;
  if (scope.module.mayHoldMore || I.undefinedNames.some((noted) => noted.name === name)) return;
  I.undefinedNames.push({ name, at, known: visibleNames(I, scope) });
}

function visibleNames(I: Interpreter, scope: Scope): string[] {
  const names = [...I.environment.builtins.keys()];
  for (let inner: Scope | undefined = scope; inner; inner = inner.parent) names.push(...inner.vars.keys());
  return names.filter((name) => !name.startsWith('<'));
}
