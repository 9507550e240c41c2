// The modules math, random, uuid, time, secrets, hashlib: what can be computed, and what cannot be known.

import { FloatValue, LIBRARY, type NativeFunction, Unknown, type Value } from '../values';
import type { Args } from './arguments';
import { CHANCE, NOW } from './changing';
import { harmless, makeFloat, makeList, moduleOf, native, pure, unknowable } from './define';

function real(name: string, compute: (x: number) => number): NativeFunction {
  return pure(name, ['x'], (I, a) => {
    const result = compute(a.number('x'));
    return Number.isNaN(result) && !Number.isNaN(a.number('x'))
      ? a.fail('ValueError', 'math domain error')
      : makeFloat(I, result, a.at, a.used);
  });
}

function whole(name: string, compute: (x: number) => number): NativeFunction {
  return pure(name, ['x'], (_, a) => compute(a.number('x')));
}

function gcd(left: number, right: number): number {
  return right === 0 ? Math.abs(left) : gcd(right, left % right);
}

function integers(a: Args): number[] {
  return a.rest.map((value) => {
    const plain = a.read(value);
    return plain.kind === 'int' ? plain.value : a.raise('TypeError', 'needs integers');
  });
}

function choose(n: number, k: number): number {
  if (k > n) return 0;
  if (Math.min(k, n - k) > 1000) return Number.POSITIVE_INFINITY;
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return Math.round(result);
}

/** Exact for these in every JavaScript engine; sines and the like may differ in the last digit, so they stay unknown. */
const UNSURE = 'sin cos tan asin acos atan atan2 sinh cosh tanh exp log1p expm1 gamma erf hypot dist'.split(' ');

export const MATH_MODULE = moduleOf(
  [
    whole('ceil', Math.ceil),
    whole('floor', Math.floor),
    whole('trunc', Math.trunc),
    real('sqrt', Math.sqrt),
    real('fabs', Math.abs),
    pure('pow', ['x', 'y'], (I, a) => makeFloat(I, a.number('x') ** a.number('y'), a.at, a.used)),
    pure('log2', ['x'], (I, a) => makeFloat(I, Math.log2(a.number('x')), a.at, a.used)),
    pure('log10', ['x'], (I, a) => makeFloat(I, Math.log10(a.number('x')), a.at, a.used)),
    pure('log', ['x', 'base=None'], (I, a) => {
      const base = a.some('base') ? Math.log(a.number('base')) : 1;
      const result = Math.log(a.number('x')) / base;
      return Number.isInteger(result) ? makeFloat(I, result, a.at, a.used) : new Unknown('a logarithm', a.at);
    }),
    pure('isqrt', ['n'], (_, a) => Math.floor(Math.sqrt(a.int('n')))),
    pure('factorial', ['n'], (_, a) => {
      const n = a.int('n');
      if (n < 0) return a.fail('ValueError', 'factorial() not defined for negative values');
      return Array.from({ length: Math.min(n, 200) }, (_unused, index) => index + 1).reduce(
        (product, next) => product * next,
        1,
      );
    }),
    pure('comb', ['n', 'k'], (_, a) => choose(a.int('n'), a.int('k'))),
    native('gcd', ['*integers'], (_, a) => integers(a).reduce(gcd, 0)),
    native('lcm', ['*integers'], (_, a) =>
      integers(a).reduce((left, right) => (left && right ? Math.abs(left * right) / gcd(left, right) : 0), 1),
    ),
    native('prod', ['iterable', '*', 'start=1'], (_, a) => {
      const numbers = a.items('iterable').map((item) => a.read(item));
      if (!numbers.every((item) => item.kind === 'int')) return new Unknown('a product that is not computed', a.at);
      a.used.push(...numbers);
      return numbers.reduce((product, item) => product * item.value, a.int('start'));
    }),
    pure('isnan', ['x'], (_, a) => Number.isNaN(a.number('x'))),
    pure('isinf', ['x'], (_, a) => Math.abs(a.number('x')) === Number.POSITIVE_INFINITY),
    pure('isfinite', ['x'], (_, a) => Number.isFinite(a.number('x'))),
    native('fsum', ['seq'], (_, a) => new Unknown('a sum that is not computed', a.at)),
    ...UNSURE.map((name) => unknowable(name, 'a function whose last digits differ between machines')),
  ],
  {
    pi: new FloatValue(Math.PI, LIBRARY),
    e: new FloatValue(Math.E, LIBRARY),
    tau: new FloatValue(2 * Math.PI, LIBRARY),
    inf: new FloatValue(Number.POSITIVE_INFINITY, LIBRARY),
    nan: new FloatValue(Number.NaN, LIBRARY),
  },
);

/** One of the elements, nobody knows which. */
function anyOf(a: Args, items: readonly Value[]): Value {
  return items.length === 1
    ? items[0]!
    : new Unknown(CHANCE, a.at, { options: items.length <= 8 && items.length ? items : undefined });
}

const RANDOM =
  'random randint randrange uniform gauss normalvariate betavariate expovariate triangular getrandbits randbytes getstate Random SystemRandom'.split(
    ' ',
  );

export const RANDOM_MODULE = moduleOf([
  native('choice', ['seq'], (_, a) => anyOf(a, a.items('seq'))),
  native('choices', ['population', '*args', '**options'], (I, a) => {
    const k = a.keywords.get('k');
    const size = k?.kind === 'int' ? Math.min(k.value, 1000) : k ? 0 : 1;
    const items = a.items('population');
    const list = makeList(
      I,
      Array.from({ length: size }, () => anyOf(a, items)),
      a.at,
      a.used,
    );
    if (list.kind === 'list' && k && k.kind !== 'int') list.open = new Unknown(CHANCE, a.at);
    return list;
  }),
  native('sample', ['population', 'k', '**options'], (I, a) => {
    const items = a.items('population');
    return makeList(
      I,
      Array.from({ length: Math.min(a.int('k'), 1000) }, () => anyOf(a, items)),
      a.at,
      a.used,
    );
  }),
  native('shuffle', ['x'], (I, a) => {
    const list = a.known('x');
    if (list.kind !== 'list') return undefined;
    I.touch(list);
    const items = [...list.items];
    list.items = items.map(() => anyOf(a, items));
    return undefined;
  }),
  harmless('seed'),
  harmless('setstate'),
  ...RANDOM.map((name) => unknowable(name, CHANCE)),
]);

export const SECRETS_MODULE = moduleOf([
  native('choice', ['seq'], (_, a) => anyOf(a, a.items('seq'))),
  ...['token_hex', 'token_bytes', 'token_urlsafe', 'randbelow', 'randbits'].map((name) => unknowable(name, CHANCE)),
]);

export const TIME_MODULE = moduleOf([
  ...['time', 'time_ns', 'monotonic', 'perf_counter', 'process_time', 'localtime', 'gmtime', 'ctime', 'strftime'].map(
    (name) => unknowable(name, NOW),
  ),
  ...['asctime', 'mktime', 'strptime'].map((name) => unknowable(name, 'is a time that is not computed')),
]);
