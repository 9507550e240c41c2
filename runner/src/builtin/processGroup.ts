// Ends processes with all that they have started.

import { spawn } from 'node:child_process';
import path from 'node:path';

/** By its whole path: Windows looks for a name in the current folder first. */
const TASKKILL = path.win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');

/** Sends a signal to a process and all of its group. That there is none any more is fine. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    spawn(TASKKILL, ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
