// Marked fixtures: files with the findings that are expected in them written under the code.
//
//     #- dags/a.py                    starts a file; a fixture without such a line is one file, `dag.py`
//     a >> b >> a
//     #    ^^^^^^ error: message      a finding at these columns of the nearest line above that is no marker
//     #^^^ warning: message           a caret right after the `#`: the `#` counts as a caret, for code at the line's start
//     a <|>>> b                       the cursor; taken out of the text

import { LineIndex } from '../core/text/lines';

export interface ExpectedFinding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Where the finding ends; one that goes on to the next line ends at the end of this one. */
  readonly endColumn: number;
  readonly severity: string;
  readonly message: string;
}

export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly ExpectedFinding[];
  readonly cursor: { readonly path: string; readonly offset: number } | undefined;
}

const DEFAULT_PATH = 'dag.py';
const CURSOR = '<|>';
const MARKER = /^(\s*#)(\s*)(\^+) (error|warning|info): (.*)$/;

/** Reads a marked fixture. */
export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>();
  let cursor: Fixture['cursor'];
  for (const { path, body } of splitFiles(text)) {
    const offset = body.indexOf(CURSOR);
    if (offset >= 0) cursor = { path, offset };
    files.set(path, offset < 0 ? body : body.replace(CURSOR, ''));
  }
  return { files, expected: [...files].flatMap(([path, body]) => markersOf(path, body)), cursor };
}

/** A finding as the markers say it: for a comparison with `Fixture.expected`. */
export function asExpected(
  finding: { at: { uri: string; start: number; end: number }; severity: string; message: string },
  path: string,
  text: string,
): ExpectedFinding {
  const lines = new LineIndex(text);
  const start = lines.position(finding.at.start);
  const end = lines.position(finding.at.end);
  const endColumn = end.line === start.line ? end.column : lines.line(start.line).length + 1;
  return {
    path,
    line: start.line,
    column: start.column,
    endColumn,
    severity: finding.severity,
    message: finding.message,
  };
}

function splitFiles(text: string): { path: string; body: string }[] {
  const pieces = text.split(/^#- (.+)\r?\n/m);
  const files: { path: string; body: string }[] = [];
  if (pieces[0]!.trim() !== '' || pieces.length === 1) files.push({ path: DEFAULT_PATH, body: pieces[0]! });
  for (let i = 1; i < pieces.length; i += 2) files.push({ path: pieces[i]!.trim(), body: pieces[i + 1]! });
  return files;
}

function markersOf(path: string, body: string): ExpectedFinding[] {
  const found: ExpectedFinding[] = [];
  let codeLine = 0;
  body.split(/\r?\n/).forEach((line, index) => {
    const marker = MARKER.exec(line);
    if (!marker) {
      codeLine = index + 1;
      return;
    }
    const [, head, gap, carets, severity, message] = marker as unknown as string[];
    const column = head!.length + gap!.length + (gap === '' ? 0 : 1);
    const endColumn = head!.length + gap!.length + carets!.length + 1;
    found.push({ path, line: codeLine, column, endColumn, severity: severity!, message: message! });
  });
  return found;
}
