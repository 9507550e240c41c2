// What is left running of a run.

import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** The processes that have this folder in their environment or command line, after a moment in which they may end. */
export async function leftIn(folder: string): Promise<string[]> {
  let left: string[] = [];
  for (let tries = 0; tries < 40; tries++) {
    const all = execFileSync('ps', ['eww', '-eo', 'pid,stat,command'], { encoding: 'utf8', maxBuffer: 1e8 }).split(
      '\n',
    );
    left = all.filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line));
    if (left.length === 0) return [];
    await sleep(50);
  }
  return left.map((line) => line.slice(0, 120));
}
