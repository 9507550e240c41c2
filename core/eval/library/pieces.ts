// Texts put together from pieces, some of which may not be known.

import type { Origin } from '../../text/span';
import { type Interpreter, LIMITS } from '../interpreter';
import { Unknown, type Value } from '../values';
import { makeStr } from './results';

/** A known text, or a value and how it is shown (undefined: that is not knowable). */
export type Piece = string | Shown;
export interface Shown {
  readonly value: Value;
  readonly show: (value: Value) => string | undefined;
  /** What stands for it where it is unknown, e.g. `{env}`. */
  readonly hint?: string | undefined;
}

/**
 * The text of all pieces in a row. Pieces that are one of a few values give one of a few texts; anything else that
 * is not known makes the whole unknown, with a hint such as `{env}_etl` to show in its place.
 */
export function joinPieces(I: Interpreter, pieces: readonly Piece[], at: Origin): Value {
  const from = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.value]));
  const choices = pieces.map(choicesOf);
  const missing = choices.indexOf(undefined);
  if (missing >= 0) return unknownWhole(pieces, choices, pieces[missing] as Shown, at);
  const texts = product(choices as readonly (readonly string[])[]);
  const uncertain = from.find((value): value is Unknown => value.kind === 'unknown');
  if (!texts) return unknownWhole(pieces, choices, { value: uncertain!, show: () => undefined }, at);
  const values = [...new Set(texts)].map((text) => makeStr(I, text, at, from));
  if (values.length === 1) return values[0]!;
  return new Unknown(uncertain!.because, uncertain!.at, { options: values, text: hintOf(pieces, choices) });
}

function choicesOf(piece: Piece): readonly string[] | undefined {
  if (typeof piece === 'string') return [piece];
  const { value, show } = piece;
  const options = value.kind === 'unknown' ? value.options : [value];
  if (!options?.length || options.length > LIMITS.options) return undefined;
  const texts = options.map((option) => (option.kind === 'unknown' ? undefined : show(option)));
  return texts.some((text) => text === undefined) ? undefined : (texts as string[]);
}

function product(choices: readonly (readonly string[])[]): readonly string[] | undefined {
  let texts: string[] = [''];
  for (const choice of choices) {
    if (texts.length * choice.length > LIMITS.options) return undefined;
    texts = texts.flatMap((text) => choice.map((next) => text + next));
  }
  return texts;
}

function unknownWhole(
  pieces: readonly Piece[],
  choices: readonly (readonly string[] | undefined)[],
  missing: Shown,
  at: Origin,
): Unknown {
  const { value } = missing;
  const text = hintOf(pieces, choices);
  const truthy = choices.some((choice) => choice?.every((option) => option.length > 0));
  if (value.kind === 'unknown') return new Unknown(value.because, value.at, { text, truthy });
  return new Unknown('holds the text of something that is not known', at, { text, truthy });
}

function hintOf(pieces: readonly Piece[], choices: readonly (readonly string[] | undefined)[]): string {
  const texts = pieces.map((piece, index) => {
    if (choices[index]?.length === 1) return choices[index]![0]!;
    if (typeof piece === 'string') return piece;
    return piece.hint ?? (piece.value.kind === 'unknown' ? piece.value.text : undefined) ?? '{…}';
  });
  return texts.join('');
}
