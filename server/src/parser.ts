// Loads the Python parser (WebAssembly) in Node.

import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import type { PythonParser } from '../../core/syntax/treeSitter';
import { type CursorBinding, DirectParser } from './directCursor';

/**
 * A parser for Python.
 * @param dir the folder that holds `web-tree-sitter.wasm` and `tree-sitter-python.wasm`
 * @throws if one of the two files is missing or of another version
 */
export async function loadPythonParser(dir: string): Promise<PythonParser> {
  // The library turns the object it is given into its WebAssembly module, functions included.
  const binding = { locateFile: (name: string) => path.join(dir, name) };
  await Parser.init(binding);
  const parser = new Parser();
  const language = await Language.load(path.join(dir, 'tree-sitter-python.wasm'));
  parser.setLanguage(language);
  return hasCursor(binding) ? new DirectParser(parser, language, binding) : parser;
}

/** Only the first `init` of a process fills the object; the functions are the same ever after. */
let known: CursorBinding | undefined;

function hasCursor(binding: object): binding is CursorBinding {
  if ('_ts_tree_cursor_new_wasm' in binding) known = binding as CursorBinding;
  if (known) Object.assign(binding, known);
  return known !== undefined;
}
