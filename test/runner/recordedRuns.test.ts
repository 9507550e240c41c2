// Small DAGs on the builtin engine, against what real Airflow made of the same files.

import { compareRecordedRuns } from './recordedRuns';

compareRecordedRuns({ spawnsTasks: false, pythonPath: undefined });
