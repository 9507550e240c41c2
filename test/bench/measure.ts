// One measurement in a process of its own: node measure.cjs KIND CORPUS.json → JSON on standard output.

import { readFileSync } from 'node:fs';
import { parsePython } from '../../core/syntax/parse';
import { type Corpus, loadParser, newSnapshot, type Parser, quantile, timed } from './engine';
import { keystrokes } from './keystrokes';

const ROUNDS = 3;

const [kind, list] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(list!, 'utf8')) as Corpus;
const texts = corpus.files.map((path) => readFileSync(path, 'utf8'));

loadParser().then((parser) => {
  const answer =
    kind === 'check' ? wholeCheck(parser) : kind === 'parse' ? coldParse(parser) : keystrokes(corpus, texts, parser);
  process.stdout.write(JSON.stringify(answer));
});

/** Parsing alone, parsing into typed nodes, and the whole check, each over all files; medians of some rounds. */
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
  const median = (name: 'parse' | 'nodes' | 'check') =>
    quantile(
      rounds.map((round) => round[name]),
      0.5,
    );
  return { parse: median('parse'), nodes: median('nodes'), check: median('check'), findings: rounds[0]!.findings };
}

function coldParse(parser: Parser) {
  return { parse: timed(() => parseAll(parser)) };
}

function parseAll(parser: Parser): void {
  for (const text of texts) parser.parse(text)?.delete();
}
