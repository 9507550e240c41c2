// "Did you mean": the known name that a misspelt one is most likely meant to be.

/** Longest name that is compared; longer ones are ids made by machines. */
const LONGEST = 100;

/**
 * The one known name near enough to `name`: at most a third of its letters differ (two at least for names of four or more
 * letters). Swapped neighbours count as one difference, letter case and the kind of separator (`-`, `_`, `.`, blank) as
 * a small one.
 * @returns undefined where none is near, or where two are equally near
 */
export function nearName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  let best: string | undefined;
  let bestDistance = allowed(name) + 0.5;
  let tie = false;
  for (const candidate of new Set(known)) {
    if (candidate === name || Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = nameDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      tie = false;
    } else if (distance === bestDistance) tie = true;
  }
  return tie ? undefined : best;
}

/** True if a name is surely another one with one letter wrong, missing or too many, or two swapped; digits tell names apart. */
export function isSlip(name: string, meant: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '');
  return name.length > 3 && digits(name) === digits(meant) && nameDistance(name, meant, 1) <= 1;
}

/** " Did you mean 'x'?", or nothing. */
export function didYouMean(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}

function allowed(name: string): number {
  if (name.length <= 3) return 1;
  return Math.max(2, Math.floor(name.length / 3));
}

function nameDistance(name: string, candidate: string, limit: number): number {
  const [a, b] = [fold(name), fold(candidate)];
  return a === b ? 0.25 : editDistance(a, b, limit);
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '_');
}

/** Optimal string alignment distance; anything above `limit` may come back as Infinity. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return Number.POSITIVE_INFINITY;
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}
