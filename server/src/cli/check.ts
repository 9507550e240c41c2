// `daglens check`: what is wrong in DAG files.

import { resolvePath } from '../../../core/workspace/paths';
import type { FileSystem } from '../../../core/workspace/ports';
import { decodeUtf8, diskFiles } from '../diskFiles';
import type { CheckedFinding, FileResult } from './analyse';
import { analyseTargets, tellFailures } from './analyseTargets';
import type { Arguments } from './arguments';
import { parseBaseline, withoutKnown } from './baseline';
import { coloursFor } from './colours';
import type { Command } from './command';
import { crossFileFindings } from './crossFile';
import { githubReport } from './output/github';
import { jsonReport } from './output/json';
import { sarifReport } from './output/sarif';
import { textReport } from './output/text';
import { projectSettings } from './project';
import { relativeTo } from './relative';
import type { CheckReport, PrintPath } from './report';
import { chosenRules, KNOWN_RULES } from './ruleChoice';
import { targetFiles } from './targets';
import { UsageError, type World } from './world';

const WIDTH = 120;

export const checkCommand: Command = {
  name: 'check',
  usage: 'PATH…',
  summary: 'find what Airflow would refuse, and what cannot run as meant',
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json', 'sarif', 'github'],
      summary: 'text, json, sarif or github',
    },
    { name: 'select', value: 'RULE,…', repeatable: true, summary: 'only these rules' },
    { name: 'ignore', value: 'RULE,…', repeatable: true, summary: 'all but these rules' },
    { name: 'exit-zero', summary: 'end with 0 even where there are errors' },
    { name: 'baseline', value: 'FILE', summary: 'leave out the findings that this JSON report has' },
    { name: 'stdin-filename', value: 'FILE', summary: 'check standard input as if it were this file' },
  ],
  run: check,
};

async function check(args: Arguments, world: World): Promise<number> {
  const wanted = chosenRules(args);
  const disk = diskFiles();
  const settings = projectSettings(args, world, disk);
  const { files, paths, overlaid } = await inputOf(args, world, disk);
  const print: PrintPath = (path) => relativeTo(world.cwd, path);
  const baseline = baselineOf(args, world, disk);
  const targets = overlaid ? paths : targetFiles(paths, world.cwd, files, settings);
  const results = await analyseTargets(targets, world, { settings, files, overlaid, wanted: 'findings' });
  const broken = tellFailures(results, world, print);
  const found = inOrder(results, await crossFileFindings(results, { settings, files, home: world.home })).filter(
    ({ rule }) => wanted(rule),
  );
  const findings = withoutKnown(found, baseline, print);
  if (!targets.length) world.err.write('daglens: there are no Python files to check.\n');
  world.out.write(written(args, reportOf(results, findings), print, world));
  if (broken) return 2;
  return findings.some(({ severity }) => severity === 'error') && !args.has('exit-zero') ? 1 : 0;
}

/** What is to be checked: the PATHs, or standard input under a name. */
async function inputOf(args: Arguments, world: World, disk: FileSystem) {
  const name = args.one('stdin-filename');
  const paths = args.positionals;
  if (name === undefined) {
    if (paths.length) return { files: disk, paths, overlaid: false };
    throw new UsageError('name a file or folder to check, such as: daglens check dags/');
  }
  if (paths.some((path) => path !== '-')) throw new UsageError('with --stdin-filename no PATH can be given.');
  const text = decodeUtf8(await world.readStdin());
  const path = resolvePath(world.cwd, name);
  const files: FileSystem = { ...disk, readText: (each) => (each === path ? text : disk.readText(each)) };
  return { files, paths: [path], overlaid: true };
}

function baselineOf(args: Arguments, world: World, disk: FileSystem) {
  const name = args.one('baseline');
  return name === undefined ? new Map() : parseBaseline(disk.readText(resolvePath(world.cwd, name)), name);
}

/** The findings file by file, in each by place. */
function inOrder(results: readonly FileResult[], more: readonly CheckedFinding[]): CheckedFinding[] {
  const byFile = new Map<string, CheckedFinding[]>(results.map(({ path, findings }) => [path, [...findings]]));
  for (const finding of more) byFile.get(finding.place.file)?.push(finding);
  return [...byFile.values()].flatMap((findings) =>
    findings.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column),
  );
}

function reportOf(results: readonly FileResult[], findings: readonly CheckedFinding[]): CheckReport {
  const versions = new Set(results.flatMap(({ version }) => version ?? []));
  return {
    findings,
    gaps: results.flatMap(({ path, gaps }) => gaps.map((gap) => ({ file: path, ...gap }))),
    files: results.length,
    dags: results.reduce(
      (sum, { dags }) => sum + dags.filter(({ notCollected }) => notCollected === undefined).length,
      0,
    ),
    versions: [...versions].sort(),
  };
}

function written(args: Arguments, report: CheckReport, print: PrintPath, world: World): string {
  switch (args.one('format')) {
    case 'json':
      return jsonReport(report, print);
    case 'sarif':
      return sarifReport(report, print, { version: world.version, rules: KNOWN_RULES });
    case 'github':
      return githubReport(report, print);
    default: {
      const colours = coloursFor(world.out, world.environment);
      return textReport(report, print, { colours, width: Math.min(world.out.columns ?? WIDTH, WIDTH) });
    }
  }
}
