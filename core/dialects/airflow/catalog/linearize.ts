// Method resolution order of catalog classes, as Python's C3 makes it.

import type { Library } from './library';

/** Stands for a base that was not read. */
export const NOT_READ = '?';

/** Paths of a class and its bases in the order Python looks through them; `?` where one was not read. */
export function linearize(library: Library, path: string, depth = 0): readonly string[] {
  const facts = library.class(path);
  if (!facts || depth > 40) return [NOT_READ];
  const lists = facts.b.map((base) => linearize(library, base, depth + 1));
  return [path, ...merge([...lists, facts.b])];
}

function merge(lists: readonly (readonly string[])[]): string[] {
  const rest = lists.map((list) => list.filter((name) => name !== NOT_READ));
  const merged: string[] = [];
  for (;;) {
    const open = rest.filter((list) => list.length > 0);
    if (!open.length) break;
    const head = open.find(([first]) => !open.some((list) => list.indexOf(first!) > 0))?.[0] ?? open[0]![0]!;
    merged.push(head);
    for (const list of rest) if (list[0] === head) list.shift();
  }
  // Whoever was not read comes last: what it adds is only asked for when no known class answers.
  return lists.flat().includes(NOT_READ) ? [...merged, NOT_READ] : merged;
}
