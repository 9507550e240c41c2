// The filters and tests of templates: Jinja's, and those that Airflow adds.

import { JINJA_FILTERS, JINJA_TESTS } from '../../../template/data/builtins';
import { atLeast } from '../../../text/version';
import { byReleaseLine } from '../releaseLines';

/** In templates.py since 2.2; run in 2.3.4, 2.11.2 and 3.3.2. */
const AIRFLOW_FILTERS = ['ds', 'ds_nodash', 'ts', 'ts_nodash', 'ts_nodash_with_tz'];

/** The filters that a template of a version has without `user_defined_filters`. */
export const filterNames: (version: string) => ReadonlySet<string> = byReleaseLine((version) => {
  const own = atLeast(version, 2, 2) ? AIRFLOW_FILTERS : [];
  return new Set([...jinjaNames(JINJA_FILTERS, version), ...own]);
});

/** The tests (`is defined`) that a template of a version has. */
export const testNames: (version: string) => ReadonlySet<string> = byReleaseLine(
  (version) => new Set(jinjaNames(JINJA_TESTS, version)),
);

/** Airflow 1.10 needs a Jinja2 of before 2.12; later versions run with all up to 3.1. */
function jinjaNames(names: ReadonlyMap<string, string>, version: string): string[] {
  if (atLeast(version, 2)) return [...names.keys()];
  return [...names].filter(([, since]) => since.startsWith('2.')).map(([name]) => name);
}
