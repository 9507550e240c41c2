// One measurement in a process of its own: node measure.cjs KIND CORPUS.json → JSON on standard output.

import { readFileSync } from 'node:fs';
import { parsePython } from '../../core/syntax/parse';
import { type Corpus, loadParser, newSnapshot, type Parser, timed } from './engine';
import { keystrokes } from './keystrokes';

const MOST_ROUNDS = 24;
/** So many rounds without a gain end the measurement. */
const STEADY_ROUNDS = 5;

const [kind, list] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(list!, 'utf8')) as Corpus;
const texts = corpus.files.map((path) => readFileSync(path, 'utf8'));

loadParser().then((parser) => {
  const answer =
    kind === 'check' ? wholeCheck(parser) : kind === 'parse' ? coldParse(parser) : keystrokes(corpus, texts, parser);
  process.stdout.write(JSON.stringify(answer));
});

/**
 * Parsing alone, parsing into typed nodes, and the whole check, each over all files, again and again until it gets no faster:
 * the code is compiled while it runs. The fastest round counts: the one that other work on the machine disturbed least.
 */
function wholeCheck(parser: Parser) {
  const rounds = [roundOf(parser)];
  while (rounds.length < MOST_ROUNDS && isFasterLately(rounds.map(({ check }) => check))) rounds.push(roundOf(parser));
  const fastest = (name: 'parse' | 'nodes' | 'check') => Math.min(...rounds.map((round) => round[name]));
  const [parse, nodes, check] = [fastest('parse'), fastest('nodes'), fastest('check')];
  return { parse, nodes, check, first: rounds[0], rounds: rounds.length };
}

function roundOf(parser: Parser) {
  const parse = timed(() => parseAll(parser));
  const nodes = timed(() => {
    for (const [index, text] of texts.entries()) parsePython(parser, corpus.files[index]!, text).dispose();
  });
  const check = timed(() => {
    const snapshot = newSnapshot(corpus, parser);
    for (const path of corpus.files) {
      if (!snapshot.claims(path)) continue;
      snapshot.check(path);
      snapshot.release(path);
    }
  });
  return { parse, nodes, check };
}

/** True unless the last rounds bettered the fastest one before them by less than a hundredth. */
function isFasterLately(times: readonly number[]): boolean {
  if (times.length <= STEADY_ROUNDS) return true;
  return Math.min(...times.slice(-STEADY_ROUNDS)) < 0.99 * Math.min(...times.slice(0, -STEADY_ROUNDS));
}

function coldParse(parser: Parser) {
  return { parse: timed(() => parseAll(parser)) };
}

function parseAll(parser: Parser): void {
  for (const text of texts) parser.parse(text)?.delete();
}
