// Random expressions against croniter 7.0.0 (test/truth/record_croniter.py) and, where both mean the same, cron-parser as it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CronDate, CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { describeSchedule, nextTick, parseCron, previousTick } from '../../core/schedule';
import { cron, recorded } from './recorded';

type Row = [text: string, base: number, error: string | null, next: (number | null)[], previous: (number | null)[]];

function ticks(text: string, base: number, count: number, step: typeof nextTick): (number | null)[] {
  const found: (number | null)[] = [];
  for (let at: number | undefined = base * 1000; at !== undefined && found.length < count; ) {
    at = step(cron(text), at);
    found.push(at === undefined ? null : at / 1000);
  }
  return found;
}

test('1500 random expressions: accepted or refused in the same words, the same ticks both ways', () => {
  const { rows } = recorded<{ rows: Row[] }>('croniter.json');
  let valid = 0;
  for (const [text, base, error, next, previous] of rows) {
    const parsed = parseCron(text);
    assert.equal(parsed.ok ? null : parsed.error, error, JSON.stringify(text));
    if (!parsed.ok) continue;
    valid++;
    assert.notEqual(describeSchedule(parsed.schedule), '', text);
    assert.deepEqual(ticks(text, base, next.length, nextTick), next, `${JSON.stringify(text)} after ${base}`);
    assert.deepEqual(
      ticks(text, base, previous.length, previousTick),
      previous,
      `${JSON.stringify(text)} before ${base}`,
    );
  }
  assert.equal(rows.length, 1500);
  assert.ok(valid > 600, `${valid} valid`);
});

test('any text is answered, never with an exception', () => {
  const cronish = fc.array(fc.constantFrom(...'0123456789*/-,?#lLwWrRhH() \t@monjan.'), { maxLength: 40 });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        cronish.map((letters) => letters.join('')),
      ),
      (text) => {
        const parsed = parseCron(text);
        assert.ok(parsed.ok ? describeSchedule(parsed.schedule) : parsed.error);
      },
    ),
    { numRuns: 3000, seed: 1 },
  );
});

/** The part of the language that cron-parser 5.10.5 reads as croniter does; a day field written out in full is not in it. */
function plainField(min: number, max: number) {
  const value = fc.integer({ min, max });
  const range = fc.tuple(value, value).filter(([from, to]) => from < to && to - from < max - min);
  return fc.oneof(
    fc.constant('*'),
    value.map(String),
    fc.integer({ min: 2, max: max - min }).map((step) => `*/${step}`),
    range.map(([from, to]) => `${from}-${to}`),
    fc.uniqueArray(value, { minLength: 2, maxLength: 4 }).map((values) => values.sort((a, b) => a - b).join(',')),
  );
}

test('plain expressions: the same five ticks both ways as cron-parser finds on its own in UTC', () => {
  const fields = fc.tuple(plainField(0, 59), plainField(0, 23), plainField(1, 28), plainField(1, 12), plainField(0, 6));
  const day = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 });
  fc.assert(
    fc.property(fields, day, (parts, base) => {
      const text = parts.join(' ');
      const other = CronExpressionParser.parse(text, { tz: 'UTC', currentDate: new Date(base * 1000) });
      const five = (step: () => CronDate) => Array.from({ length: 5 }, () => step().getTime() / 1000);
      assert.deepEqual(
        ticks(text, base, 5, nextTick),
        five(() => other.next()),
        text,
      );
      other.reset(new Date(base * 1000));
      assert.deepEqual(
        ticks(text, base, 5, previousTick),
        five(() => other.prev()),
        text,
      );
    }),
    { numRuns: 300, seed: 7 },
  );
});
