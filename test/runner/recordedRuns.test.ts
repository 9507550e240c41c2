// Small DAGs on the builtin engine, against what real Airflow made of the same files: test/truth/runner, recorded with dag.test().

import { compareRecordedRuns } from './recordedRuns';

compareRecordedRuns(false);
