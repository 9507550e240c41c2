// The text that tree-sitter reads: of the same length as the file, without what would throw its parser off.

import { CLOSER_OF } from './strict/brackets';
import type { BrokenStatement } from './strict/levels';
import { Lexer } from './strict/lexer';

/** Many lines of nothing but a backslash take the grammar's tokenizer time that grows with their square. */
const CONTINUATIONS = /(?:\\\r?\n){8,}/g;
/** Stands for a broken statement, which is one statement of its own. */
const PLACEHOLDER = '0';
/** Stands for a broken decorator, which needs the definition after it. */
const DECORATOR = '@_';

/**
 * The text with each broken statement blanked out, so that an error never reaches beyond its own statement. Offsets stay
 * as they are. Comments are blanked too: for each one tree-sitter-python 0.25 reads on over all comments that follow it,
 * so that two thousand lines of comments would take it seconds. Line ends of old Macs become LF, as Python reads them.
 * @param comments start and end of each comment, in order
 */
export function readableText(text: string, broken: readonly BrokenStatement[], comments: readonly number[]): string {
  const pieces: string[] = [];
  let at = 0;
  const replace = (start: number, end: number, by: string): void => {
    if (start < at) return;
    pieces.push(text.slice(at, start), by);
    at = end;
  };
  let next = 0;
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!;
    for (; next < broken.length && broken[next]!.start < start; next++) replaceBroken(text, broken[next]!, replace);
    replace(start, comments[i + 1]!, ' '.repeat(comments[i + 1]! - start));
  }
  for (; next < broken.length; next++) replaceBroken(text, broken[next]!, replace);
  pieces.push(text.slice(at));
  return plainLines(pieces.join(''));
}

type Replace = (start: number, end: number, by: string) => void;

function replaceBroken(text: string, { start, end, kind }: BrokenStatement, replace: Replace): void {
  replace(start, Math.max(start, end), blank(text.slice(start, end), kind));
}

function blank(source: string, kind: BrokenStatement['kind']): string {
  const stand = kind === 'clause' ? '' : kind === 'decorator' ? DECORATOR : PLACEHOLDER;
  const blanks = source.replace(/[^\r\n]/g, ' ');
  return source.length < stand.length ? blanks : stand + blanks.slice(stand.length);
}

function plainLines(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  const plain = lines.includes('\0') ? lines.replaceAll('\0', ' ') : lines;
  return plain.includes('\\\n\\\n') ? plain.replace(CONTINUATIONS, (found) => ' '.repeat(found.length)) : plain;
}

/** The source of a broken statement as tree-sitter may read it on its own: brackets get closed, a header gets a block. */
export function snippetOf(text: string, broken: BrokenStatement): string {
  const source = plainLines(text.slice(broken.start, broken.end));
  if (broken.kind === 'decorator') return ` ${source.slice(1)}${closers(source)}`;
  const closed = source + closers(source);
  if (broken.kind !== 'header') return closed;
  return /:\s*$/.test(closed) ? `${closed} pass` : `${closed}: pass`;
}

/** The quotes and brackets that would close those left open. */
function closers(source: string): string {
  const lexer = new Lexer(source);
  lexer.nextLine();
  const { open, problem } = lexer;
  const unterminated = problem?.message.startsWith('unterminated') ? problem.start : undefined;
  const quotes = unterminated === undefined ? '' : (/^\w*('''|"""|'|")/.exec(source.slice(unterminated))?.[1] ?? '');
  return (
    quotes +
    open
      .map((at) => CLOSER_OF[source[at]!])
      .reverse()
      .join('')
  );
}

/** The text with each logical line on one line: line breaks and comments inside brackets become blanks. */
export function withoutBreaksInBrackets(text: string): string {
  const lexer = new Lexer(text);
  const pieces: string[] = [];
  let at = 0;
  while (lexer.nextLine()) {
    const { starts, ends, depths, count } = lexer.tokens;
    for (let i = 1; i < count; i++) {
      if (!depths[i - 1]) continue;
      const between = text.slice(ends[i - 1]!, starts[i]!);
      if (!isNewlineIn(between)) continue;
      pieces.push(text.slice(at, ends[i - 1]!), ' '.repeat(between.length));
      at = starts[i]!;
    }
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function isNewlineIn(text: string): boolean {
  return /[\r\n]/.test(text);
}
