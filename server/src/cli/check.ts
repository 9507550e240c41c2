// `daglens check`: what is wrong in DAG files.

import { resolvePath } from '../../../core/workspace/paths';
import type { FileSystem } from '../../../core/workspace/ports';
import { decodeUtf8, diskFiles } from '../diskFiles';
import { relativeTo } from '../relative';
import { rulePages } from '../rulePages';
import type { CheckedFinding, FileResult } from './analyse';
import type { Arguments } from './arguments';
import { type BaselineInput, type Compared, compareWithBaselines, writeBaseline } from './baseline';
import { coloursFor } from './colours';
import type { Command } from './command';
import { tellFailures } from './failures';
import { findAll } from './findAll';
import { KNOWN_RULES } from './knownRules';
import { githubReport } from './output/github';
import { jsonReport } from './output/json';
import { sarifReport } from './output/sarif';
import { textReport } from './output/text';
import { FINDING_OPTIONS, openProject } from './project';
import type { CheckReport, PrintPath } from './report';
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
    ...FINDING_OPTIONS,
    { name: 'write-baseline', value: 'FILE', summary: 'write all findings into a baseline file, and tell none' },
    { name: 'exit-zero', summary: 'end with 0 even where there are errors' },
    { name: 'stdin-filename', value: 'FILE', summary: 'check standard input as if it were this file' },
  ],
  run: check,
};

async function check(args: Arguments, world: World): Promise<number> {
  const disk = diskFiles();
  const project = openProject(args, world, disk);
  const { files, paths, overlaid } = await inputOf(args, world, disk);
  const print: PrintPath = (path) => relativeTo(world.cwd, path);
  const targets = overlaid ? paths : targetFiles(paths, world.cwd, files, project.settings);
  const { results, findings: found } = await findAll(targets, world, { project, files, overlaid });
  const broken = tellFailures(results, world, print);
  if (broken && args.has('write-baseline')) return 2;
  const compared = compare(found, targets, args, world, { project, files, print });
  if (!targets.length) world.err.write('daglens: there are no Python files to check.\n');
  world.out.write(written(args, reportOf(results, compared, args.one('airflow-version')), print, world));
  if (broken) return 2;
  return compared.findings.some(({ severity }) => severity === 'error') && !args.has('exit-zero') ? 1 : 0;
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

/** Leaves out known findings, or makes all of them known. */
function compare(
  found: readonly CheckedFinding[],
  checked: readonly string[],
  args: Arguments,
  world: World,
  input: BaselineInput,
): Compared {
  const name = args.one('write-baseline');
  if (name !== undefined) {
    const count = writeBaseline(resolvePath(world.cwd, name), found, checked, input);
    world.err.write(`daglens: ${name} has ${count} known ${count === 1 ? 'finding' : 'findings'} now.\n`);
    return { findings: [], known: found.length, stale: new Map() };
  }
  const compared = compareWithBaselines(found, checked, input);
  for (const [path, count] of compared.stale) {
    const gone = count === 1 ? '1 finding does' : `${count} findings do`;
    const drop = `--write-baseline ${input.print(path)} drops ${count === 1 ? 'it' : 'them'}`;
    world.err.write(`daglens: ${gone} not occur any more of those in ${input.print(path)}; ${drop}.\n`);
  }
  return compared;
}

function reportOf(
  results: readonly FileResult[],
  { findings, known }: Compared,
  target: string | undefined,
): CheckReport {
  const versions = new Set(results.flatMap(({ version }) => version ?? []));
  return {
    findings,
    known,
    gaps: results.flatMap(({ path, gaps }) => gaps.map((gap) => ({ file: path, ...gap }))),
    files: results.length,
    dags: results.reduce(
      (sum, { offer: { dags } }) => sum + dags.filter(({ notCollected }) => notCollected === undefined).length,
      0,
    ),
    target,
    versions: [...versions].sort(),
  };
}

function written(args: Arguments, report: CheckReport, print: PrintPath, world: World): string {
  switch (args.one('format')) {
    case 'json':
      return jsonReport(report, print);
    case 'sarif':
      return sarifReport(report, print, { version: world.version, rules: KNOWN_RULES, pageOf: rulePages(world.home) });
    case 'github':
      return githubReport(report, print);
    default: {
      const colours = coloursFor(world.out, world.environment);
      return textReport(report, print, { colours, width: Math.min(world.out.columns ?? WIDTH, WIDTH) });
    }
  }
}
