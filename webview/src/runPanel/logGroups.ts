// Lines with which Airflow's own pages fold parts of a log.

const EMPTY = /^.*::group::.*\n.*::endgroup::.*\n?/gm;
const BEGIN = /^.*::group::(.*?)(?: {2,}\[task\].*)?$/gm;
const END = /^.*::endgroup::.*\n?/gm;

/** The log with headings in place of such lines. */
export function withHeadings(log: string): string {
  return log.includes('::') ? log.replace(EMPTY, '').replace(END, '').replace(BEGIN, '▾ $1') : log;
}
