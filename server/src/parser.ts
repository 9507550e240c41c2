// Loads the Python parser (WebAssembly) in Node.

import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

/**
 * A parser for Python.
 * @param dir the folder that holds `web-tree-sitter.wasm` and `tree-sitter-python.wasm`
 * @throws if one of the two files is missing or of another version
 */
export async function loadPythonParser(dir: string): Promise<Parser> {
  await Parser.init({ locateFile: (name: string) => path.join(dir, name) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(dir, 'tree-sitter-python.wasm')));
  return parser;
}
