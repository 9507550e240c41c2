// Whether the project's ruff reports what Airflow 3 removed (its rules AIR…): ruff leaves them out unless they are selected.

import { parse as parseToml } from 'smol-toml';
import { joinPath } from './paths';
import type { FileSystem } from './ports';

const LISTS = ['select', 'extend-select'];

/** Looks into `.ruff.toml`, `ruff.toml` and `[tool.ruff]` of pyproject.toml in a folder, as ruff does: the first of them counts. */
export function ruffHasAirflowRules(files: FileSystem, folder: string): boolean {
  for (const name of ['.ruff.toml', 'ruff.toml', 'pyproject.toml']) {
    const text = files.readText(joinPath(folder, name));
    const settings = text === undefined ? undefined : ruffTable(text, name === 'pyproject.toml');
    if (settings) return selectors(settings).some((each) => each === 'ALL' || each.startsWith('AIR'));
  }
  return false;
}

function ruffTable(text: string, inTool: boolean): Record<string, unknown> | undefined {
  try {
    const document = parseToml(text);
    return inTool ? table(table(document, 'tool') ?? {}, 'ruff') : document;
  } catch {
    // Ruff says what is wrong with it.
    return undefined;
  }
}

function selectors(settings: Record<string, unknown>): string[] {
  const lists = [settings, table(settings, 'lint') ?? {}].flatMap((each) => LISTS.map((name) => each[name]));
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []));
}

function table(record: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = record[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
