// Finds what CPython's tokenizer and parser refuse in a text, and which statements are broken.

import { ExpressionReader } from './expressions';
import { type BlockKind, headerKind, readHeader } from './headers';
import { type BrokenStatement, isClause, Level } from './levels';
import { Lexer } from './lexer';
import { Refusal } from './reader';
import { recover } from './recovery';
import { readSimpleStatements } from './simpleStatements';
import * as T from './tokenKinds';

/** A problem and its place; offsets in UTF-16 code units. */
export interface StrictProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface StrictResult {
  /** The first is the one that CPython reports; at most one for each statement. */
  readonly problems: readonly StrictProblem[];
  /** In the order of the text. */
  readonly broken: readonly BrokenStatement[];
  /** Start and end of each comment, in order. */
  readonly comments: readonly number[];
}

/** Total: any text in, an answer out, in time that grows with the length of the text only. */
export function checkStrictly(text: string): StrictResult {
  return new StrictCheck(text).run();
}

class StrictCheck {
  private readonly lexer: Lexer;
  private readonly reader: ExpressionReader;
  private readonly problems: StrictProblem[] = [];
  private readonly broken: BrokenStatement[] = [];
  private readonly levels: Level[] = [new Level()];
  /** The header whose block must begin on the next line. */
  private expected: { readonly kind: BlockKind; readonly start: number } | undefined;
  /** The broken statement just before: an indented line after it is no problem of its own. */
  private after: BrokenStatement | undefined;
  /** Decorators whose definition must come next. */
  private decorators: BrokenStatement[] = [];

  constructor(private readonly text: string) {
    this.lexer = new Lexer(text);
    this.reader = new ExpressionReader(this.lexer);
  }

  run(): StrictResult {
    const nul = this.text.indexOf('\0');
    if (nul >= 0) this.addProblem({ start: nul, end: nul + 1, message: 'source code cannot contain null bytes' });
    // Broken brackets make the lexer read lines again; the budget keeps that from growing with the square of the length.
    let budget = this.text.length * 8 + 100_000;
    while (this.lexer.nextLine()) {
      const { lineStart } = this.lexer;
      budget -= this.lexer.at - lineStart;
      this.enterLine();
      this.readLine();
      if (budget < 0) this.giveUp();
    }
    this.enterLine();
    this.endDecorators();
    this.finishStatement();
    return { problems: this.problems, broken: this.broken, comments: this.lexer.comments };
  }

  private get level(): Level {
    return this.levels.at(-1)!;
  }

  /** Opens and closes blocks as the indentation of the line says. */
  private enterLine(): void {
    const { expected, after } = this;
    const { indentChange, lineStart } = this.lexer;
    this.expected = undefined;
    this.after = undefined;
    if (indentChange > 0) {
      if (!expected && !after) this.addProblem(this.atLine('unexpected indent'));
      this.levels.push(new Level(expected?.kind === 'match', expected ? undefined : after));
      return;
    }
    if (indentChange < 0) this.endDecorators('unexpected unindent');
    if (expected)
      this.refuseLine(
        `expected an indented block after ${describe(expected.kind)} on line ${this.lineOf(expected.start)}`,
      );
    for (let i = indentChange; i < 0; i++) {
      this.finishStatement();
      const closed = this.levels.pop();
      if (closed?.under) closed.under.bodyEnd = lineStart;
    }
  }

  private lineOf(offset: number): number {
    return this.text.slice(0, offset).split(/\r\n|\r|\n/).length;
  }

  /** A new statement begins, or the block ends: a `try` must have its clauses by now. */
  private finishStatement(): void {
    if (this.level.isUnfinished) this.refuseLine("expected 'except' or 'finally' block");
    this.level.addStatement(undefined, false);
  }

  private refuseLine(message: string): void {
    this.report(this.atLine(message));
  }

  /** At the start of the line just read; the end of the text belongs to its last line. */
  private atLine(message: string): StrictProblem {
    const start = Math.max(0, Math.min(this.lexer.lineStart, this.text.length - 1));
    return { start, end: start + 1, message };
  }

  private readLine(): void {
    const { lexer, reader } = this;
    reader.at = 0;
    reader.partEnd = -1;
    const kind = headerKind(reader, this.level.inMatch);
    if (lexer.indentProblem) this.addProblem(lexer.indentProblem);
    if (lexer.problem?.prior) {
      this.addProblem(lexer.problem);
      this.breakLine(kind);
      return;
    }
    try {
      this.checkPlace(kind);
      this.readStatement(kind);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (!lexer.indentProblem) this.report(this.unclosed() ?? refusal);
      this.breakLine(kind);
    }
  }

  /** Clauses, cases and definitions must stand where they belong. */
  private checkPlace(kind: BlockKind | undefined): void {
    const { level, reader } = this;
    const definition = kind === 'def' || kind === 'class' || reader.kind === T.AT;
    if (this.decorators.length && !definition) this.endDecorators();
    if (isClause(kind)) {
      if (!level.allows(kind)) reader.unexpected();
      return;
    }
    this.finishStatement();
    if (level.inMatch && kind !== 'case') reader.unexpected();
  }

  private readStatement(kind: BlockKind | undefined): void {
    const { level, lexer, reader } = this;
    if (reader.kind === T.AT) {
      this.readDecorator();
      return;
    }
    if (kind === undefined) {
      readSimpleStatements(reader);
      level.addStatement(undefined, false);
      return;
    }
    readHeader(reader, kind);
    if (reader.kind === T.NEWLINE) this.expected = { kind, start: lexer.lineStart };
    else readSimpleStatements(reader);
    this.decorators = [];
    if (!isClause(kind)) level.addStatement(kind, false);
    else if (level.ownerBroken) this.addBroken('clause', lexer.tokens.starts[reader.at]!);
    else level.addClause(kind);
  }

  private readDecorator(): void {
    const { lexer, reader } = this;
    reader.at++;
    reader.namedExpression();
    reader.expect(T.NEWLINE);
    const end = lexer.tokens.starts[lexer.tokens.count - 1]!;
    this.decorators.push({ start: lexer.lineStart, end, kind: 'decorator', bodyEnd: end });
  }

  /** What follows decorators is no definition. */
  private endDecorators(message = 'invalid syntax'): void {
    if (!this.decorators.length) return;
    this.broken.push(...this.decorators);
    this.decorators = [];
    if (message === 'invalid syntax') this.refuseLine(message);
    else this.addProblem(this.atLine(message));
  }

  /** Marks the line as broken and reads on behind it. */
  private breakLine(kind: BlockKind | undefined): void {
    const { level, reader } = this;
    this.expected = undefined;
    const decorator = this.lexer.tokens.kinds[0] === T.AT;
    const clause = isClause(kind) || level.inMatch;
    const end = recover(this.lexer);
    const broken = this.addBroken(clause ? 'clause' : decorator ? 'decorator' : kind ? 'header' : 'statement', end);
    this.after = broken;
    if (decorator) return;
    this.decorators = [];
    if (!clause) level.addStatement(kind, true);
    reader.at = 0;
  }

  private addBroken(kind: BrokenStatement['kind'], end: number): BrokenStatement {
    const broken: BrokenStatement = { start: this.lexer.lineStart, end, kind, bodyEnd: end };
    this.broken.push(broken);
    return broken;
  }

  /** CPython blames a bracket that is never closed, unless it refused something on the bracket's own line. */
  private unclosed(): StrictProblem | undefined {
    const { tokens, open } = this.lexer;
    const bracket = open.at(-1);
    if (bracket === undefined || tokens.kinds[tokens.count - 1] === T.NEWLINE || this.reader.kind === T.ERROR)
      return undefined;
    const reached = tokens.starts[Math.min(this.reader.at, tokens.count - 1)]!;
    if (!/[\r\n]/.test(this.text.slice(bracket, reached))) return undefined;
    return { start: bracket, end: bracket + 1, message: `'${this.text[bracket]}' was never closed` };
  }

  /** Adds a problem of the parser's. CPython puts any problem of its tokenizer's, however late, before the first of these. */
  private report(problem: StrictProblem): void {
    if (!this.problems.length) {
      const lexical = this.lexer.problem?.prior ? this.lexer.problem : this.lookAhead();
      if (lexical) this.addProblem(lexical);
    }
    this.addProblem(problem);
  }

  private addProblem(problem: StrictProblem): void {
    const { message } = problem;
    const start = Math.max(0, Math.min(problem.start, this.text.length - 1));
    const end = Math.min(problem.end, this.text.length);
    if (!this.problems.some((known) => known.start === start && known.message === message)) {
      this.problems.push({ start, end, message });
    }
  }

  private lookAhead(): StrictProblem | undefined {
    const ahead = this.lexer.copy();
    while (ahead.nextLine() && !ahead.indentProblem) {
      if (ahead.problem) return ahead.problem.prior ? ahead.problem : undefined;
    }
    return undefined;
  }

  /** Too much was read again and again: the rest of the text counts as one broken statement. */
  private giveUp(): void {
    const { text } = this;
    this.broken.push({ start: this.lexer.at, end: text.length, kind: 'clause', bodyEnd: text.length });
    this.lexer.at = text.length;
  }
}

function describe(kind: BlockKind): string {
  if (kind === 'def') return 'function definition';
  return kind === 'class' ? 'class definition' : `'${kind}' statement`;
}
