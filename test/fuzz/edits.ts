// Random edits of two files, one of which imports the other: what the snapshot says must be what a new one says.

import type { FileSystem } from '../../core/workspace/ports';
import type { Snapshot } from '../../core/workspace/snapshot';
import { FOLDER } from './mutations';
import { plainReport } from './plain';
import type { Random } from './random';

const MAIN = `${FOLDER}/main.py`;
const HELPER = `${FOLDER}/helper.py`;
const EDITS = 12;
const SNIPPETS = [
  'x',
  ' ',
  '\n',
  '(',
  ')',
  '"',
  "'",
  '\n    ',
  ' >> ',
  '#',
  'helper.NAME',
  '="a"',
  ', ',
  ':',
  '😀',
  'é',
  '[',
  'import helper\n',
];

/** Replays edits. @returns what differs, if anything does */
export function replayEdits(
  random: Random,
  seeds: readonly string[],
  open: (files: FileSystem) => Snapshot,
): string | undefined {
  const texts = new Map([
    [MAIN, `import helper\nfrom helper import *\n${random.pick(seeds)}`],
    [HELPER, `NAME = "a"\n${random.pick(seeds)}`],
  ]);
  const files: FileSystem = {
    readText: (path) => texts.get(path),
    readDirectory: (path) =>
      path === FOLDER
        ? [...texts.keys()].map((each) => ({ name: each.slice(FOLDER.length + 1), kind: 'file' }))
        : undefined,
  };
  let snapshot = open(files);
  const before: [string, string][] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const path = random.below(3) ? MAIN : HELPER;
    const old = texts.get(path)!;
    const back = before.at(-1);
    if (back && !random.below(5)) {
      before.pop();
      texts.set(...back);
      snapshot = snapshot.withChanges([back[0]]);
    } else {
      before.push([path, old]);
      texts.set(path, changed(old, random));
      snapshot = snapshot.withChanges([path]);
    }
    for (const each of [MAIN, HELPER]) {
      const [carried, fresh] = [plainReport(snapshot.check(each)), plainReport(open(files).check(each))];
      if (carried !== fresh) return `after edit ${edit} of ${each}: ${difference(carried, fresh)}`;
    }
  }
  return undefined;
}

function changed(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const removed = random.below(3) ? 0 : random.below(30);
  const inserted = random.below(4) ? random.pick(SNIPPETS) : '';
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function difference(carried: string, fresh: string): string {
  let at = 0;
  while (carried[at] === fresh[at]) at++;
  const from = Math.max(0, at - 60);
  return `carried over …${carried.slice(from, at + 80)}…, from scratch …${fresh.slice(from, at + 80)}…`;
}
