// Writes the pages about rules and the schema of the settings in docs/, and the settings of package.json into README.md. `--check` only tells what is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadCore } from './load-core.mjs';
import { tomlSchema } from './settings-schema.mjs';

const SETTINGS_TABLE = /(<!-- settings:[^\n]*-->\n)[\s\S]*?(<!-- \/settings -->)/;
const { RULES, rulesDocuments, SETTINGS } = await loadCore(`
  export { RULES } from './core/rules/index';
  export { rulesDocuments } from './core/rules/page';
  export { SETTINGS } from './core/workspace/settingsFile';
`);
const documents = new Map([...rulesDocuments(RULES)].map(([name, text]) => [`docs/${name}`, text]));
const schema = `${JSON.stringify(tomlSchema(SETTINGS, RULES), null, 2)}\n`;
documents.set('docs/schema/daglens.schema.json', schema);
documents.set(
  'README.md',
  readFileSync('README.md', 'utf8').replace(SETTINGS_TABLE, (_, start, end) => start + settingsTable() + end),
);
const stale = [...documents.keys()].filter((file) => textOf(file) !== documents.get(file));
const left = filesIn('docs/rules').filter((file) => !documents.has(file));
if (process.argv.includes('--check')) {
  for (const file of [...stale, ...left]) console.error(`${file} is stale, run npm run docs`);
  process.exitCode = stale.length + left.length ? 1 : 0;
} else {
  for (const folder of ['docs/rules', 'docs/schema']) mkdirSync(folder, { recursive: true });
  for (const file of stale) writeFileSync(file, documents.get(file));
  for (const file of left) rmSync(file);
  console.log(stale.length + left.length ? `written: ${[...stale, ...left].join(', ')}` : 'nothing was stale');
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function filesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
}

function settingsTable() {
  const { properties } = JSON.parse(readFileSync('package.json', 'utf8')).contributes.configuration;
  const rows = Object.entries(properties).map(([name, { type, default: preset, enum: values, ...texts }]) => {
    const what = values ? values.map((value) => `\`${value}\``).join(' or ') : type;
    const shown =
      preset === '' || (typeof preset === 'object' && Object.keys(preset).length === 0) ? '' : `\`${preset}\``;
    return `| \`${name}\` | ${what} | ${shown} | ${texts.markdownDescription ?? texts.description} |\n`;
  });
  return `\n| setting | type | default | what it says |\n|---|---|---|---|\n${rows.join('')}\n`;
}
