// `daglens fix`: applies the quick fixes of what is found.

import { readFileSync } from 'node:fs';
import { decodeUtf8, diskFiles } from '../diskFiles';
import { relativeTo } from '../relative';
import type { Arguments } from './arguments';
import { compareWithBaselines } from './baseline';
import { display } from './codeFrame';
import type { Command } from './command';
import { tellFailures } from './failures';
import { findAll } from './findAll';
import { FINDING_OPTIONS, openProject } from './project';
import { type Repaired, repair } from './repair';
import type { PrintPath } from './report';
import { targetFiles } from './targets';
import { unifiedDiff } from './unifiedDiff';
import { UsageError, type World } from './world';
import { writeWhole } from './writeFile';

const BYTE_ORDER_MARK = '\uFEFF';

export const fixCommand: Command = {
  name: 'fix',
  usage: 'PATH…',
  summary: 'apply the quick fixes of what check finds',
  options: [{ name: 'dry-run', summary: 'change no file; print what would change' }, ...FINDING_OPTIONS],
  run: fix,
};

async function fix(args: Arguments, world: World): Promise<number> {
  if (!args.positionals.length) throw new UsageError('name a file or folder to fix, such as: daglens fix dags/');
  const files = diskFiles();
  const project = openProject(args, world, files);
  const print: PrintPath = (path) => relativeTo(world.cwd, path);
  const targets = targetFiles(args.positionals, world.cwd, files, project.settings);
  const first = await findAll(targets, world, { project, files, overlaid: false });
  if (tellFailures(first.results, world, print)) return 2;
  const repaired = await repair({
    first: { ...first, findings: compareWithBaselines(first.findings, targets, { project, files, print }).findings },
    textOf: (path) => files.readText(path),
    findAgain: (paths, texts) => {
      const overlay = { ...files, readText: (path: string) => texts.get(path) ?? files.readText(path) };
      return findAll(paths, world, { project, files: overlay, overlaid: true });
    },
  });
  for (const path of repaired.refused)
    world.err.write(`daglens: ${print(path)} stays as it is: Python could not read it with its fixes.\n`);
  const dry = args.has('dry-run');
  for (const [path, text] of repaired.texts) {
    if (dry) world.out.write(unifiedDiff(print(path), files.readText(path) ?? '', text));
    else write(path, files.readText(path) ?? '', text);
  }
  if (dry) world.err.write(`daglens: ${summary(repaired, 'Would fix')}\n`);
  else world.out.write(`${fixedLines(repaired, print)}${summary(repaired, 'Fixed')}\n`);
  const remaining = dry ? first.findings : repaired.left;
  return remaining.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Writes the new text with the byte order mark that the file has. @throws UsageError if it cannot be written */
function write(path: string, before: string, after: string): void {
  const bytes = readFileSync(path);
  if (decodeUtf8(bytes) !== before) throw new UsageError(`'${path}' was changed meanwhile, and is left alone.`);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? BYTE_ORDER_MARK : '';
  writeWhole(path, mark + after);
}

function fixedLines({ fixed }: Repaired, print: PrintPath): string {
  const lines = fixed.map(({ place, rule, fixes }) => {
    const where = `${print(place.file)}:${place.line}:${place.column}`;
    return `${display(where)}: ${display(fixes[0]?.title ?? '')} [${rule}]\n`;
  });
  return lines.join('');
}

function summary({ texts, fixed, left }: Repaired, verb: string): string {
  const done = fixed.length
    ? `${verb} ${count(fixed.length, 'finding')} in ${count(texts.size, 'file')}.`
    : 'There is nothing to fix.';
  return left.length
    ? `${done} ${count(left.length, 'finding')} left, for you to repair: daglens check shows ${left.length === 1 ? 'it' : 'them'}.`
    : done;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
