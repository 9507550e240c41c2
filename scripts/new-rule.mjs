// npm run new-rule my-rule: writes core/rules/my-rule.ts and its line in core/rules/index.ts.
// The new rule comes with a bad example that it does not find yet, so `npm test` fails until it does.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const INDEX = 'core/rules/index.ts';
const id = process.argv[2] ?? '';
if (!/^[a-z]+(-[a-z0-9]+)*$/.test(id)) fail('Give the rule a name in kebab-case: npm run new-rule my-rule');
const file = `core/rules/${id}.ts`;
if (existsSync(file)) fail(`${file} exists already.`);
const name = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

writeFileSync(file, stub());
writeFileSync(INDEX, withRule(readFileSync(INDEX, 'utf8')));
console.log(`${file} and its line in ${INDEX} are written. Next:
  1. say what it finds in summary, why, bad and good, and write check;
  2. npm test -- test/rules (its bad example fails until the rule finds what is marked);
  3. npm run docs, and a line in CHANGELOG.md.`);

function stub() {
  return `// ${id}: what it finds, in one line.

import type { Rule } from './rule';

export const ${name}: Rule = {
  id: '${id}',
  severity: 'warning',
  summary: 'What is wrong.',
  why: 'What Airflow does with it, in which versions.',
  bad: \`
from airflow.sdk import DAG

dag = DAG("etl")
#         ^^^^^ warning: What is wrong, and what to do.
\`,
  good: \`
from airflow.sdk import DAG

dag = DAG("etl")
\`,
  check: () => [],
};
`;
}

/** The index with an import and an entry more, both in the order of the names. */
function withRule(index) {
  const lines = index.split('\n');
  insert(lines, /^import .* from '\.\/(.+)';$/, id, `import { ${name} } from './${id}';`);
  insert(lines, /^ {2}(\w+),$/, name, `  ${name},`);
  return lines.join('\n');
}

function insert(lines, pattern, key, line) {
  const places = lines.flatMap((text, at) => (pattern.test(text) ? [at] : []));
  const next = places.find((at) => pattern.exec(lines[at])[1] > key);
  lines.splice(next ?? places.at(-1) + 1, 0, line);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
