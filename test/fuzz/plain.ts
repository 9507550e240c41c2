// Reports as text that can be compared.

import type { FileReport } from '../../core/workspace/report';

/** All that a report says; of AST nodes that stand for places only the place. */
export function plainReport(report: FileReport): string {
  const { findings, gaps, dagFile } = report;
  return JSON.stringify({ findings, gaps, dagFile }, (_key, value: unknown) => {
    if (value instanceof Map) return [...value];
    if (value instanceof Set) return [...value].sort();
    if (isPlace(value)) return `${value.uri}:${value.start}-${value.end}`;
    return value;
  });
}

function isPlace(value: unknown): value is { uri: string; start: number; end: number } {
  if (typeof value !== 'object' || value === null) return false;
  return 'uri' in value && 'start' in value && 'end' in value;
}
