// Puts the server together from the real parser, engine and disk.

import path from 'node:path';
import { Snapshot } from '../../core/workspace/snapshot';
import { diskFiles } from './diskFiles';
import { loadPythonParser } from './parser';
import { ruleLinks } from './rulesPage';
import type { ServerParts } from './session';

/**
 * @param home the folder of the bundle: the parser's wasm files stand in it, the rules' page in `../docs/rules.md`
 * @throws if the parser cannot be loaded
 */
export async function loadServerParts(home: string): Promise<ServerParts> {
  const parser = await loadPythonParser(home);
  return {
    openAnalysis: (settings, files) => Snapshot.create({ settings, files, parser }),
    disk: diskFiles(),
    ruleLink: ruleLinks(path.join(home, '../docs/rules.md')),
  };
}
