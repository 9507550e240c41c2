// Project settings for tests.

import type { ProjectSettings } from '../../core/workspace/ports';

/** Settings of a project in `/p` that tells nothing. */
export function projectSettings(some: Partial<ProjectSettings> = {}): ProjectSettings {
  return {
    root: '/p',
    paths: [],
    dagsFolder: undefined,
    pluginsFolder: undefined,
    variablesFile: undefined,
    connectionsFile: undefined,
    poolsFile: undefined,
    envFile: undefined,
    airflowCfg: undefined,
    airflowVersion: undefined,
    installedPackages: undefined,
    environment: new Map(),
    rules: new Map(),
    baseline: undefined,
    ...some,
  };
}
