// The pages about rules: for docs/rules.md and for `daglens explain`.

import type { Rule } from './rule';

/** One rule's page, as Markdown. */
export function rulePage(rule: Rule): string {
  const checkedFor = rule.exampleVersion ? ` (checked for Airflow ${rule.exampleVersion})` : '';
  return [
    `## ${rule.id}`,
    `${rule.summary} Severity: ${rule.severity}.`,
    '### Why',
    rule.why,
    `### Bad${checkedFor}`,
    codeBlock(rule.bad),
    '### Good',
    codeBlock(rule.good),
  ].join('\n\n');
}

/** The whole document: a table of all rules, how to turn one off, then each rule's page. */
export function rulesDocument(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = sorted.map((rule) => `| [${rule.id}](#${rule.id}) | ${rule.severity} | ${rule.summary} |`);
  return `${[
    '<!-- Made by `npm run docs` from core/rules; edit the rules, not this file. -->',
    '# Rules',
    'An error is what Airflow refuses to load, or what makes a run fail; a warning loads, but hardly does what was meant.',
    ['| rule | severity | what it finds |', '|---|---|---|', ...rows].join('\n'),
    'A comment at the end of the line turns a finding off: `# daglens: ignore[rule-id]`, `# daglens: ignore` for every rule, ' +
      'or `# noqa: daglens`.',
    ...sorted.map(rulePage),
  ].join('\n\n')}\n`;
}

function codeBlock(code: string): string {
  return `\`\`\`python\n${code.trim()}\n\`\`\``;
}
