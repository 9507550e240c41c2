// The manifest of the extension as it is packed: package.json, with every rule in the settings about rules.
import { readFileSync } from 'node:fs';
import { loadCore } from './load-core.mjs';
import { selectorSchema, severitySchema } from './settings-schema.mjs';

/** The text of the packed package.json. The rules are not in that of the repository: it would change with each of them. */
export async function packedManifest() {
  const { RULES } = await loadCore(`export { RULES } from './core/rules/index'`);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { properties } = manifest.contributes.configuration;
  for (const name of ['daglens.rules.select', 'daglens.rules.ignore']) properties[name].items = selectorSchema(RULES);
  Object.assign(properties['daglens.rules.severity'], severitySchema(RULES));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
