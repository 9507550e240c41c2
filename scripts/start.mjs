// `npm start`: installs and builds what is missing, shows what DagLens finds in examples/, and how to open it in an editor.
import { spawnSync } from 'node:child_process';

await import('./ensure-install.mjs');
await import('./build.mjs');

const GOOD = ['examples/airflow1', 'examples/airflow2', 'examples/airflow3'];
const MISTAKES = 'examples/mistakes';
const CRON = '30 6 * * 1-5';
const RUN = ['--engine', 'builtin', '--root', 'examples/airflow3', 'examples/airflow3/dags/invoice_taskflow.py'];

title(`daglens graph ${GOOD.join(' ')}`);
const { dags } = JSON.parse(daglens([0], 'graph', ...GOOD));
const width = Math.max(...dags.map(({ file }) => file.length));
for (const { file, dag_id, schedule, tasks, edges } of dags) {
  console.log(
    `  ${file.padEnd(width)}  ${dag_id}: ${count(tasks.length, 'task')}, ${count(edges.length, 'edge')}, ${when(schedule)}`,
  );
}

title(`daglens check ${GOOD.join(' ')}`);
console.log(daglens([0], 'check', ...GOOD));

title(`daglens check ${MISTAKES}`);
console.log(daglens([1], 'check', MISTAKES));

title(`daglens schedule '${CRON}' --timezone Europe/Paris`);
console.log(daglens([0], 'schedule', CRON, '--timezone', 'Europe/Paris'));

title(`daglens run ${RUN.join(' ')}`);
// Without a Python there is nothing that could run: the reason stands on standard error.
console.log(daglens([0, 2], 'run', ...RUN));

console.log(`${dags.length} DAGs read; each file in ${MISTAKES} shows one mistake and what to do about it.

To see it in VS Code while you type: open this folder there, press F5 ("DagLens on the examples"), and open a file.
To install it: npm run package, then "Extensions: Install from VSIX…" in VS Code.
Any other editor: let it start  node ${process.cwd()}/dist/cli.js lsp --stdio  for Python files.`);

/** Runs the command line as a user would. @param expected the exit codes that are no surprise */
function daglens(expected, ...args) {
  const result = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!expected.includes(result.status)) {
    console.error(`daglens ${args.join(' ')} ended with ${result.status}`);
    process.exit(1);
  }
  return result.stdout;
}

function title(text) {
  console.log(`\n$ ${text}\n`);
}

function when(schedule) {
  if (schedule === null) return 'no schedule';
  if (typeof schedule === 'string') return schedule;
  if (schedule.assets) return `after ${count(schedule.assets.length, 'asset')}`;
  return schedule.timetable ?? JSON.stringify(schedule);
}

function count(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
