// Colours: what is written can be read, and every accent is seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accentOf, contrast, parseColour } from '../../graph/colour';
import { DARK, LIGHT, type Palette } from '../../graph/palette';

function between(a: string, b: string): number {
  return contrast(parseColour(a)!, parseColour(b)!);
}

/** What is written, on what. WCAG 2 asks for 4.5. */
const WRITTEN: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['card', 'foldedCard', 'background'] as const).flatMap((on) => [['text', on] as const, ['muted', on] as const]),
  ...[['badgeText', 'badge'] as const, ['error', 'background'] as const, ['warning', 'background'] as const],
  ...(['error', 'warning', 'info'] as const).map((on) => ['markText', on] as const),
];

for (const [name, palette] of Object.entries({ light: LIGHT, dark: DARK })) {
  test(`texts can be read: ${name}`, () => {
    for (const [text, on] of WRITTEN) assert.ok(between(palette[text], palette[on]) >= 4.5, `${text} on ${on}`);
  });
}

test('colours are read as CSS writes them', () => {
  assert.deepEqual(parseColour('#fff'), [255, 255, 255]);
  assert.deepEqual(parseColour(' #FFEFEB '), [255, 239, 235]);
  assert.deepEqual(parseColour('CornflowerBlue'), [100, 149, 237]);
  for (const text of ['', 'constructor', '#ff', '#12345', 'red;}', 'url(x)'])
    assert.equal(parseColour(text), undefined);
});

test('every accent is seen beside light and dark cards', () => {
  for (let red = 0; red < 256; red += 15) {
    for (let green = 0; green < 256; green += 15) {
      for (let blue = 0; blue < 256; blue += 15) {
        const fill = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        for (const { card } of [LIGHT, DARK])
          assert.ok(between(accentOf(fill), card) >= 1.9, `${fill} → ${accentOf(fill)}`);
      }
    }
  }
});

test('operators with different colours have different accents; what is no colour is grey', () => {
  const accents = ['#ffefeb', '#f0ede4', '#e8f7e4', '#e6f1f2', '#f9c915'].map(accentOf);
  assert.equal(new Set(accents).size, 5);
  assert.equal(accentOf('#ffffff'), accentOf(undefined));
  assert.equal(accentOf('nonsense'), accentOf(undefined));
});
