// What every bundle of this project has in common.

/** The ESM build of web-tree-sitter uses import.meta.url, which is empty in a CommonJS bundle: take its .cjs build. */
const alias = { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' };

export function bundleOptions({ production = false } = {}) {
  return {
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    logLevel: 'warning',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias,
    // Fields set in the constructor are several times faster to make than defined ones; millions of values are made.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, target: 'ES2021' } },
  };
}

/** What runs in the graph pane: the bundles of a page. */
export function paneOptions({ production = false } = {}) {
  return {
    bundle: true,
    minify: production,
    sourcemap: false,
    logLevel: 'warning',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  };
}
