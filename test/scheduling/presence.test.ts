// That trigger rules ask which states there are, not how many of each: what `possibleEnds` rests on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stateSet, TriggerTable } from '../../core/scheduling';
import { type Presence, possibleStates, presencesOf } from '../../core/scheduling/presence';
import { isSetupAt, LETTERS, statesOf } from './letters';

const truth: {
  readonly keys: string;
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = JSON.parse(readFileSync('test/truth/trigger_rules.json', 'utf8'));

for (const [version, answers] of Object.entries(truth.versions)) {
  for (const [rule, recorded] of Object.entries(answers)) {
    test(`${rule} in ${version} asks which states there are`, () => {
      const table = new TriggerTable(version);
      const said = truth.keys.split(' ').map((key, index) => {
        if (recorded[index] === '.') return '.';
        return LETTERS[table.decide(rule, presenceOf(key))];
      });
      assert.equal(said.join(''), recorded);
    });
  }
}

function presenceOf(key: string): Presence {
  const upstream = statesOf(key).map((state, index) => possibleStates(stateSet([state]), isSetupAt(key, index), false));
  return [...presencesOf(upstream)][0]!;
}
