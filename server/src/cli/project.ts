// The project that a command works on: its settings, from the command line and the project's own files.

import { parentFolder, resolvePath } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import {
  checkSettings,
  SETTINGS,
  type SettingDescription,
  type SettingsValues,
} from '../../../core/workspace/settingsFile';
import { settingsFolder } from '../../../core/workspace/settingsFolders';
import { installedPackages } from '../pythonEnvironment';
import { loadProjectSettings } from '../settings';
import type { Arguments, OptionSpec } from './arguments';
import { UsageError, type World } from './world';

/** The options that every command takes. */
export const PROJECT_OPTIONS: readonly OptionSpec[] = SETTINGS.filter(({ aboutFindings }) => !aboutFindings).map(
  option,
);

/** The options of the commands that tell findings. */
export const FINDING_OPTIONS: readonly OptionSpec[] = SETTINGS.filter(({ aboutFindings }) => aboutFindings).map(option);

/** A project, where folders may have settings of their own. */
export interface CommandProject {
  /** The settings of the root. */
  readonly settings: ProjectSettings;
  /** The settings that hold for a file; the same object for all files of one folder. */
  settingsFor(path: string): ProjectSettings;
}

/** The project, with its warnings told. @throws UsageError if settings are wrong, of the root or, when asked for, of a folder */
export function openProject(args: Arguments, world: World, files: FileSystem): CommandProject {
  const cli = settingsOf(args, world.cwd);
  const root = cli.root ?? world.cwd;
  const packages = installedPackages(files, root, world.environment.VIRTUAL_ENV);
  const known = new Map<string, ProjectSettings>();
  const folders = new Map<string, string>();
  const told = new Set<string>();
  const load = (folder: string): ProjectSettings => {
    const sources = { root, folder, cli, environment: world.environment, files, installedPackages: packages };
    const { settings, problems, warnings } = loadProjectSettings(sources);
    if (problems.length) throw new UsageError(problems.join(' '));
    for (const warning of warnings.filter((each) => !told.has(each))) {
      told.add(warning);
      world.err.write(`daglens: ${warning}\n`);
    }
    known.set(folder, settings);
    return settings;
  };
  return {
    settings: load(root),
    settingsFor: (path) => {
      const parent = parentFolder(path);
      const folder = folders.get(parent) ?? settingsFolder(files, root, path);
      folders.set(parent, folder);
      return known.get(folder) ?? load(folder);
    },
  };
}

/** What the command line says, its paths made absolute. */
function settingsOf(args: Arguments, cwd: string): SettingsValues {
  const given = Object.fromEntries(SETTINGS.map((setting) => [setting.name, valueOfOption(setting, args, cwd)]));
  const { values, problems, warnings } = checkSettings(given, 'command line');
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(problem.replace(/^command line: /, '').replace(/^'/, "'--"));
  // On the command line a rule that does not exist is a slip of the pen.
  if (warnings[0] !== undefined) throw new UsageError(warnings[0].replace(/^command line: /, ''));
  return values;
}

function valueOfOption({ name, value, repeatable }: SettingDescription, args: Arguments, cwd: string): unknown {
  if (!args.has(name)) return undefined;
  switch (value) {
    case 'V':
      return args.one(name);
    case 'RULE,…':
      return args.list(name);
    case 'RULE=LEVEL,…':
      return Object.fromEntries(args.list(name).map((item) => pair(item)));
    default: {
      const paths = args.all(name).map((each) => resolvePath(cwd, each));
      return repeatable ? paths : paths.at(-1);
    }
  }
}

function pair(item: string): [string, string] {
  const [rule, level, ...more] = item.split('=');
  if (rule && level && !more.length) return [rule, level];
  throw new UsageError(`--severity takes RULE=LEVEL, such as cycle=warning, not '${item}'.`);
}

function option({ name, value, repeatable, summary }: SettingDescription): OptionSpec {
  return { name, value, repeatable, summary };
}
