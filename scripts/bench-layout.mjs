// Measures layouts of generated DAGs: CPU time, size, overlaps, crossings. The table in docs/graph-layout.md comes from here.
// node scripts/bench-layout.mjs [--sizes 10,100] [--engines own,elk,airflow,dagre,viz] [--libraries FOLDER] [--limit SECONDS]
// With `--dags FILE` it measures the DAGs of a file instead: what `daglens graph --format json FOLDER` prints.
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
    dags: { type: 'string' },
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

if (values.dags) compareDags(values.dags);
else compareGenerated();
rmSync(OUT, { recursive: true, force: true });

function compareDags(file) {
  console.log(
    '| engine | CPU time | area in megapixels | misplaced | through boxes | crossings | line length | failed |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const engine of values.engines.split(',')) {
    const answer = answerOf([engine, 'dags', file, '-', values.libraries]);
    if (typeof answer === 'string') console.log(`| ${engine} | ${answer} | | | | | | |`);
    else {
      const { milliseconds, area, misplaced, through, crossings, length, failed } = answer;
      const cells = [engine, inWords(milliseconds), Math.round(area / 1e6), misplaced, through, crossings];
      console.log(`| ${[...cells, Math.round(length), failed].join(' | ')} |`);
    }
  }
}

function compareGenerated() {
  console.log(
    '| DAG | tasks | engine | CPU time | size in pixels | misplaced | through boxes | crossings | line length |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const size of values.sizes.split(','))
    for (const form of values.forms.split(','))
      for (const grouping of ['flat', 'groups'])
        for (const engine of values.engines.split(',')) console.log(row(form, size, grouping, engine));
}

function row(form, size, grouping, engine) {
  const head = `| ${form}${grouping === 'groups' ? ' in groups' : ''} | ${size} | ${engine} |`;
  const answer = answerOf([engine, form, size, grouping, values.libraries]);
  if (typeof answer === 'string') return `${head} ${answer} | | | | | |`;
  const { milliseconds, width, height, misplaced, through = '', crossings = '', length } = answer;
  return `${head} ${inWords(milliseconds)} | ${Math.round(width)} × ${Math.round(height)} | ${misplaced} | ${through} | ${crossings} | ${Math.round(length)} |`;
}

/** What a process of its own measured, or in words why it did not. */
function answerOf(args) {
  const { stdout, error } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    timeout: 1000 * Number(values.limit),
    maxBuffer: 1 << 28,
  });
  if (error) return `over ${values.limit} s`;
  if (!stdout) return 'crashed';
  const answer = JSON.parse(stdout);
  return answer.failure ? answer.failure.slice(0, 60) : answer;
}

function inWords(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
