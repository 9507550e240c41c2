// Rules that keep silent in the editor, since a tool beside DagLens says the same at the same place.

import { RULES } from '../../core/rules/index';
import type { Finding, SideTool } from '../../core/rules/rule';
import type { FileSystem } from '../../core/workspace/ports';
import { ruffHasAirflowRules } from '../../core/workspace/ruffSettings';

const NAMES: readonly unknown[] = ['pylance', 'ruff'] satisfies SideTool[];

/** The tools among what a client says is active. */
export function sideTools(value: unknown): ReadonlySet<SideTool> {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Set(names.filter((name): name is SideTool => NAMES.includes(name)));
}

/** The findings that none of these tools reports. @param root the folder of the project, for its settings of ruff */
export function notReportedBeside(
  findings: readonly Finding[],
  tools: ReadonlySet<SideTool>,
  files: FileSystem,
  root: string,
): readonly Finding[] {
  if (tools.size === 0 || findings.length === 0) return findings;
  const active = new Set(tools);
  if (tools.has('ruff') && ruffHasAirflowRules(files, root)) active.add('ruff-air');
  const silent = new Set(
    RULES.filter((rule) => rule.alsoReportedBy?.some((tool) => active.has(tool))).map(({ id }) => id),
  );
  return findings.filter(({ rule }) => !silent.has(rule));
}
