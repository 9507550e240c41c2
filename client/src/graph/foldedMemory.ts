// Remembers which task groups the user folded, for each DAG of the workspace.

import type * as vscode from 'vscode';
import type { FoldedGroups } from '../../../protocol/pane';
import type { PaneHost } from './graphPane';

const KEY = 'daglens.foldedGroups';

type Memory = Readonly<Record<string, FoldedGroups>>;

/** Keeps them in the workspace's state, by file and DAG. */
export function foldedMemory(state: vscode.Memento): PaneHost['folded'] {
  return {
    get: (uri) => state.get<Memory>(KEY, {})[uri.toString()] ?? {},
    set: (uri, dag, groups) => {
      const memory = state.get<Memory>(KEY, {});
      const ofFile = { ...memory[uri.toString()], [dag]: groups };
      void state.update(KEY, { ...memory, [uri.toString()]: ofFile });
    },
  };
}
