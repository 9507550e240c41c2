// The recorded runs once more as on Windows: each task in a new process, and Python without all that it has on POSIX only.

import { compareRecordedRuns } from './recordedRuns';

compareRecordedRuns({ spawnsTasks: true, pythonPath: 'test/runner/python/like_windows' });
