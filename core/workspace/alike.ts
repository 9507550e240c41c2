// One mistake in code that makes many DAGs or tasks is told once, with how many it is for, and not for each of them.

import type { Finding, Fix } from '../rules/rule';

/** As many at one place are still told one by one: each names what it is about. */
const FEW = 3;
/** As many of the others are named. */
const NAMED = 3;
const QUOTED = /'[^'\n]*'/g;

/**
 * Puts findings together that stand at the same place, come from the same rule and differ in nothing but the names in their
 * messages; a few of them are left as they are. The order stays.
 */
export function toldOnce(findings: readonly Finding[]): readonly Finding[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = alike.get(keyOf(finding));
    if (group) group.push(finding);
    else alike.set(keyOf(finding), [finding]);
  }
  if (alike.size === findings.length) return findings;
  return findings.flatMap((finding) => {
    const group = alike.get(keyOf(finding)) ?? [];
    if (group.length <= FEW) return finding;
    return finding === group[0] ? together(finding, group) : [];
  });
}

function keyOf({ rule, severity, at, message }: Finding): string {
  return [rule, severity, at.start, at.end, message.replaceAll(QUOTED, "''")].join('\n');
}

function together(first: Finding, group: readonly Finding[]): Finding {
  const { fixes, ...rest } = first;
  const message = `${first.message} The same goes for ${others(group)} made here.`;
  const isOneFix = group.every((finding) => sameFixes(finding.fixes, fixes));
  return { ...rest, message, ...(fixes && isOneFix ? { fixes } : {}) };
}

/** `'b', 'c' and 4 more`, where one name tells the findings apart; else only how many. */
function others(group: readonly Finding[]): string {
  const [first, ...more] = group.map(({ message }) => message.match(QUOTED) ?? []);
  const differing = (first ?? []).flatMap((name, index) => (more.some((names) => names[index] !== name) ? index : []));
  const index = differing.length === 1 ? differing[0] : undefined;
  const names = index === undefined ? [] : [...new Set(more.map((all) => all[index]!))];
  const named = names.filter((name) => name !== first?.[index!]).slice(0, NAMED);
  const left = more.length - named.length;
  if (left === 0) return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return named.length ? `${named.join(', ')} and ${left} more` : `${left} more`;
}

function sameFixes(left: readonly Fix[] | undefined, right: readonly Fix[] | undefined): boolean {
  return fixText(left) === fixText(right);
}

function fixText(fixes: readonly Fix[] | undefined): string {
  const edits = (fixes ?? []).map(({ title, edits }) => [title, edits.map(({ at, text }) => [at.start, at.end, text])]);
  return JSON.stringify(edits);
}
