// The official example DAGs: the same end on our own runtime as on real Airflow where no outside service is needed, and no Python
// error on our own runtime elsewhere.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recordOf } from './scenarios.mjs';

/**
 * `outside`: DAG id → why it is not run on both: it waits for a person, a service or another DAG.
 * `absent`: DAG id → why a bare Python does not make it.
 */
const { outside: OUTSIDE, absent: ABSENT } = JSON.parse(
  readFileSync(new URL('./outside.json', import.meta.url), 'utf8'),
);
const PATIENCE_MS = 45_000;
/** Most of them only wait. */
const AT_ONCE = 4;
const FINAL = new Set(['success', 'failed', 'skipped', 'upstream_failed', 'removed']);

/** Runs all; gives figures, and a line for each fault. */
export async function compareExamples({ corpus, parts, airflow, builtin }) {
  const faults = [];
  const count = { equal: 0, outside: 0 };
  const blame = (fault) => {
    faults.push(fault);
    // The whole takes minutes.
    process.stderr.write(`  ${fault}\n`);
  };
  const left = dagsOf(corpus);
  const compareNext = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { file, dag_id: dagId } = next;
      const full = path.join(corpus.root, file);
      const here = await endOf(builtin, parts, full, dagId);
      if (dagId in OUTSIDE) {
        count.outside++;
        if (here.error) blame(`${dagId} on builtin: ${here.error}`);
        continue;
      }
      const there = await endOf(airflow, parts, full, dagId);
      if (here.text === there.text) count.equal++;
      else blame(`${dagId}: builtin ${here.text}, airflow ${there.text}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compareNext));
  return { faults, figures: `${count.equal} equal, ${count.outside} with outside services, ${faults.length} faults` };
}

/** Every DAG that real Airflow found in the corpus. */
function dagsOf({ truth }) {
  const { dags } = JSON.parse(readFileSync(truth, 'utf8'));
  return dags.filter(({ dag_id: dagId }) => !dagId.includes('.') && !(dagId in ABSENT));
}

async function endOf(engine, parts, file, dagId) {
  const record = await recordOf(engine, parts, file, { dagId }, AbortSignal.timeout(PATIENCE_MS));
  const states = Object.values(record.instances).map(
    ({ taskId, mapIndex, state }) => `${taskId}[${mapIndex}]=${state}`,
  );
  const isOver = Object.values(record.instances).every(({ state }) => FINAL.has(state) || state === 'none');
  const ran = record.dag !== undefined;
  const error = ran ? undefined : (record.raised?.type ?? record.because ?? 'not loaded');
  return {
    error,
    text: `${record.stopped || !isOver ? 'unfinished' : record.state}: ${states.sort().join(' ')}${error ? ` (${error})` : ''}`,
  };
}
