// SARIF of a real check: every object has the properties that SARIF 2.1.0 asks for, and no others.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';
import { Project } from './commandLine';

type Shape = Readonly<Record<string, string | RegExp | readonly string[] | ((value: unknown) => boolean)>>;

/** Property → the shape of its value; `?` after a name: it may be left out; `[]` after a shape: a list of such. */
const SHAPES: Readonly<Record<string, Shape>> = {
  log: { $schema: /^https:/, version: ['2.1.0'], runs: 'run[]' },
  run: { tool: 'tool', columnKind: ['utf16CodeUnits'], invocations: 'invocation[]', results: 'result[]' },
  invocation: { executionSuccessful: (value) => value === true },
  tool: { driver: 'driver' },
  driver: { name: ['DagLens'], semanticVersion: /^\d+\.\d+\.\d+$/, rules: 'rule[]' },
  rule: {
    id: /^[a-z][a-z0-9-]+$/,
    shortDescription: 'text',
    fullDescription: 'text',
    help: 'help',
    'helpUri?': /^[a-z]+:\/\//,
    defaultConfiguration: 'configuration',
  },
  configuration: { level: ['error', 'warning', 'note'] },
  text: { text: /./ },
  help: { text: /./, markdown: /./ },
  result: {
    ruleId: /^[a-z][a-z0-9-]+$/,
    ruleIndex: (value) => RULES[value as number] !== undefined,
    level: ['error', 'warning', 'note'],
    message: 'text',
    locations: 'location[]',
    partialFingerprints: 'fingerprints',
    'relatedLocations?': 'related[]',
    'fixes?': 'fix[]',
  },
  fingerprints: { 'daglens/v1': /^[0-9a-f]{32}$/ },
  location: { physicalLocation: 'place' },
  related: { physicalLocation: 'place', message: 'text' },
  place: { artifactLocation: 'artifact', region: 'region' },
  // A relative reference: no blanks, no backslashes, escaped where needed.
  artifact: { uri: /^(?:\.\.\/)*[\w.~/%-]+$/ },
  region: { startLine: isCount, startColumn: isCount, endLine: isCount, endColumn: isCount },
  fix: { description: 'text', artifactChanges: 'change[]' },
  change: { artifactLocation: 'artifact', replacements: 'replacement[]' },
  replacement: { deletedRegion: 'region', insertedContent: 'inserted' },
  inserted: { text: (value) => typeof value === 'string' },
};

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}

function follow(value: unknown, shape: string, path: string): void {
  if (shape.endsWith('[]')) {
    assert.ok(Array.isArray(value), `${path} is a list`);
    for (const [index, item] of value.entries()) follow(item, shape.slice(0, -2), `${path}[${index}]`);
    return;
  }
  const rest = new Map(Object.entries(value as object));
  for (const [name, wanted] of Object.entries(SHAPES[shape]!)) {
    const key = name.replace('?', '');
    const given: unknown = rest.get(key);
    if (!rest.delete(key)) assert.ok(name.endsWith('?'), `${path}.${key} is missing`);
    else if (typeof wanted === 'string') follow(given, wanted, `${path}.${key}`);
    else assert.ok(isAllowed(given, wanted), `${path}.${key} cannot be ${JSON.stringify(given)}`);
  }
  assert.deepEqual([...rest.keys()], [], `${path} has more than SARIF knows`);
}

function isAllowed(value: unknown, wanted: Exclude<Shape[string], string>): boolean {
  if (typeof wanted === 'function') return wanted(value);
  return wanted instanceof RegExp ? wanted.test(String(value)) : wanted.includes(String(value));
}

test('a report with findings, related places and fixes has the shape of SARIF 2.1.0', async (context) => {
  const project = new Project({
    'my dags/änderung #1.py': `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("a", schedule="61 * * * *"):
    EmptyOperator(task_id="x", trigger_rule="all_sucess")
    EmptyOperator(task_id="x")  # daglens: ignore[cycle]
`,
  });
  context.after(() => project.remove());
  const { out } = await project.run(['check', '--format', 'sarif', '.']);
  const log = JSON.parse(out);
  follow(log, 'log', 'log');
  const { results } = log.runs[0];
  assert.ok(results.some(({ fixes }: { fixes?: unknown }) => fixes));
  assert.ok(results.some(({ relatedLocations }: { relatedLocations?: unknown }) => relatedLocations));
  assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, 'my%20dags/%C3%A4nderung%20%231.py');
});
