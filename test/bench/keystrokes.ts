// A keystroke in an open DAG file: from the change to its findings, against one full parse of the file.

import type { FileSystem } from '../../core/workspace/ports';
import { diskFiles } from '../../server/src/diskFiles';
import { type Corpus, newSnapshot, type Parser, quantile, timed } from './engine';

const WANTED_LINES = 300;
const FILES = 10;
const TYPED = ' >> x_1';
/** The same keys are typed several times; the median of each counts, so that other work on the machine does not. */
const ROUNDS = 3;

/**
 * The ratio of each keystroke to a full parse of its file, over the files nearest to 300 lines. All is typed twice, and the
 * second time counts: as in a server that somebody has been typing to for some seconds.
 */
export function keystrokes(corpus: Corpus, texts: readonly string[], parser: Parser) {
  const chosen = filesToTypeIn(corpus, texts);
  for (const { path, text } of chosen) typeInto(path, text, corpus, parser);
  const measured = chosen.map(({ path, text }) => typeInto(path, text, corpus, parser));
  const ratios = measured.flatMap((each) => each.ratios);
  return {
    files: chosen.length,
    lines: quantile(
      chosen.map(({ lines }) => lines),
      0.5,
    ),
    keystrokes: ratios.length,
    median: quantile(ratios, 0.5),
    p95: quantile(ratios, 0.95),
    milliseconds: quantile(
      measured.flatMap((each) => each.times),
      0.95,
    ),
    parse: quantile(
      measured.map((each) => each.parse),
      0.5,
    ),
  };
}

/** The DAG files nearest to 300 lines. */
export function filesToTypeIn({ files }: Corpus, texts: readonly string[]) {
  return files
    .map((path, index) => ({ path, text: texts[index]!, lines: texts[index]!.split('\n').length }))
    .filter(({ text }) => /DAG\(|@dag/.test(text))
    .sort((a, b) => Math.abs(a.lines - WANTED_LINES) - Math.abs(b.lines - WANTED_LINES))
    .slice(0, FILES);
}

function typeInto(path: string, original: string, corpus: Corpus, parser: Parser) {
  let text = original;
  const disk = diskFiles();
  const files: FileSystem = { ...disk, readText: (each) => (each === path ? text : disk.readText(each)) };
  let snapshot = newSnapshot(corpus, parser, files);
  snapshot.check(path);
  const parse = quantile(
    Array.from({ length: 15 }, () => timed(() => parser.parse(original)?.delete())),
    0.5,
  );
  const edits = [...editsOf(original)];
  const rounds = Array.from({ length: ROUNDS }, () =>
    edits.map((edited) => {
      text = edited;
      return timed(() => {
        snapshot = snapshot.withChanges([path]);
        snapshot.check(path);
      });
    }),
  );
  const times = edits.map((_, index) =>
    quantile(
      rounds.map((round) => round[index]!),
      0.5,
    ),
  );
  return { parse, times, ratios: times.map((time) => time / parse) };
}

/** Texts, each one keystroke after the one before: typing at the ends of lines all over the file, then taking it back. */
function* editsOf(original: string): Iterable<string> {
  const ends = [...original.matchAll(/[\w)]$/gm)].map(({ index }) => index + 1);
  for (let at = 0; at < ends.length; at += Math.max(1, Math.floor(ends.length / 8))) {
    const end = ends[at]!;
    for (let length = 1; length <= TYPED.length; length++) {
      yield original.slice(0, end) + TYPED.slice(0, length) + original.slice(end);
    }
    yield original;
  }
}
