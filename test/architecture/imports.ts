// What files import, as text: which layers they cross, and whether they import each other in a circle.

import path from 'node:path';
import { LAYERS, layerOf } from './layers';

/** Path from the project's folder → text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly file: string;
  /** A path from the project's folder, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** `import type` leaves nothing behind when the program runs. */
  readonly typeOnly: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(?<type>type\s+)?(?:[^'";]*?\sfrom\s+)?'(?<named>[^']+)'|\bimport\(\s*'(?<late>[^']+)'/gm;

/** Every import, export-from and late import of a file. */
export function importsOf(file: string, sources: Sources): Import[] {
  return [...sources.get(file)!.matchAll(STATEMENT)].map(({ groups }) => {
    const { type, named, late } = groups!;
    const name = named ?? late!;
    const isPackage = !name.startsWith('.');
    const target = isPackage ? name : resolved(path.posix.join(path.posix.dirname(file), name), sources);
    return { file, target, isPackage, typeOnly: type !== undefined };
  });
}

function resolved(target: string, sources: Sources): string {
  return [target, `${target}.ts`, `${target}/index.ts`].find((name) => sources.has(name)) ?? target;
}

/** What the table forbids; each message says what to do. */
export function layerViolations(sources: Sources): string[] {
  return [...sources.keys()].flatMap((file) => {
    const layer = layerOf(file);
    if (!layer)
      return [`${file} is in a folder without a layer: give the folder a row in test/architecture/layers.ts.`];
    return importsOf(file, sources).flatMap((each) => violation(layer, each));
  });
}

function violation(layer: string, { file, target, isPackage }: Import): string[] {
  const { imports, packages } = LAYERS[layer]!;
  if (isPackage) {
    if (packages.includes(target)) return [];
    return [
      `${file} imports the package ${target}, which ${layer} may not use: hand what it gives in from a layer above.`,
    ];
  }
  const other = layerOf(target);
  if (other === layer || (other && imports.includes(other))) return [];
  return [
    `${file} imports ${target}, but ${layer} may import only ${imports.join(', ') || 'nothing'}: ` +
      'move what is needed down, or hand it in as a parameter.',
  ];
}

/** Circles of imports that are there when the program runs; `import type` is erased and does not count. */
export function importCircles(sources: Sources): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) circles.push([...trail.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const { target, isPackage, typeOnly } of importsOf(file, sources)) {
      if (!isPackage && !typeOnly && sources.has(target)) visit(target, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return circles.map((circle) => `${circle}: move what both need into a file of its own.`);
}
