// Which folder may import which, and which packages: the table behind ARCHITECTURE.md.

export interface Layer {
  /** The folders below this one. Type imports count too: a lower layer must not even know the words of a higher one. */
  readonly imports: readonly string[];
  /** Packages and modules of Node. Only the runner starts processes and opens connections: such modules stand nowhere else. */
  readonly packages: readonly string[];
}

const ENGINE = ['core/workspace', 'core/rules', 'core/schedule', 'core/syntax', 'core/ir', 'core/text'];

/** A file belongs to the longest folder that holds it; inside its folder it may import what it likes. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  'core/text': { imports: [], packages: [] },
  'core/syntax': { imports: ['core/text'], packages: [] },
  'core/template': { imports: ['core/text'], packages: [] },
  'core/ir': { imports: ['core/text'], packages: [] },
  'core/schedule': { imports: ['core/text'], packages: ['cron-parser', 'cronstrue', 'luxon'] },
  'core/scheduling': { imports: ['core/runs', 'core/ir', 'core/text'], packages: [] },
  'core/runs': { imports: ['core/ir', 'core/text'], packages: [] },
  'core/eval': { imports: ['core/syntax', 'core/text'], packages: ['luxon', 'smol-toml', 'yaml'] },
  'core/dialects': {
    imports: ['core/eval', 'core/schedule', 'core/syntax', 'core/template', 'core/ir', 'core/text'],
    packages: [],
  },
  'core/rules': {
    imports: [
      ...['core/dialects', 'core/scheduling', 'core/schedule'],
      ...['core/syntax', 'core/template', 'core/ir', 'core/text'],
    ],
    packages: [],
  },
  'core/workspace': {
    imports: ['core/rules', 'core/dialects', 'core/eval', 'core/syntax', 'core/ir', 'core/text'],
    packages: ['smol-toml', 'yaml'],
  },
  'core/features': {
    imports: [
      ...['core/workspace', 'core/rules', 'core/dialects', 'core/runs', 'core/scheduling', 'core/schedule'],
      ...['core/syntax', 'core/template', 'core/ir', 'core/text'],
    ],
    packages: [],
  },
  graph: { imports: ['core/ir'], packages: ['d3-color'] },
  protocol: { imports: ['core/ir', 'core/runs', 'core/text'], packages: [] },
  // The only part that starts processes and opens connections, for a command to run something.
  runner: {
    imports: ['core/ir', 'core/runs', 'core/schedule', 'core/scheduling', 'core/text'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:os',
      'node:path',
      'node:readline',
      'yaml',
    ],
  },
  'server/src/convert': {
    imports: ['core/rules', 'core/workspace', 'core/text'],
    packages: ['node:url', 'vscode-languageserver'],
  },
  server: {
    imports: [...ENGINE, 'core/features', 'graph', 'protocol', 'server/src/convert'],
    packages: [
      ...['node:crypto', 'node:fs', 'node:path', 'node:url', 'node:zlib'],
      ...['vscode-languageserver', 'vscode-languageserver/node', 'web-tree-sitter'],
    ],
  },
  'server/src/cli': {
    imports: [
      ...[...ENGINE, 'core/features', 'core/runs', 'core/scheduling'],
      ...['graph', 'protocol', 'runner', 'server', 'server/src/convert'],
    ],
    packages: [
      ...['node:crypto', 'node:fs', 'node:os', 'node:path', 'node:util', 'node:v8', 'node:worker_threads'],
      ...['luxon', 'vscode-languageserver/node'],
    ],
  },
  client: {
    imports: ['protocol', 'runner', 'core/ir', 'core/runs', 'core/text'],
    packages: ['node:crypto', 'node:fs', 'node:path', 'node:timers/promises', 'vscode', 'vscode-languageclient/node'],
  },
  webview: {
    imports: ['graph', 'protocol', 'core/runs', 'core/scheduling', 'core/schedule', 'core/ir', 'core/text'],
    packages: ['d3-ease', 'd3-selection', 'd3-transition', 'd3-zoom'],
  },
};

/** The layer that a file belongs to; undefined: the file is in no folder of the table. */
export function layerOf(file: string): string | undefined {
  const holding = Object.keys(LAYERS).filter((folder) => file.startsWith(`${folder}/`));
  return holding.sort((a, b) => b.length - a.length)[0];
}
