// What tasks are given in the next run instead of being run: kept for each DAG of the workspace.

import type * as vscode from 'vscode';
import type { TaskId } from '../../../core/ir/dag';
import type { MarkName, Marks } from '../../../protocol/runPanel';

const KEY = 'daglens.marks';

type Memory = Readonly<Record<string, Marks>>;

export class MarkMemory {
  constructor(private readonly state: vscode.Memento) {}

  of(uri: vscode.Uri, dagId: string): Marks {
    return this.state.get<Memory>(KEY, {})[keyOf(uri, dagId)] ?? {};
  }

  /** `mark` undefined: the task is run. */
  set(uri: vscode.Uri, dagId: string, taskId: TaskId, mark: MarkName | undefined): void {
    const { [taskId]: _, ...others } = this.of(uri, dagId);
    this.setAll(uri, dagId, mark === undefined ? others : { ...others, [taskId]: mark });
  }

  setAll(uri: vscode.Uri, dagId: string, marks: Marks): void {
    const { [keyOf(uri, dagId)]: _, ...others } = this.state.get<Memory>(KEY, {});
    const isEmpty = Object.keys(marks).length === 0;
    void this.state.update(KEY, isEmpty ? others : { ...others, [keyOf(uri, dagId)]: marks });
  }
}

function keyOf(uri: vscode.Uri, dagId: string): string {
  return `${uri.toString()}\n${dagId}`;
}
