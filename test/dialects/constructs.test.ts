// Constructs of real projects, read as real Airflow reads them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPythonParser } from '../../server/src/parser';
import { caseDifferences, recordedConstructs } from '../support/constructs';
import { bundleFolder } from '../support/engine';

for (const [name, versions] of Object.entries(recordedConstructs())) {
  test(`${name}: the graphs that real Airflow has`, async () => {
    const parser = await loadPythonParser(bundleFolder());
    for (const [version, truth] of Object.entries(versions)) {
      assert.deepEqual(caseDifferences(name, version, truth, parser), [], version);
    }
  });
}
