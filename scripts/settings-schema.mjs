// The JSON schema of daglens.toml and [tool.daglens], and its parts about rules.

const LEVELS = ['error', 'warning', 'info', 'off'];
const VERSION = '^\\d+\\.\\d+(\\.\\d+)?$';

/** The JSON schema of daglens.toml; the table [tool.daglens] of pyproject.toml holds the same. */
export function tomlSchema(settings, rules) {
  const properties = settings.map(({ name, value, repeatable, summary }) => [
    name,
    { description: sentence(summary), ...tomlType({ value, repeatable }, rules) },
  ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'DagLens settings',
    description: 'The settings in daglens.toml, or in [tool.daglens] of pyproject.toml.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
}

function tomlType({ value, repeatable }, rules) {
  if (value === 'RULE,…') return { type: 'array', items: selectorSchema(rules) };
  if (value === 'RULE=LEVEL,…') return severitySchema(rules);
  if (value === 'V') return { type: 'string', pattern: VERSION };
  return repeatable ? { type: 'array', items: { type: 'string' } } : { type: 'string' };
}

/** A rule, the words that ids begin with, or `all`. */
export function selectorSchema(rules) {
  const names = { enum: ['all', ...rules.map(({ id }) => id)] };
  const enumDescriptions = ['Every rule.', ...rules.map(({ summary }) => summary)];
  return {
    anyOf: [
      { ...names, enumDescriptions },
      { type: 'string', pattern: '^[a-z0-9-]+\\*?$' },
    ],
  };
}

/** Rule → level. */
export function severitySchema(rules) {
  const one = ({ id, severity, summary }) => [id, { enum: LEVELS, description: `${summary} By itself: ${severity}.` }];
  return {
    type: 'object',
    properties: Object.fromEntries(rules.map(one)),
    additionalProperties: { enum: LEVELS },
  };
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
