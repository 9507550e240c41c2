// Changes of one text: which of several can be made together, and the text after them.

/** Puts `text` in the place of what stands from `start` to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Of several repairs, those that do not get in each other's way; the first ones come first. A repair that is the same as
 * an earlier one is left out: it is made already.
 */
export function compatible<T extends { readonly edits: readonly Edit[] }>(repairs: readonly T[]): T[] {
  const chosen: T[] = [];
  const taken: Edit[] = [];
  for (const repair of repairs) {
    if (repair.edits.some((edit) => taken.some((other) => meet(edit, other)))) continue;
    chosen.push(repair);
    taken.push(...repair.edits);
  }
  return chosen;
}

/** The text after these edits, which do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}

/** Two insertions at one place meet too: which comes first would be chance. */
function meet(a: Edit, b: Edit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start || a.end === b.end;
}
