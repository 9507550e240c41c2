// The rules for the parameters of functions and lambdas.

import type { TokenReader } from './reader';
import * as T from './tokenKinds';

interface State {
  readonly close: number;
  count: number;
  default: boolean;
  slash: boolean;
  star: boolean;
}

/** The parameters up to, not including, `close`: `)` for a function, `:` for a lambda, whose parameters have no annotations. */
export function readParameters(from: TokenReader, close: typeof T.CLOSE_PAREN | typeof T.COLON): void {
  const state: State = { close, count: 0, default: false, slash: false, star: false };
  while (from.kind !== close) {
    if (from.kind === T.POWER) {
      readKeywords(from, state);
      return;
    }
    if (from.kind === T.STAR) readStar(from, state);
    else if (from.kind === T.SLASH) readSlash(from, state);
    else readParameter(from, state);
    state.count++;
    if (from.kind === close || !from.accept(T.COMMA)) return;
  }
}

/** Name and annotation; then the default value, unless `refusal` says why there may be none. */
function readName(from: TokenReader, state: State, refusal?: string): boolean {
  from.expect(T.NAME);
  if (state.close === T.CLOSE_PAREN && from.accept(T.COLON)) {
    if (refusal && from.kind === T.STAR) from.at++;
    from.expression();
  }
  if (from.kind !== T.ASSIGN) return false;
  const sign = from.at;
  if (refusal) from.fail(sign, refusal);
  from.at++;
  if (from.kind === T.COMMA || from.kind === T.CLOSE_PAREN) from.fail(sign, 'expected default value expression');
  from.expression();
  return true;
}

function readParameter(from: TokenReader, state: State): void {
  const first = from.at;
  if (readName(from, state)) state.default = true;
  else if (state.default && !state.star && (from.kind === state.close || from.kind === T.COMMA)) {
    from.fail(first, 'parameter without a default follows parameter with a default');
  }
}

function readSlash(from: TokenReader, state: State): void {
  if (state.slash) from.fail(from.at, '/ may appear only once');
  if (state.star) from.fail(from.at, '/ must be ahead of *');
  if (state.count === 0) from.fail(from.at, 'at least one parameter must precede /');
  state.slash = true;
  from.at++;
  if (from.kind === T.STAR) from.fail(from.at, 'expected comma between / and *');
}

function readStar(from: TokenReader, state: State): void {
  const star = from.at++;
  if (state.star) from.fail(star, '* may appear only once');
  state.star = true;
  if (from.kind === T.COMMA || from.kind === state.close) {
    const next = from.kind === T.COMMA ? from.kindAt(from.at + 1) : from.kind;
    if (next === state.close || next === T.POWER) from.fail(star, 'named parameters must follow bare *');
  } else readName(from, state, 'var-positional parameter cannot have default value');
}

function readKeywords(from: TokenReader, state: State): void {
  from.at++;
  readName(from, state, 'var-keyword parameter cannot have default value');
  if (!from.accept(T.COMMA) || from.kind === state.close) return;
  if (from.kind === T.NAME || from.kind === T.STAR || from.kind === T.POWER || from.kind === T.SLASH) {
    from.fail(from.at, 'parameters cannot follow var-keyword parameter');
  }
}

/** `[T, *Ts, **P]` after the name of a function, class or type, with bounds and defaults (Python 3.12, 3.13). */
export function readTypeParameters(from: TokenReader): void {
  if (!from.accept(T.OPEN_BRACKET)) return;
  if (from.kind === T.CLOSE_BRACKET) from.fail(from.at, 'Type parameter list cannot be empty');
  do {
    if (from.kind === T.CLOSE_BRACKET) break;
    const starred = from.accept(T.STAR) || from.accept(T.POWER);
    from.expect(T.NAME);
    if (!starred && from.accept(T.COLON)) from.expression();
    if (from.accept(T.ASSIGN)) {
      from.accept(T.STAR);
      from.expression();
    }
  } while (from.accept(T.COMMA));
  from.expect(T.CLOSE_BRACKET);
}
