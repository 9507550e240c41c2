// Puts the server together from the real parser, engine and disk.

import path from 'node:path';
import { Snapshot } from '../../core/workspace/snapshot';
import { catalogFiles } from './catalogFiles';
import { diskFiles } from './diskFiles';
import { loadPythonParser } from './parser';
import { rulePages } from './rulePages';
import type { ServerParts } from './session';

/**
 * @param home the folder of the bundle: the parser's wasm files stand in it, the catalog in `catalog/`, the rules' pages in `../docs/rules`
 * @throws if the parser cannot be loaded
 */
export async function loadServerParts(home: string): Promise<ServerParts> {
  const parser = await loadPythonParser(home);
  const catalog = catalogFiles(path.join(home, 'catalog'));
  return {
    openAnalysis: (settings, files) => Snapshot.create({ settings, files, parser, catalog, now: Date.now }),
    disk: diskFiles(),
    ruleLink: rulePages(home),
  };
}
