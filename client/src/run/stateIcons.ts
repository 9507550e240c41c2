// The states of runs as icons of the editor.

import * as vscode from 'vscode';
import type { RunState } from '../../../core/runs';

/** The icon of a run's state; undefined: it never ran. */
export function runIcon(state: RunState | 'stopped' | undefined): vscode.ThemeIcon {
  switch (state) {
    case 'success':
      return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case 'running':
    case 'queued':
      return new vscode.ThemeIcon('sync~spin');
    case 'stopped':
      return new vscode.ThemeIcon('debug-stop', new vscode.ThemeColor('testing.iconSkipped'));
    default:
      return new vscode.ThemeIcon('type-hierarchy-sub');
  }
}
