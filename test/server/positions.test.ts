// Positions of the protocol in both encodings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseEncoding, type Encoding, TextPositions } from '../../server/src/convert/positions';

const ENCODINGS: readonly Encoding[] = ['utf-16', 'utf-8'];

test('the first encoding of the client that we speak is taken', () => {
  assert.equal(chooseEncoding(undefined), 'utf-16');
  assert.equal(chooseEncoding(['utf-8', 'utf-16']), 'utf-8');
  assert.equal(chooseEncoding(['utf-32', 'utf-16', 'utf-8']), 'utf-16');
  assert.equal(chooseEncoding(['utf-32']), 'utf-16');
});

test('columns count code units or bytes', () => {
  const text = 'a = 1\r\ns = "ü😀" + x\r\n';
  const offset = text.indexOf('x');
  assert.deepEqual(new TextPositions(text, 'utf-16').position(offset), { line: 1, character: 12 });
  assert.deepEqual(new TextPositions(text, 'utf-8').position(offset), { line: 1, character: 15 });
});

test('a byte order mark that the client counts shifts the first line only', () => {
  for (const [encoding, width] of [
    ['utf-16', 1],
    ['utf-8', 3],
  ] as const) {
    const positions = new TextPositions('ab\ncd', encoding, true);
    assert.deepEqual(positions.position(1), { line: 0, character: width + 1 });
    assert.deepEqual(positions.position(4), { line: 1, character: 1 });
    assert.equal(positions.offset({ line: 0, character: width + 1 }), 1);
    assert.equal(positions.offset({ line: 0, character: 0 }), 0);
  }
});

test('positions outside the text are clamped', () => {
  for (const encoding of ENCODINGS) {
    const positions = new TextPositions('ab\r\nc', encoding);
    assert.equal(positions.offset({ line: 0, character: 99 }), 2);
    assert.equal(positions.offset({ line: 1, character: 99 }), 5);
    assert.equal(positions.offset({ line: 7, character: 0 }), 5);
    assert.deepEqual(positions.position(99), { line: 1, character: 1 });
    assert.deepEqual(positions.position(-1), { line: 0, character: 0 });
  }
});

test('a position in the middle of a character means its start', () => {
  assert.equal(new TextPositions('a😀b', 'utf-8').offset({ line: 0, character: 3 }), 1);
});

test('offsets survive the way there and back, in every text', () => {
  const character = fc.constantFrom('a', '"', 'ü', '中', '😀', '\n', '\r\n', '\t');
  fc.assert(
    fc.property(
      fc.array(character),
      fc.nat(),
      fc.constantFrom(...ENCODINGS),
      fc.boolean(),
      (parts, cut, encoding, mark) => {
        const offset = parts.slice(0, cut % (parts.length + 1)).join('').length;
        const positions = new TextPositions(parts.join(''), encoding, mark);
        assert.equal(positions.offset(positions.position(offset)), offset);
      },
    ),
  );
});
