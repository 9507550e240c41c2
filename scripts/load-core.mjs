// Lets a script use parts of core/: bundles them and loads the bundle.
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

/** What the given export statements (paths from the project's folder) export. */
export async function loadCore(exports) {
  const result = await build({
    ...bundleOptions(),
    sourcemap: false,
    stdin: { contents: exports, resolveDir: process.cwd(), loader: 'ts' },
    write: false,
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', '__dirname', result.outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
    process.cwd(),
  );
  return module.exports;
}
