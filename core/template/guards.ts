// Conditions around a place of a template, and whether one of them asks about the value used there.

/** A dotted path: the name and the constant keys behind it. */
export type Path = readonly (string | number)[];

/** So that a chain of a thousand `and`s is not looked through for each of its parts. */
const MOST_GUARDS = 100;

/** One condition, and the conditions around it. */
export class Guard {
  private readonly paths = new Set<string>();
  private readonly prefixes = new Set<string>();

  constructor(
    mentioned: readonly Path[],
    private readonly around: Guard | undefined,
  ) {
    for (const path of mentioned) {
      const texts = prefixesOf(path);
      this.paths.add(texts.at(-1)!);
      for (const text of texts) this.prefixes.add(text);
    }
  }

  /** True if a condition asks about the path, about something on the way to it or behind it, or if that is too long to tell. */
  asksAbout(path: Path): boolean {
    const texts = prefixesOf(path);
    let left = MOST_GUARDS;
    for (let guard: Guard | undefined = this; guard; guard = guard.around) {
      if (left-- === 0) return true;
      if (guard.prefixes.has(texts.at(-1)!) || texts.some((text) => guard?.paths.has(text))) return true;
    }
    return false;
  }
}

/** The path's beginnings, shortest first, as texts. */
function prefixesOf(path: Path): string[] {
  const texts: string[] = [];
  let text = '';
  for (const key of path) {
    text += `\0${key}`;
    texts.push(text);
  }
  return texts;
}
