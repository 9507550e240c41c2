// Opens the analysis engine for the command line.

import path from 'node:path';
import { Snapshot } from '../../../core/workspace/snapshot';
import { catalogFiles } from '../catalogFiles';
import type { OpenAnalysis } from '../engine';
import { loadPythonParser } from '../parser';

/** The engine with its parser loaded. @param home the folder of the parser's wasm files and of the catalog */
export async function loadEngine(home: string): Promise<OpenAnalysis> {
  const parser = await loadPythonParser(home);
  const catalog = catalogFiles(path.join(home, 'catalog'));
  return (settings, files) => Snapshot.create({ settings, files, parser, catalog, now: Date.now });
}
