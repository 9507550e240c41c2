// Bundles the product into dist/: client, server, command line and graph pane, the parser's wasm files and the catalog beside
// them.
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, paneOptions } from './bundle-options.mjs';
import { unpackPythonLibraries } from './python-libs.mjs';

const production = process.argv.includes('--production');
const options = bundleOptions({ production });
await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await Promise.all([
  build({ ...options, external: ['vscode'], entryPoints: { client: 'client/src/main.ts' }, outdir: 'dist' }),
  build({
    ...options,
    entryPoints: { server: 'server/src/main.ts', cli: 'server/src/cli/main.ts', worker: 'server/src/cli/worker.ts' },
    outdir: 'dist',
  }),
  build({
    ...paneOptions({ production }),
    entryPoints: {
      graph: 'webview/src/main.ts',
      graphLayout: 'webview/src/layoutWorker.ts',
      graphStyle: 'webview/pane.css',
      runPanel: 'webview/src/runPanel/main.ts',
      runPanelStyle: 'webview/runPanel.css',
    },
    outdir: 'dist',
  }),
  copyFile('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/web-tree-sitter.wasm'),
  copyFile('node_modules/tree-sitter-python/tree-sitter-python.wasm', 'dist/tree-sitter-python.wasm'),
  cp('catalog', 'dist/catalog', { recursive: true }),
  ...['daglens_worker', 'daglens_airflow'].map((name) =>
    cp(`runner/python/${name}`, `dist/python/${name}`, {
      recursive: true,
      filter: (file) => !file.endsWith('__pycache__'),
    }),
  ),
]);
unpackPythonLibraries('dist/python/libs');
