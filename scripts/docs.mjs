// Writes docs/rules.md from the rules themselves. `--check` only tells whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadCore } from './load-core.mjs';

const DOCUMENT = 'docs/rules.md';
const { RULES, rulesDocument } = await loadCore(`
  export { RULES } from './core/rules/index';
  export { rulesDocument } from './core/rules/page';
`);
const text = rulesDocument(RULES);
if (process.argv.includes('--check')) {
  if (readFileSync(DOCUMENT, 'utf8') === text) process.exit(0);
  console.error(`${DOCUMENT} is stale, run npm run docs`);
  process.exit(1);
}
writeFileSync(DOCUMENT, text);
console.log(`${DOCUMENT}: ${RULES.length} rules`);
