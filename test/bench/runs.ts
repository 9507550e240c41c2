// How long runs take on the builtin engine, beside the start of a bare Python: prints JSON in milliseconds: PRODUCT FOLDER. Each is measured several
// times in turn; the fastest counts, which other work on the machine disturbed least.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../runner/src/engine';
import { plainEngine, plainRequest } from '../runner/plainEngine';

const [, , product, folder = '.'] = process.argv;
const PYTHON = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim();
const TURNS = 7;
const FEW = 10;
const MANY = 60;

mkdirSync(folder, { recursive: true });

/** A chain of tasks that do next to nothing. */
function dagFile(count: number): string {
  const file = path.join(folder, `dag_${count}.py`);
  const text = `from datetime import datetime
from airflow.sdk import dag, task

@dag(schedule=None, start_date=datetime(2026, 1, 1))
def chain_of_${count}():
    before = None
    for number in range(${count}):
        @task(task_id=f"t{number}")
        def trivial():
            return number
        now = trivial()
        if before is not None:
            before >> now
        before = now

chain_of_${count}()
`;
  writeFileSync(file, text);
  return file;
}

function newEngine(): Engine {
  return plainEngine(folder, product!, {
    python: PYTHON,
    importRoots: [],
    environment: process.env as Record<string, string>,
  });
}

let runs = 0;

async function run(engine: Engine, file: string): Promise<number> {
  const own = path.join(folder, `run${runs++}`);
  mkdirSync(own);
  const request = { ...plainRequest(file, own, `manual__${runs}`), logicalDate: '2026-01-01T00:00:00+00:00' };
  const begun = performance.now();
  for await (const event of engine.run(request, new AbortController().signal))
    if (event.kind === 'ended' && event.state !== 'success') throw new Error(event.because);
  return performance.now() - begun;
}

function bare(): number {
  const begun = performance.now();
  spawnSync(PYTHON, ['-c', 'pass']);
  return performance.now() - begun;
}

async function measure(): Promise<void> {
  const [few, many] = [dagFile(FEW), dagFile(MANY)];
  const times = { bare: [] as number[], cold: [] as number[], warm: [] as number[], many: [] as number[] };
  for (let turn = 0; turn < TURNS; turn++) {
    times.bare.push(bare(), bare());
    const engine = newEngine();
    times.cold.push(await run(engine, few));
    times.warm.push(await run(engine, few), await run(engine, few));
    await run(engine, many);
    times.many.push(await run(engine, many));
    await engine.dispose();
  }
  const best = Object.fromEntries(Object.entries(times).map(([name, each]) => [name, Math.min(...each)]));
  const task = (best.many! - best.warm!) / (MANY - FEW);
  process.stdout.write(`${JSON.stringify({ ...best, task })}\n`);
}

void measure();
