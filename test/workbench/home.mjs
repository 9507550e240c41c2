// Where the workbench's programs are, and how they get there: code-server with its Node, chromium, neovim.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = process.env.DAGLENS_CACHE ?? path.resolve(here, '../../.cache');

export const home = path.join(cache, 'workbench');
export const shots = path.join(home, 'shots');
/** Where pictures for the documentation go: `--screenshots FOLDER`; undefined: they are not wanted. */
export const documentation = valueAfter('--screenshots');
export const node24 = path.join(home, 'node_modules/.bin/node');
export const codeServerEntry = path.join(home, 'node_modules/code-server/out/node/entry.js');

function valueAfter(option) {
  const index = process.argv.indexOf(option);
  return index < 0 ? undefined : process.argv[index + 1];
}

/** What code-server needs to be built, and the two programs that are driven. */
const DEBIAN_PACKAGES = [
  ...['libsecret-1-dev', 'libkrb5-dev', 'libx11-dev', 'libxkbfile-dev', 'pkg-config', 'build-essential', 'python3'],
  ...['chromium', 'neovim'],
];
/** code-server refuses every other major version of Node while it installs and runs. */
const NODE = 'node@24.21.0';

/** The browser: $CHROMIUM, else the first on PATH. */
export function browser() {
  return process.env.CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean);
}

export function onPath(name) {
  const candidates = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs what is missing: some minutes on a machine that has nothing, no time on one that has all. */
export function ensureInstalled() {
  if (!browser() || !onPath('nvim') || !hasBuildTools()) installDebianPackages();
  if (!existsSync(codeServerEntry) || !existsSync(node24)) installCodeServer();
  mkdirSync(shots, { recursive: true });
}

function hasBuildTools() {
  return existsSync(codeServerEntry) || spawnSync('dpkg', ['-s', ...DEBIAN_PACKAGES], { stdio: 'ignore' }).status === 0;
}

function installDebianPackages() {
  if (!onPath('apt-get') || process.getuid?.() !== 0)
    throw new Error(
      `The workbench needs these Debian packages, and only root can install them: ${DEBIAN_PACKAGES.join(' ')}`,
    );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => execFileSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES);
}

function installCodeServer() {
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(path.join(here, file), path.join(home, file));
  const first = mkdtempSync(path.join(os.tmpdir(), 'node-'));
  try {
    writeFileSync(path.join(first, 'package.json'), '{"private":true,"allowScripts":{"node":true}}');
    npm(first, ['install', NODE], process.env.PATH);
    npm(home, ['ci'], `${path.join(first, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`);
  } finally {
    rmSync(first, { recursive: true, force: true });
  }
}

/** What `npm run` tells its scripts about this project and its Node; an npm inside would take it for its own. */
const OF_NPM_RUN =
  /^(NODE|INIT_CWD|npm_(node_)?execpath|npm_command|npm_(package|lifecycle)_.*|npm_config_(ignore_scripts|allow_scripts|local_prefix|user_agent))$/i;

function npm(cwd, args, PATH) {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_NPM_RUN.test(name));
  const env = { ...Object.fromEntries(inherited), PATH };
  const options = ['--no-audit', '--no-fund', '--ignore-scripts=false'];
  execFileSync('npm', [...args, ...options], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
}
