// The parser for tests of the syntax: the two wasm files lie beside the bundles of all tests.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ParsedFile, parsePython } from '../../core/syntax/parse';
import { loadPythonParser } from '../../server/src/parser';

export const parser = loadPythonParser(path.join(__dirname, '..'));

/** Parses a text from scratch, keeping no memory of the parser's. */
export async function parse(text: string): Promise<ParsedFile['module']> {
  const file = parsePython(await parser, 'dag.py', text);
  file.dispose();
  return file.module;
}

export function fixture(name: string): string {
  return readFileSync(`test/syntax/fixtures/${name}`, 'utf8');
}
