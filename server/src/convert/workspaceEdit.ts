// Edits of the analysis to those of the protocol.

import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit as Edit } from '../../../core/rules/rule';
import type { EditorFiles, Places } from './places';

/** @param versioned the client takes edits that name the version of the document */
export function workspaceEdit(
  edits: readonly Edit[],
  places: Places,
  documents: EditorFiles,
  versioned: boolean,
): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>();
  for (const { at, text } of edits) {
    const edit = { range: places.range(at), newText: text };
    byPath.set(at.uri, [...(byPath.get(at.uri) ?? []), edit]);
  }
  if (!versioned)
    return { changes: Object.fromEntries([...byPath].map(([path, list]) => [documents.uriOf(path), list])) };
  return {
    documentChanges: [...byPath].map(([path, list]) => ({
      textDocument: { uri: documents.uriOf(path), version: documents.byPath(path)?.version ?? null },
      edits: list,
    })),
  };
}
