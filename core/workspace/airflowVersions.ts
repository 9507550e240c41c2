// The Airflow versions there are, their order, and which of them a requirement allows.

/** Last patch of every line that DagLens knows, oldest first (Airflow's release list). */
const LAST_PATCHES = [
  '1.10.15',
  '2.0.2',
  '2.1.4',
  '2.2.5',
  '2.3.4',
  '2.4.3',
  '2.5.3',
  '2.6.3',
  '2.7.3',
  '2.8.4',
  '2.9.3',
  '2.10.5',
  '2.11.2',
  '3.0.6',
  '3.1.8',
  '3.2.2',
  '3.3.2',
] as const;

export const NEWEST_AIRFLOW = '3.3.2';

/** One condition on a version, e.g. `>=2.9`; `==` and `!=` take `2.9.*` for a whole line. */
export interface VersionCondition {
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | '~=';
  readonly version: string;
}

/** Below zero if `a` is older. Parts that are left out count as zero; what follows the numbers (`rc1`) is not looked at. */
export function compareVersions(a: string, b: string): number {
  const left = numbers(a);
  const right = numbers(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
}

/** True for `MAJOR.MINOR` and `MAJOR.MINOR.PATCH`. */
export function isVersionText(text: string): boolean {
  return /^\d+\.\d+(\.\d+)?$/.test(text);
}

/** The version, if the conditions leave only one: `==2.9.3`. */
export function pinnedVersion(conditions: readonly VersionCondition[]): string | undefined {
  const pin = conditions.find(({ operator, version }) => operator === '==' && !version.includes('*'));
  return pin && isVersionText(release(pin.version)) ? release(pin.version) : undefined;
}

/** The newest Airflow version that meets all conditions; undefined if none that is known does. */
export function newestAllowed(conditions: readonly VersionCondition[]): string | undefined {
  return LAST_PATCHES.toReversed()
    .flatMap(patchesOf)
    .find((version) => allowed(version, conditions));
}

/** The oldest release line that has a version which meets all conditions; undefined if none that is known has. */
export function oldestAllowed(conditions: readonly VersionCondition[]): string | undefined {
  return LAST_PATCHES.find((last) => patchesOf(last).some((version) => allowed(version, conditions)));
}

function patchesOf(last: string): string[] {
  const [major, minor, patch] = numbers(last);
  return Array.from({ length: patch! + 1 }, (_, i) => `${major}.${minor}.${patch! - i}`);
}

function allowed(version: string, conditions: readonly VersionCondition[]): boolean {
  return conditions.every((condition) => meets(version, condition));
}

/**
 * The conditions of a PEP 440 specifier (`>=2.9,<3`) or a Poetry one (`^2.9`, `~2.9`, `2.9.3`, `2.9.*`).
 * Parts that cannot be read are left out; `||` is not read at all.
 */
export function versionConditions(specifier: string): VersionCondition[] {
  if (specifier.includes('||')) return [];
  return specifier.split(',').flatMap((part) => conditionsOf(part.trim()));
}

function conditionsOf(part: string): VersionCondition[] {
  const match = /^(===|==|!=|<=|>=|~=|<|>|\^|~|=)?\s*v?(\d+(?:\.\d+)*(?:\.\*)?)/.exec(part);
  if (!match) return [];
  const operator = match[1] ?? '==';
  const version = match[2]!;
  if (operator === '^') return range(version, `${numbers(version)[0]! + 1}`);
  if (operator === '~') return range(version, next(version));
  if (operator === '===' || operator === '=') return [{ operator: '==', version }];
  return [{ operator: operator as VersionCondition['operator'], version }];
}

function range(from: string, below: string): VersionCondition[] {
  return [
    { operator: '>=', version: from },
    { operator: '<', version: below },
  ];
}

/** The first version past `~version` as Poetry reads it: `~2` allows 2.x, `~2.9` and `~2.9.1` allow 2.9.x. */
function next(version: string): string {
  const [major, minor] = numbers(version);
  return minor === undefined ? `${major! + 1}` : `${major}.${minor + 1}`;
}

function meets(version: string, { operator, version: limit }: VersionCondition): boolean {
  const order = compareVersions(version, limit);
  switch (operator) {
    case '==':
      return limit.includes('*') ? startsAs(version, limit) : order === 0;
    case '!=':
      return limit.includes('*') ? !startsAs(version, limit) : order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '~=':
      return order >= 0 && startsAs(version, `${numbers(limit).slice(0, -1).join('.')}.*`);
  }
}

function startsAs(version: string, pattern: string): boolean {
  const prefix = numbers(pattern.replace(/\.\*$/, ''));
  const parts = numbers(version);
  return prefix.every((number, index) => parts[index] === number);
}

function numbers(version: string): number[] {
  return release(version).split('.').map(Number);
}

function release(version: string): string {
  return /^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0';
}
