// Opens the analysis engine for the command line.

import { Snapshot } from '../../../core/workspace/snapshot';
import type { OpenAnalysis } from '../engine';
import { loadPythonParser } from '../parser';

/** The engine with its parser loaded. @param home the folder of the parser's wasm files */
export async function loadEngine(home: string): Promise<OpenAnalysis> {
  const parser = await loadPythonParser(home);
  return (settings, files) => Snapshot.create({ settings, files, parser });
}
