// The recorded runs once more, each task in a new process: how it has to be on Windows.

import { compareRecordedRuns } from './recordedRuns';

compareRecordedRuns(true);
