// The project that a command works on: its settings, from the command line and the project's own files.

import { resolvePath } from '../../../core/workspace/paths';
import type { FileSystem, ProjectSettings } from '../../../core/workspace/ports';
import { checkSettings, SETTINGS, type SettingsValues } from '../../../core/workspace/settingsFile';
import { installedPackages } from '../pythonEnvironment';
import { loadProjectSettings } from '../settings';
import type { Arguments, OptionSpec } from './arguments';
import { UsageError, type World } from './world';

/** The options that every command takes. */
export const PROJECT_OPTIONS: readonly OptionSpec[] = SETTINGS.map(({ name, value, repeatable, summary }) => ({
  name,
  value,
  repeatable,
  summary,
}));

/** The settings of the project. @throws UsageError if some are wrong */
export function projectSettings(args: Arguments, world: World, files: FileSystem): ProjectSettings {
  const cli = settingsOf(args, world.cwd);
  const root = cli.root ?? world.cwd;
  const { settings, problems } = loadProjectSettings({
    root,
    cli,
    environment: world.environment,
    files,
    installedPackages: installedPackages(files, root, world.environment.VIRTUAL_ENV),
  });
  if (problems.length) throw new UsageError(problems.join(' '));
  return settings;
}

/** What the command line says, its paths made absolute. */
function settingsOf(args: Arguments, cwd: string): SettingsValues {
  const given: Record<string, unknown> = {};
  for (const { name, value, repeatable } of SETTINGS) {
    const values = args.all(name).map((each) => (value === 'V' ? each : resolvePath(cwd, each)));
    if (values.length) given[name] = repeatable ? values : values.at(-1);
  }
  const { values, problems } = checkSettings(given, 'command line');
  if (problems[0] !== undefined) throw new UsageError(problems[0].replace(/^command line: '/, "'--"));
  return values;
}
