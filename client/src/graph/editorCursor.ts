// The cursor of an editor, as questions about DAGs need it.

import * as vscode from 'vscode';
import type { CursorPlace } from './atCursor';

/** The cursor of a Python editor; undefined elsewhere. */
export function cursorOf(editor: vscode.TextEditor | undefined): CursorPlace | undefined {
  if (editor?.document.languageId !== 'python') return undefined;
  const { document, selection } = editor;
  const { range } = document.lineAt(selection.active.line);
  return {
    isFile: sameFile(document.uri),
    offset: document.offsetAt(selection.active),
    lineStart: document.offsetAt(range.start),
    lineEnd: document.offsetAt(range.end),
  };
}

/** Servers and editors write the same address in several ways (`%3A`, `:`). */
function sameFile(uri: vscode.Uri): (other: string) => boolean {
  const wanted = uri.toString();
  const known = new Map<string, boolean>();
  return (other) => {
    const answer = known.get(other) ?? vscode.Uri.parse(other).toString() === wanted;
    known.set(other, answer);
    return answer;
  };
}
