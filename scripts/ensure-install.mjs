// Installs the locked packages when they are missing, so that `npm test` and `npm start` work on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/esbuild')) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // `npm install --global` of a git address hands its own `global` on to what it runs.
  const options = ['--ignore-scripts', '--no-global', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(npm, ['ci', ...options], { stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
