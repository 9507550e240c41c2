// The difference of two texts as `diff -u` writes it.

const CONTEXT = 3;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** A patch for one file, ready for `git apply`; empty if nothing differs. @param name the path seen from the current folder */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = differences(splitLines(before), splitLines(after));
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks(lines)].join('');
}

/** Each with its line break. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** How far a diagonal was followed, and the changes that led there. */
interface Way {
  readonly x: number;
  readonly change: Change | undefined;
}

interface Change {
  readonly sign: '-' | '+';
  /** Of a removed line its number in the old text, of an added one in the new. */
  readonly line: number;
  readonly earlier: Change | undefined;
}

/** All lines, those of both texts once, with as few changes as can be (Myers, "An O(ND) difference algorithm", 1986). */
function differences(a: readonly string[], b: readonly string[]): Line[] {
  const changes = { '-': new Set<number>(), '+': new Set<number>() };
  for (let change = lastChange(a, b); change; change = change.earlier) changes[change.sign].add(change.line);
  const lines: Line[] = [];
  for (let x = 0, y = 0; x < a.length || y < b.length; ) {
    if (changes['-'].has(x)) lines.push({ sign: '-', text: a[x++]! });
    else if (changes['+'].has(y)) lines.push({ sign: '+', text: b[y++]! });
    else {
      lines.push({ sign: ' ', text: a[x++]! });
      y++;
    }
  }
  return lines;
}

function lastChange(a: readonly string[], b: readonly string[]): Change | undefined {
  const ways = new Map<number, Way>();
  for (let distance = 0; ; distance++) {
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let { x, change } = distance === 0 ? { x: 0, change: undefined } : longer(ways, diagonal);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      ways.set(diagonal, { x, change });
      if (x >= a.length && x - diagonal >= b.length) return change;
    }
  }
}

/** The way to a diagonal from the neighbour that is farther: by an added line from above, by a removed one from below. */
function longer(ways: ReadonlyMap<number, Way>, diagonal: number): Way {
  const above = ways.get(diagonal + 1);
  const below = ways.get(diagonal - 1);
  if (above && (!below || below.x < above.x)) {
    return { x: above.x, change: { sign: '+', line: above.x - diagonal - 1, earlier: above.change } };
  }
  return { x: below!.x + 1, change: { sign: '-', line: below!.x, earlier: below!.change } };
}

/** The changed lines with some around them. */
function* hunks(lines: readonly Line[]): Iterable<string> {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  let [oldLine, newLine] = [1, 1];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && near[end] === near[at]) end++;
    const part = lines.slice(at, end);
    const olds = part.filter(({ sign }) => sign !== '+').length;
    const news = part.filter(({ sign }) => sign !== '-').length;
    if (near[at]) {
      yield `@@ -${range(oldLine, olds)} +${range(newLine, news)} @@\n`;
      for (const { sign, text } of part)
        yield sign + (text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`);
    }
    [oldLine, newLine, at] = [oldLine + olds, newLine + news, end];
  }
}

function range(line: number, count: number): string {
  return count === 0 ? `${line - 1},0` : `${line},${count}`;
}
