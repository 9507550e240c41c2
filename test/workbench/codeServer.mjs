// Starts and ends code-server (a real VS Code workbench, served over HTTP).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeServerEntry, node24 } from './home.mjs';

/** Variables of an editor or a test runner around us, which would confuse the one inside. */
const FOREIGN = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|PORT$|PASSWORD$)/;

function spawnCodeServer(args) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  // Without a gallery the workbench does not look for extensions on the network.
  const env = { EXTENSIONS_GALLERY: '{}', ...inherited, PATH: `${path.dirname(node24)}:${inherited.PATH}` };
  const child = spawn(node24, [codeServerEntry, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const started = { child, log: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      started.log += data;
    });
  return started;
}

/** Installs a VSIX; throws if code-server does not say that it was. */
export async function installExtension(vsix, { data, extensions, config }) {
  const started = spawnCodeServer([
    ...['--install-extension', path.resolve(vsix), '--force'],
    ...['--extensions-dir', extensions, '--user-data-dir', data, '--config', config],
  ]);
  const code = await new Promise((resolve) => started.child.on('close', resolve));
  if (code !== 0 || !/successfully installed/.test(started.log))
    throw new Error(`${vsix} cannot be installed (${code}): ${started.log}`);
}

/** Resolves when the server answers: `{ stop }`. */
export async function startCodeServer(port, { data, extensions, config, trusted }, timeout) {
  const started = spawnCodeServer([
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', config],
    ...['--user-data-dir', data, '--extensions-dir', extensions, '--locale', 'en', '--ignore-last-opened'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ]);
  const stop = () => endGroup(started.child);
  try {
    await answering(port, started, timeout);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function answering(port, started, timeout) {
  const late = Date.now() + timeout;
  while (
    !(await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (started.child.exitCode !== null) throw new Error(`code-server ended: ${started.log}`);
    if (Date.now() > late) throw new Error(`code-server does not answer: ${started.log}`);
    await sleep(50);
  }
}

/** The whole process group: extension host, terminals, language server. */
async function endGroup(child) {
  const running = child.exitCode === null && child.signalCode === null;
  const gone = running ? new Promise((resolve) => child.once('exit', resolve)) : Promise.resolve();
  signalGroup(child, 'SIGTERM');
  await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}
