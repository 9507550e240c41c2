// The files of this project, as git knows them.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const PRODUCT = /^(core|graph|protocol|runner|server|client|webview)\/.*\.ts$/;
const BINARY = /\.(png|wasm|vsix|gif)$/;

function listed(...flags: string[]): string[] {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z', ...flags], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  return stdout.split('\0').filter((name) => name && existsSync(name));
}

function texts(names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, readFileSync(name, 'utf8')]));
}

/** The TypeScript of the product, also what is not committed yet. */
export function productSources(): Map<string, string> {
  const names = listed('--cached', '--others', '--exclude-standard').filter((name) => PRODUCT.test(name));
  return texts([...new Set(names)]);
}

/** Every text file that is committed. */
export function committedFiles(): Map<string, string> {
  return texts(listed('--cached').filter((name) => !BINARY.test(name)));
}
