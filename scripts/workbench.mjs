// Tests the packed extension in a real VS Code workbench, and the server in neovim; closes with "N passed, N failed".
// The first run installs code-server, chromium and neovim. Pictures go to .cache/workbench/shots. `--screenshots FOLDER` takes
// those of the documentation, and does nothing else.
import { spawnSync } from 'node:child_process';
import { debugTasks } from '../test/workbench/debugging.mjs';
import { useGraph } from '../test/workbench/graph.mjs';
import { documentation, ensureInstalled, shots } from '../test/workbench/home.mjs';
import { checkNeovim } from '../test/workbench/neovim.mjs';
import { usePages } from '../test/workbench/pages.mjs';
import { runElsewhere } from '../test/workbench/remote.mjs';
import { Report } from '../test/workbench/report.mjs';
import { refuseUntrusted, useRuns } from '../test/workbench/run.mjs';
import { typeMistakes } from '../test/workbench/typing.mjs';

const VSIX = 'daglens.vsix';
const report = new Report();
const ready =
  (await report.step('the programs are installed', () => ensureInstalled())) &&
  (await report.step('the extension is packed', () => pack()));
if (ready && documentation) {
  await useGraph(report, VSIX, 'dark');
  await useRuns(report, VSIX, 'dark');
} else if (ready) {
  const problems = await typeMistakes(report, VSIX, 'dark');
  await typeMistakes(report, VSIX, 'light');
  for (const theme of ['dark', 'light', 'contrast-dark', 'contrast-light']) await useGraph(report, VSIX, theme);
  await useRuns(report, VSIX, 'dark');
  await useRuns(report, VSIX, 'light');
  await refuseUntrusted(report, VSIX);
  await runElsewhere(report, VSIX);
  await usePages(report);
  await debugTasks(report);
  await checkNeovim(report, 'dist/cli.js', problems);
  console.log(`Pictures: ${shots}`);
}
report.close();

function pack() {
  const { status } = spawnSync(process.execPath, ['scripts/package.mjs'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run package failed.');
}
