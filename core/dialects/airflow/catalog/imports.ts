// Does `from module import name` work in this line of Airflow, and if not, where is the thing?

import { nearName } from '../../../text/nearName';
import { splitPath } from '../dottedNames';
import type { ModuleData } from './data';
import type { Distribution, Library } from './library';

export type ImportAnswer =
  | { readonly kind: 'present' }
  /** It works with a warning. @property target the new path, if it is known and there */
  | { readonly kind: 'deprecated'; readonly target: string | undefined }
  /**
   * It is not in the release that was read. For the package of a provider that says nothing about other versions of it.
   * @property target where the thing is in this line @property near a name of the module that may have been meant
   * @property distribution the package that has the module; undefined if there is no such module
   */
  | {
      readonly kind: 'absent';
      readonly target: string | undefined;
      readonly near: string | undefined;
      readonly distribution: Distribution | undefined;
    }
  /** Somebody else may have put it there, or it cannot be told without running Airflow. */
  | { readonly kind: 'unknown' };

export type Presence = 'present' | 'absent' | 'unknown';

const UNKNOWN: ImportAnswer = { kind: 'unknown' };
const PRESENT: ImportAnswer = { kind: 'present' };
/** Shims that lead to shims. */
const LONGEST_CHAIN = 8;

/** Is there a module of this name? Namespace packages such as `airflow.providers` are open to everybody. */
export function modulePresence(library: Library, module: string): Presence {
  if (library.has(module) || library.isNamespace(module)) return 'present';
  if (!module.startsWith('airflow.') || !library.has('airflow') || library.isOpen(module)) return 'unknown';
  const parent = splitPath(module)[0];
  if (library.isNamespace(parent) || library.hadEarlier(module)) return 'unknown';
  if (!library.has(parent)) return modulePresence(library, parent) === 'absent' ? 'absent' : 'unknown';
  return library.module(parent)?.open ? 'unknown' : 'absent';
}

/** What `from module import name` gives. */
export function importAnswer(library: Library, module: string, name: string): ImportAnswer {
  return answer(library, module, name, LONGEST_CHAIN);
}

function answer(library: Library, module: string, name: string, left: number): ImportAnswer {
  const path = `${module}.${name}`;
  if (library.has(path) || library.isNamespace(path)) return PRESENT;
  const facts = library.module(module);
  if (!facts) return modulePresence(library, module) === 'absent' ? absent(library, module, name, undefined) : UNKNOWN;
  const old = own(facts.d, name);
  if (old !== undefined) return { kind: 'deprecated', target: livingTarget(library, old, left) };
  if (own(facts.c, name) || own(facts.r, name) || hasPlain(facts, name)) return PRESENT;
  if (name.startsWith('_') || facts.open || library.isOpen(path)) return UNKNOWN;
  if (facts.to !== undefined && left > 0) return redirected(library, facts, name, left);
  return absent(library, module, name, facts);
}

/** A target that a shim names, unless it is gone itself; shims on the way are followed. */
function livingTarget(library: Library, path: string, left: number): string | undefined {
  if (path === '' || left === 0) return undefined;
  const found = answer(library, ...splitPath(path), left - 1);
  if (found.kind === 'deprecated') return found.target;
  return found.kind === 'absent' ? undefined : path;
}

function redirected(library: Library, facts: ModuleData, name: string, left: number): ImportAnswer {
  const found = answer(library, facts.to!, name, left - 1);
  if (found.kind === 'present') return facts.old ? { kind: 'deprecated', target: `${facts.to}.${name}` } : PRESENT;
  return found;
}

function absent(library: Library, module: string, name: string, facts: ModuleData | undefined): ImportAnswer {
  if (library.hadEarlier(module, name) || library.hadEarlier(`${module}.${name}`)) return UNKNOWN;
  return {
    kind: 'absent',
    target: own(library.moves, `${module}.${name}`),
    near: facts && nearName(name, namesOf(facts)),
    distribution: library.distributionOf(module),
  };
}

/** A table of the data, which has no keys but its own. */
function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}

function hasPlain({ n }: ModuleData, name: string): boolean {
  return ` ${n} `.includes(` ${name} `);
}

function namesOf({ n = '', r = {}, c = {}, d = {} }: ModuleData): string[] {
  return [...n.split(' '), ...Object.keys(r), ...Object.keys(c), ...Object.keys(d)];
}
