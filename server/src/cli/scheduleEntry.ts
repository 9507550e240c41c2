// `daglens schedule` as one of the commands: the project fills in what the command line leaves out.

import { joinPath } from '../../../core/workspace/paths';
import { projectConfig } from '../../../core/workspace/projectFolders';
import { detectVersion } from '../../../core/workspace/versionDetection';
import { diskFiles } from '../diskFiles';
import { parseLeniently } from './arguments';
import type { Command } from './command';
import { PROJECT_OPTIONS, projectSettings } from './project';
import { scheduleCommand } from './schedule';
import type { World } from './world';

export const scheduleEntry: Command = {
  name: 'schedule',
  usage: 'EXPR',
  summary: 'tell when a cron expression, preset or timedelta runs',
  options: [],
  raw: true,
  run: async (_args, world, raw) => {
    const out = { stdout: (text: string) => world.out.write(text), stderr: (text: string) => world.err.write(text) };
    return scheduleCommand(raw, out, projectOf(raw, world));
  },
};

function projectOf(raw: readonly string[], world: World) {
  const files = diskFiles();
  const settings = projectSettings(parseLeniently(raw, PROJECT_OPTIONS), world, files);
  const { version } = detectVersion(files, settings, joinPath(settings.root, 'airflow.cfg'));
  return { airflowVersion: version, config: projectConfig(files, settings, version) };
}
