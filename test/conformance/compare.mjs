// Compares what daglens drew with what the real DagBag made, DAG by DAG.

/** Serialises a value so that equal values give equal text, whatever the order of their keys. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${key}:${canonical(part)}`).join(',')}}`;
}

function setDifferences(kind, real, ours) {
  const missing = real.filter((name) => !ours.includes(name));
  const extra = ours.filter((name) => !real.includes(name));
  return [...missing.map((name) => `missing ${kind} ${name}`), ...extra.map((name) => `extra ${kind} ${name}`)];
}

const TASK_FIELDS = ['operator', 'trigger_rule', 'mapped', 'setup', 'teardown'];

function taskDifferences(real, ours) {
  const byId = new Map(ours.map((task) => [task.task_id, task]));
  return real.flatMap((task) => {
    const other = byId.get(task.task_id);
    if (!other) return [];
    return TASK_FIELDS.filter((field) => task[field] !== other[field]).map(
      (field) => `${field} of ${task.task_id}: ${other[field]}, really ${task[field]}`,
    );
  });
}

/**
 * What differs between one DAG as the real Airflow made it and as daglens drew it (both DAG JSON v1): one short line each,
 * none when they are exactly equal.
 */
export function dagDifferences(real, ours) {
  const ids = (dag) => dag.tasks.map((task) => task.task_id);
  const edges = (dag) => dag.edges.map(([up, down]) => `${up} -> ${down}`);
  const schedule =
    canonical(real.schedule) === canonical(ours.schedule)
      ? []
      : [`schedule: ${canonical(ours.schedule)}, really ${canonical(real.schedule)}`];
  return [
    ...setDifferences('task', ids(real), ids(ours)),
    ...taskDifferences(real.tasks, ours.tasks),
    ...setDifferences('edge', edges(real), edges(ours)),
    ...setDifferences('group', real.groups, ours.groups),
    ...schedule,
  ];
}

const key = (dag) => `${dag.file} ${dag.dag_id}`;
const unknownId = (dag) => dag.dag_id.startsWith('?');
const saysUnknown = (dag) => unknownId(dag) || canonical({ ...dag, file: '' }).includes('"?"');

function truthByFile(truth) {
  const refused = new Set(truth.errors.map((error) => error.file));
  const loads = (file) => file in truth.files && !refused.has(file);
  return { loads, dags: truth.dags.filter((dag) => loads(dag.file)) };
}

function whyMissing(dag, graph) {
  const error = graph.errors.find((entry) => entry.file === dag.file);
  return error ? `the whole DAG is missing: ${error.message}` : 'the whole DAG is missing';
}

/** `trueOnes`: errors that stay although Airflow loads the file, since the task fails when it runs. */
function falseErrors(loads, graph, check, trueOnes) {
  const isTrue = ({ file, line, rule }) =>
    trueOnes.some((one) => one.file === file && one.line === line && one.rule === rule);
  const found = check.findings.filter(
    (finding) => finding.severity === 'error' && loads(finding.file) && !isTrue(finding),
  );
  const refused = graph.errors.filter((error) => loads(error.file));
  return [
    ...found.map((finding) => `${finding.file}:${finding.line} ${finding.rule}: ${finding.message}`),
    ...refused.map((error) => `${error.file} refused by graph: ${error.message}`),
  ];
}

/**
 * Compares one corpus. `truth` is what dump_dagbag.py wrote, `graph` and `check` what the two commands printed. Only files that
 * the real Airflow loads count. `exact` of `dags` are equal in everything; an extra DAG (one whose id is known) counts as one
 * that is not.
 */
export function compareCorpus(truth, graph, check, trueOnes = []) {
  const { loads, dags } = truthByFile(truth);
  const ours = new Map(graph.dags.map((dag) => [key(dag), dag]));
  const real = new Map(dags.map((dag) => [key(dag), dag]));
  const differing = dags.flatMap((dag) => {
    const other = ours.get(key(dag));
    const lines = other ? dagDifferences(dag, other) : [whyMissing(dag, graph)];
    return lines.length ? [{ file: dag.file, dag_id: dag.dag_id, lines, missing: !other }] : [];
  });
  const extra = graph.dags.filter((dag) => loads(dag.file) && !unknownId(dag) && !real.has(key(dag)));
  const counted = dags.length + extra.length;
  return {
    files: Object.keys(truth.files).length,
    refused: truth.errors.length,
    dags: dags.length,
    exact: dags.length - differing.length,
    exactPercent: counted ? (100 * (dags.length - differing.length)) / counted : 0,
    unknownPercent: graph.dags.length ? (100 * graph.dags.filter(saysUnknown).length) / graph.dags.length : 0,
    missing: differing.filter((entry) => entry.missing).length,
    extra: extra.map((dag) => ({ file: dag.file, dag_id: dag.dag_id })),
    differing,
    falseErrors: falseErrors(loads, graph, check, trueOnes),
  };
}
