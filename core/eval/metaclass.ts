// Metaclasses of the user's: what a class does where its metaclass says so.

import type { Origin } from '../text/span';
import { BoundMethod, type ClassValue, LIBRARY_HOME, type Value } from './values';

/** The metaclass of a class, if the user wrote it; it is kept, and inherited, as the attribute `__class__`. */
export function metaclassOf(type: ClassValue): ClassValue | undefined {
  for (const base of type.mro) {
    const found = base.kind === 'class' ? base.attributes.get('__class__') : undefined;
    if (found?.kind === 'class') return found;
  }
  return undefined;
}

/** What the metaclass itself, not Python's `type`, has under a name. */
export function inMetaclass(meta: ClassValue, name: string): Value | undefined {
  for (const base of meta.mro) {
    if (base.kind === 'unknown' || base.home === LIBRARY_HOME) return undefined;
    const found = base.attributes.get(name);
    if (found) return found;
  }
  return undefined;
}

/** A method that a class has from its metaclass: `for x in cls`, `cls[…]`, `cls.method()`. */
export function metaMethod(type: ClassValue, name: string, at: Origin): Value | undefined {
  const meta = metaclassOf(type);
  const found = meta && inMetaclass(meta, name);
  return found?.kind === 'function' ? new BoundMethod(type, found, at) : undefined;
}
