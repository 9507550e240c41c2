// Measures layouts of generated DAGs: CPU time, size, overlaps, crossings. The table in docs/graph-layout.md comes from here.
// node scripts/bench-layout.mjs [--sizes 10,100] [--engines own,elk,airflow,dagre,viz] [--libraries FOLDER] [--limit SECONDS]
// `airflow` is ELK as Airflow's own graph view asks it.
// The others are no part of the project: `npm install --prefix FOLDER elkjs @dagrejs/dagre @viz-js/viz` first.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000,5000' },
    engines: { type: 'string', default: 'own' },
    forms: { type: 'string', default: 'chain,fanOut,layered,real' },
    libraries: { type: 'string', default: '.' },
    limit: { type: 'string', default: '60' },
  },
});
const OUT = path.resolve('.out/bench-layout');
const program = path.join(OUT, 'layout.cjs');
await build({
  ...bundleOptions(),
  sourcemap: false,
  entryPoints: { layout: 'test/bench/layout.ts' },
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
});

console.log(
  '| DAG | tasks | engine | CPU time | size in pixels | misplaced | through boxes | crossings | line length |',
);
console.log('|---|---|---|---|---|---|---|---|---|');
for (const size of values.sizes.split(','))
  for (const form of values.forms.split(','))
    for (const grouping of ['flat', 'groups'])
      for (const engine of values.engines.split(',')) console.log(row(form, size, grouping, engine));
rmSync(OUT, { recursive: true, force: true });

function row(form, size, grouping, engine) {
  const head = `| ${form}${grouping === 'groups' ? ' in groups' : ''} | ${size} | ${engine} |`;
  const args = [program, engine, form, size, grouping, values.libraries];
  const { stdout, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 1000 * Number(values.limit),
    maxBuffer: 1 << 28,
  });
  if (error) return `${head} over ${values.limit} s | | | | | |`;
  if (!stdout) return `${head} crashed | | | | | |`;
  const answer = JSON.parse(stdout);
  if (answer.failure) return `${head} ${answer.failure.slice(0, 60)} | | | | | |`;
  const { milliseconds, width, height, misplaced, through = '', crossings = '', length } = answer;
  const time = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  return `${head} ${time} | ${Math.round(width)} × ${Math.round(height)} | ${misplaced} | ${through} | ${crossings} | ${Math.round(length)} |`;
}
