// Loads the Python parser (WebAssembly) in Node.

import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import type { PythonParser } from '../../core/syntax/treeSitter';
import { DirectParser } from './directParser';
import type { TreeMemory } from './treeMemory';

/**
 * A parser for Python.
 * @param dir the folder that holds `web-tree-sitter.wasm` and `tree-sitter-python.wasm`
 * @throws if one of the two files is missing or of another version
 */
export async function loadPythonParser(dir: string): Promise<PythonParser> {
  // The library turns the object it is given into its WebAssembly module, memory included.
  const module = { locateFile: (name: string) => path.join(dir, name) };
  await Parser.init(module);
  const parser = new Parser();
  const language = await Language.load(path.join(dir, 'tree-sitter-python.wasm'));
  parser.setLanguage(language);
  return new DirectParser(parser, language, memoryOf(module));
}

/** Only the first `init` of a process fills the object; the module is the same ever after. */
let known: TreeMemory | undefined;

function memoryOf(module: object): TreeMemory {
  if ('HEAP32' in module) known = module as TreeMemory;
  if (!known) throw new Error('This version of web-tree-sitter does not show its memory.');
  return known;
}
