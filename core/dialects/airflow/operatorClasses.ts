// The classes behind a task: their paths, and the colours that those of the workspace set.

import { type ClassValue, Unknown } from '../../eval/values';
import type { Colours } from '../../ir/dag';

/** The path a class of the library was imported by; the class itself may bear the name of its successor. */
export function importPath(type: ClassValue): string {
  const opaque = type.bases.find((base): base is Unknown => base.kind === 'unknown');
  return opaque?.path ?? `${type.module}.${type.name}`;
}

/** Dotted paths of a class and of those it derives from, in Python's order; what comes after one that is not known is left out. */
export function classPaths(type: ClassValue): readonly string[] {
  const known = pathsOf.get(type);
  if (known) return known;
  const paths = readPaths(type);
  pathsOf.set(type, paths);
  return paths;
}

/** Most tasks share their classes. */
const pathsOf = new WeakMap<ClassValue, readonly string[]>();

function readPaths(type: ClassValue): string[] {
  const paths: string[] = [];
  for (const base of type.mro) {
    if (base instanceof Unknown) {
      if (base.path === undefined) break;
      paths.push(base.path);
    } else paths.push(base.definedIn ? `${base.module}.${base.name}` : importPath(base));
  }
  return [...new Set(paths)];
}

/** The `ui_color` and `ui_fgcolor` that a class has from the workspace. */
export function ownColours(type: ClassValue): Colours {
  return { fill: ownText(type, 'ui_color'), text: ownText(type, 'ui_fgcolor') };
}

function ownText(type: ClassValue, name: string): string | undefined {
  for (const base of type.mro) {
    if (base.kind !== 'class' || !base.definedIn) continue;
    const value = base.attributes.get(name);
    if (value) return value.kind === 'str' ? value.value : undefined;
  }
  return undefined;
}
