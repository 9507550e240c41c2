// The pages about rules: for docs/rules.md, docs/rules/ID.md and `daglens explain`.

import type { Rule } from './rule';

const MADE_BY = '<!-- Made by `npm run docs` from core/rules; edit the rules, not this file. -->';

/** One rule's page, as Markdown. */
export function rulePage(rule: Rule): string {
  const checkedFor = rule.exampleVersion ? ` (checked for Airflow ${rule.exampleVersion})` : '';
  return [
    `# ${rule.id}`,
    `${rule.summary} Severity: ${rule.severity}.`,
    '## Why',
    rule.why,
    `## Bad${checkedFor}`,
    codeBlock(rule.bad),
    '## Good',
    codeBlock(rule.good),
  ].join('\n\n');
}

/** Every document about the rules: its path seen from `docs`, and its text. */
export function rulesDocuments(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = rules.map((rule): [string, string] => [`rules/${rule.id}.md`, `${MADE_BY}\n\n${rulePage(rule)}\n`]);
  return new Map([['rules.md', rulesTable(rules)], ...pages]);
}

/** The table of all rules, and how to turn one off. */
function rulesTable(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = sorted.map((rule) => `| [${rule.id}](rules/${rule.id}.md) | ${rule.severity} | ${rule.summary} |`);
  return `${[
    MADE_BY,
    '# Rules',
    'An error is what Airflow refuses to load, or what makes a run fail; a warning loads, but hardly does what was meant.',
    ['| rule | severity | what it finds |', '|---|---|---|', ...rows].join('\n'),
    'A comment at the end of the line turns findings off: `# daglens: ignore[rule, rule]`, or `# daglens: ignore` for every ' +
      'rule. `# daglens: ignore-file[rule]` does so for the whole file.',
    'For a project or a folder, `daglens.toml` (or `[tool.daglens]` of pyproject.toml) says which rules are told, and how ' +
      'severe each is. A rule is named by its id, the words its id begins with, or `all`:',
    '```toml\nignore = ["jinja"]\n\n[severity]\ncron-never-fires = "error"\nduplicate-dag-id = "off"\n```',
  ].join('\n\n')}\n`;
}

function codeBlock(code: string): string {
  return `\`\`\`python\n${code.trim()}\n\`\`\``;
}
