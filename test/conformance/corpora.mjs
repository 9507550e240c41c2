// The corpora of `npm run conformance`: which real Airflow, which files, which thresholds.

/** Environments: a Python, a list of pinned packages (locks/NAME.txt) and how its database is made. */
export const ENVIRONMENTS = {
  airflow3: { python: '3.11', migrate: ['db', 'migrate'] },
  airflow2: { python: '3.11', migrate: ['db', 'migrate'] },
  airflow23: { python: '3.10', migrate: ['db', 'init'] },
  airflow1: { python: '3.7', migrate: ['initdb'] },
};

const CORE = { exact: 98, unknown: 5 };
const PROVIDERS = { exact: 95, unknown: 5 };
const STANDARD_SOURCES = ['apache-airflow-core', 'apache-airflow-providers-standard'];

/**
 * Each corpus: `sources` says where its files come from (`sdists` unpacked, `system` tests merged under one `system` package
 * as the providers' own tests import them, or `installed` folders copied out of the environment); `importRoots` are
 * patterns of folders, relative to the corpus, from which its modules import each other; `paths` are handed to the command line.
 */
export const CORPORA = [
  {
    name: 'airflow3-core',
    environment: 'airflow3',
    airflow: '3.3.2',
    sources: { sdists: (name) => STANDARD_SOURCES.includes(name), keep: '/example_dags/' },
    importRoots: /^apache_airflow_[^/]+\/src$/,
    thresholds: CORE,
  },
  {
    name: 'airflow2-core',
    environment: 'airflow2',
    airflow: '2.11.2',
    sources: { installed: ['airflow/example_dags'] },
    thresholds: CORE,
  },
  {
    name: 'providers',
    environment: 'airflow3',
    airflow: '3.3.2',
    sources: {
      sdists: (name) => name.startsWith('apache-airflow-providers-') && !STANDARD_SOURCES.includes(name),
      keep: '/example_dags/',
      system: true,
      wheel: { requirement: 'apache-airflow-devel-common==0.1.1', keep: 'tests_common/' },
    },
    ignore: /^tests_common\/|\/resources_cleanup\//,
    thresholds: PROVIDERS,
  },
  {
    name: 'airflow23-core',
    environment: 'airflow23',
    airflow: '2.3.4',
    sources: { installed: ['airflow/example_dags'] },
    thresholds: CORE,
  },
  {
    name: 'airflow1-core',
    environment: 'airflow1',
    airflow: '1.10.15',
    sources: { installed: ['airflow/example_dags', 'airflow/contrib/example_dags'] },
    thresholds: CORE,
  },
];
