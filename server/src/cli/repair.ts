// Applies the fixes of findings to texts, again and again until nothing changes.

import { applyEdits, compatible, type Edit } from '../../../core/text/edits';
import { LineIndex } from '../../../core/text/lines';
import type { CheckedFinding, FileResult } from './analyse';
import type { Found } from './findAll';

/** A fix may bring to light what another one repairs. */
const MOST_ROUNDS = 10;

export interface Repaired {
  /** The new texts of the files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  /** What was repaired, in the order of the rounds. */
  readonly fixed: readonly CheckedFinding[];
  /** What is found in the new texts. */
  readonly left: readonly CheckedFinding[];
  /** Files whose fixes were taken back, since Python could not read the result. */
  readonly refused: readonly string[];
}

export interface RepairInput {
  readonly first: Found;
  /** The text of a file before any fix. */
  readonly textOf: (path: string) => string | undefined;
  /** Finds again, in these files, with these texts in the place of those on the disk. */
  readonly findAgain: (paths: readonly string[], texts: ReadonlyMap<string, string>) => Promise<Found>;
}

/** Applies the first fix of each finding. */
export async function repair({ first, textOf, findAgain }: RepairInput): Promise<Repaired> {
  const texts = new Map<string, string>();
  const fixed: CheckedFinding[] = [];
  const refused = new Set<string>();
  const found = new Map(byFile(first));
  let changed = [...found.keys()];
  for (let round = 0; round < MOST_ROUNDS && changed.length > 0; round++) {
    const tried = new Map<string, Attempt>();
    for (const path of changed) {
      const before = texts.get(path) ?? textOf(path);
      const attempt = before === undefined ? undefined : attemptAt(before, found.get(path)!.findings);
      if (attempt && !refused.has(path)) tried.set(path, attempt);
    }
    changed = [...tried.keys()];
    if (!changed.length) break;
    const after = byFile(await findAgain(changed, new Map([...texts, ...textsOf(tried)])));
    for (const [path, attempt] of tried) {
      const result = after.get(path);
      if (!result || result.syntaxErrors > found.get(path)!.syntaxErrors) refused.add(path);
      else {
        texts.set(path, attempt.text);
        fixed.push(...attempt.fixed);
        found.set(path, result);
      }
    }
  }
  return { texts, fixed, left: [...found.values()].flatMap(({ findings }) => findings), refused: [...refused] };
}

interface Attempt {
  readonly text: string;
  readonly fixed: readonly CheckedFinding[];
}

type OfFile = Pick<FileResult, 'findings' | 'syntaxErrors'>;

function byFile({ results, findings }: Found): ReadonlyMap<string, OfFile> {
  const ofFile = new Map<string, CheckedFinding[]>();
  for (const finding of findings) ofFile.set(finding.place.file, [...(ofFile.get(finding.place.file) ?? []), finding]);
  return new Map(results.map(({ path, syntaxErrors }) => [path, { findings: ofFile.get(path) ?? [], syntaxErrors }]));
}

/** The text with every fix that does not get in the way of another one; undefined if there is none. */
function attemptAt(text: string, findings: readonly CheckedFinding[]): Attempt | undefined {
  const lines = new LineIndex(text);
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const repairs = findings.flatMap((finding) => {
    const { edits, guess } = finding.fixes[0] ?? {};
    // A guess, or a fix that changes other files too, is for the editor, where its effect can be seen.
    if (guess || !edits?.every(({ place }) => place.file === finding.place.file)) return [];
    return [{ finding, edits: edits.map((edit) => editOf(edit, lines, lineBreak)) }];
  });
  const chosen = compatible(repairs);
  const after = applyEdits(
    text,
    chosen.flatMap(({ edits }) => edits),
  );
  return after === text ? undefined : { text: after, fixed: chosen.map(({ finding }) => finding) };
}

function editOf(
  { place, text }: CheckedFinding['fixes'][number]['edits'][number],
  lines: LineIndex,
  lineBreak: string,
): Edit {
  return {
    start: lines.offset({ line: place.line, column: place.column }),
    end: lines.offset({ line: place.endLine, column: place.endColumn }),
    text: text.replaceAll('\n', lineBreak),
  };
}

function textsOf(attempts: ReadonlyMap<string, Attempt>): [string, string][] {
  return [...attempts].map(([path, { text }]) => [path, text]);
}
