// Writes docs/rules.md from the rules and the settings of README.md from package.json. `--check` only tells what is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadCore } from './load-core.mjs';

const SETTINGS = /(<!-- settings:[^\n]*-->\n)[\s\S]*?(<!-- \/settings -->)/;
const { RULES, rulesDocument } = await loadCore(`
  export { RULES } from './core/rules/index';
  export { rulesDocument } from './core/rules/page';
`);
const documents = {
  'docs/rules.md': rulesDocument(RULES),
  'README.md': readFileSync('README.md', 'utf8').replace(SETTINGS, (_, start, end) => start + settingsTable() + end),
};
const stale = Object.keys(documents).filter((file) => readFileSync(file, 'utf8') !== documents[file]);
if (process.argv.includes('--check')) {
  if (stale.length) console.error(`${stale.join(' and ')} is stale, run npm run docs`);
  process.exitCode = stale.length ? 1 : 0;
} else {
  for (const file of stale) writeFileSync(file, documents[file]);
  console.log(stale.length ? `written: ${stale.join(', ')}` : 'nothing was stale');
}

function settingsTable() {
  const { properties } = JSON.parse(readFileSync('package.json', 'utf8')).contributes.configuration;
  const rows = Object.entries(properties).map(([name, { type, default: preset, enum: values, ...texts }]) => {
    const what = values ? values.map((value) => `\`${value}\``).join(' or ') : type;
    const shown = preset === '' || preset?.length === 0 ? '' : `\`${preset}\``;
    return `| \`${name}\` | ${what} | ${shown} | ${texts.markdownDescription ?? texts.description} |\n`;
  });
  return `\n| setting | type | default | what it says |\n|---|---|---|---|\n${rows.join('')}\n`;
}
