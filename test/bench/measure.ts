// One measurement in a process of its own: node measure.cjs KIND CORPUS.json → JSON on standard output.

import { readFileSync } from 'node:fs';
import { parsePython } from '../../core/syntax/parse';
import { type Corpus, loadParser, newSnapshot, type Parser, timed } from './engine';
import { keystrokes } from './keystrokes';

const ROUNDS = 4;

const [kind, list] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(list!, 'utf8')) as Corpus;
const texts = corpus.files.map((path) => readFileSync(path, 'utf8'));

loadParser().then((parser) => {
  const answer =
    kind === 'check' ? wholeCheck(parser) : kind === 'parse' ? coldParse(parser) : keystrokes(corpus, texts, parser);
  process.stdout.write(JSON.stringify(answer));
});

/**
 * Parsing alone, parsing into typed nodes, and the whole check, each over all files. The fastest of some rounds counts: the one that other work on the machine
 * disturbed least.
 */
function wholeCheck(parser: Parser) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const parse = timed(() => parseAll(parser));
    const nodes = timed(() => {
      for (const [index, text] of texts.entries()) parsePython(parser, corpus.files[index]!, text).dispose();
    });
    let findings = 0;
    const check = timed(() => {
      const snapshot = newSnapshot(corpus, parser);
      for (const path of corpus.files) if (snapshot.claims(path)) findings += snapshot.check(path).findings.length;
    });
    return { parse, nodes, check, findings };
  });
  const fastest = (name: 'parse' | 'nodes' | 'check') => Math.min(...rounds.map((round) => round[name]));
  return { parse: fastest('parse'), nodes: fastest('nodes'), check: fastest('check'), first: rounds[0] };
}

function coldParse(parser: Parser) {
  return { parse: timed(() => parseAll(parser)) };
}

function parseAll(parser: Parser): void {
  for (const text of texts) parser.parse(text)?.delete();
}
