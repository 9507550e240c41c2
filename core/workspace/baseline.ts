// Known findings that are not told again. They are recognised by file, rule and the text of their line, wherever it moves.

/** One finding as a baseline knows it. */
export interface KnownFinding {
  /** As seen from the baseline's folder. */
  readonly file: string;
  readonly rule: string;
  /** See `lineHash`. */
  readonly line: string;
}

export interface KnownFindings extends KnownFinding {
  /** How many of them there are. */
  readonly count: number;
}

/** Names the text of a line, without the blanks around it; a number of 53 bits, as hexadecimal digits. */
export function lineHash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const character of text.trim()) {
    const code = character.codePointAt(0)!;
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  const number = 2 ** 32 * (high & 0x1fffff) + (low >>> 0);
  return number.toString(16).padStart(14, '0');
}

/** Counts findings; sorted, so that two baselines of the same findings are the same text. */
export function countKnown(findings: Iterable<KnownFindings>): KnownFindings[] {
  const counts = new Map<string, KnownFindings>();
  for (const { file, rule, line, count } of findings) {
    const key = keyOf({ file, rule, line });
    counts.set(key, { file, rule, line, count: (counts.get(key)?.count ?? 0) + count });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
}

/** The text of a baseline file. */
export function baselineText(known: readonly KnownFindings[]): string {
  const rows = known.map(
    ({ file, rule, line, count }) => `    ${JSON.stringify({ file, rule, line, ...(count > 1 && { count }) })}`,
  );
  return `{\n  "version": 1,\n  "baseline": [${rows.length ? `\n${rows.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** The findings in the text of a baseline file; undefined if it is something else. */
export function parseBaseline(text: string): readonly KnownFindings[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const rows = isRecord(value) ? value.baseline : undefined;
    if (!Array.isArray(rows) || !rows.every(isKnown)) return undefined;
    return rows.map(({ file, rule, line, count = 1 }) => ({ file, rule, line, count }));
  } catch {
    return undefined;
  }
}

/** Takes findings out of a list, each as often as it is known. */
export class Baseline {
  private readonly left: Map<string, KnownFindings>;

  constructor(known: readonly KnownFindings[]) {
    this.left = new Map(known.map((each) => [keyOf(each), each]));
  }

  /** True if the finding is known; the next one like it is so only if the baseline has one more. */
  takes(finding: KnownFinding): boolean {
    const key = keyOf(finding);
    const known = this.left.get(key);
    if (known === undefined || known.count === 0) return false;
    this.left.set(key, { ...known, count: known.count - 1 });
    return true;
  }

  /** What was not found any more. */
  rest(): readonly KnownFindings[] {
    return [...this.left.values()].filter(({ count }) => count > 0);
  }
}

function keyOf({ file, rule, line }: KnownFinding): string {
  return JSON.stringify([file, rule, line]);
}

function isKnown(row: unknown): row is KnownFinding & { readonly count?: number } {
  if (!isRecord(row)) return false;
  const { file, rule, line, count = 1 } = row;
  return [file, rule, line].every((each) => typeof each === 'string') && Number.isSafeInteger(count);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
