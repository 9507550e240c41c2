// That trigger rules ask which states there are, not how many of each: what `possibleEnds` rests on.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decideByPresence } from '../../core/scheduling';
import { addUpstream, NOTHING } from '../../core/scheduling/presence';
import { isSetupAt, LETTERS, statesOf } from './letters';

const truth: {
  readonly keys: string;
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = JSON.parse(readFileSync('test/truth/trigger_rules.json', 'utf8'));

for (const [version, answers] of Object.entries(truth.versions)) {
  for (const [rule, recorded] of Object.entries(answers)) {
    test(`${rule} in ${version} asks which states there are`, () => {
      const decide = decideByPresence(version);
      const said = truth.keys.split(' ').map((key, index) => {
        if (recorded[index] === '.') return '.';
        return LETTERS[decide(rule, presenceOf(key))];
      });
      assert.equal(said.join(''), recorded);
    });
  }
}

function presenceOf(key: string): number {
  return statesOf(key).reduce<number>(
    (before, state, index) => [...addUpstream(new Set([before]), [state], isSetupAt(key, index), false)][0]!,
    NOTHING,
  );
}
