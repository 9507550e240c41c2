// The exam of the rules: realistic projects with one mistake each, and their correct twins. The files were written blind to
// the rules, and real Airflow was asked about all of them (test/truth/record_rulebook.py).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../core/rules/index';
import {
  actualFindings,
  expectedFindings,
  knownMisses,
  type Pair,
  recordedRulebook,
  rulebookPairs,
  type Side,
} from '../support/rulebook';

const pairs = rulebookPairs();
const misses = knownMisses();
const heard = recordedRulebook();
const built = new Set(RULES.map((rule) => rule.id));
const waiting = pairs.filter(({ rule }) => !built.has(rule));

for (const pair of pairs) {
  if (built.has(pair.rule)) sideTest(pair, 'bad');
  else test(`${pair.name}/bad waits for its rule, and no other one speaks`, () => checkWaiting(pair));
  sideTest(pair, 'good');
  test(`${pair.name}: Airflow refuses or dislikes the mistake, and has nothing against its twin`, () =>
    checkHeard(pair));
}

test(`${waiting.length} pairs wait for rules not built yet: ${[...new Set(waiting.map(({ rule }) => rule))].join(', ')}`, () => {
  for (const { name, rule, ...pair } of pairs) {
    const expected = expectedFindings({ name, rule, ...pair }, 'bad').map((line) => line.split(' ')[1]);
    assert.deepEqual(expected, [rule], `${name}/bad marks one line for its rule`);
  }
});

test('every known miss names a side of a pair, and says why', () => {
  const sides = new Set(pairs.flatMap(({ name }) => [`${name}/bad`, `${name}/good`]));
  for (const [side, why] of Object.entries(misses)) {
    assert.equal(sides.has(side), true, `${side} is no side of a pair`);
    assert.match(why, /\w{3}/, side);
  }
});

function sideTest(pair: Pair, side: Side): void {
  const title = `${pair.name}/${side}`;
  const miss = misses[title];
  test(miss === undefined ? title : `${title} is still missed`, async () => {
    const found = await actualFindings(pair, side);
    const expected = expectedFindings(pair, side);
    if (miss === undefined) assert.deepEqual([...found.keys()], expected, JSON.stringify([...found], null, 1));
    else assert.notDeepEqual([...found.keys()], expected, `${title} is right now: take it out of known-misses.json`);
  });
}

async function checkWaiting(pair: Pair): Promise<void> {
  const found = await actualFindings(pair, 'bad');
  assert.deepEqual([...found], []);
}

function checkHeard({ name, meta }: Pair): void {
  const answers = heard[name];
  assert.ok(answers, `${name} is not recorded: run test/truth/record_rulebook.py`);
  const { errors, warnings, failed } = answers.bad;
  const isDisliked = [errors, failed, warnings].some((said) => Object.keys(said).length > 0);
  assert.equal(isDisliked || meta.why !== undefined, true, 'Airflow says nothing to the mistake, and meta.json no why');
  assert.deepEqual({ ...answers.good, dags: {} }, { errors: {}, warnings: [], failed: {}, dags: {} });
}
