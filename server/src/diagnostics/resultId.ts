// Names a set of diagnostics by its content, so that "unchanged" needs no memory.

import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver';

/** Equal diagnostics have equal ids. */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'none';
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url');
}
