// Findings for tests of the outputs.

import type { CheckedFinding } from '../../server/src/cli/analyse';
import type { Place } from '../../server/src/cli/places';
import type { CheckReport } from '../../server/src/cli/report';

export function place(file: string, line: number, column: number, endColumn: number): Place {
  return { file, line, column, endLine: line, endColumn };
}

export const CYCLE: CheckedFinding = {
  rule: 'cycle',
  severity: 'error',
  message: 'These tasks wait for each other: a → b → a.',
  place: place('/p/dags/etl.py', 3, 5, 11),
  source: ['a >> b', 'x:\tb >> a'],
  related: [{ place: place('/p/dags/etl.py', 2, 1, 7), message: 'The way back.' }],
  fixes: [{ title: 'Remove it', edits: [{ place: place('/p/dags/etl.py', 3, 5, 11), text: '' }] }],
};

export const RULE: CheckedFinding = {
  rule: 'invalid-trigger-rule',
  severity: 'warning',
  message: '50% of\nthis: a, b',
  place: place('/p/dags/etl.py', 9, 1, 2),
  source: [],
  related: [],
  fixes: [],
};

export function report(some: Partial<CheckReport> = {}): CheckReport {
  return {
    findings: [CYCLE, RULE],
    known: 0,
    gaps: [],
    files: 2,
    dags: 3,
    target: undefined,
    versions: ['3.3.2'],
    ...some,
  };
}

export function print(path: string): string {
  return path.replace('/p/', '');
}
