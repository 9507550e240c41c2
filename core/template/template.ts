// Template text → its statements, and the first thing that Jinja refuses.

import { compileRefusal } from './compiled';
import { Lexer } from './lexer';
import type { Place, Statement } from './nodes';
import { Parser } from './parser';
import { Refusal, TooDeep } from './refusal';
import { TokenStream } from './tokenStream';

/** What Jinja refuses a template for. */
export interface TemplateProblem extends Place {
  /** In Jinja's words, or in Python's where the code that Jinja makes of it is refused. */
  readonly message: string;
  /** The line that Jinja names, from 1. */
  readonly line: number;
  /** The innermost tag that waits for its end. */
  readonly openTag: Place | undefined;
}

export interface Template {
  readonly text: string;
  /** With a problem: the statements before it. */
  readonly body: readonly Statement[];
  readonly problem: TemplateProblem | undefined;
  /** False: it is nested too deeply to be read, and nothing is known of it. */
  readonly read: boolean;
}

export interface TemplateOptions {
  /** The tags that extensions add: `do`, `break`, `continue`. */
  readonly extensionTags?: ReadonlySet<string>;
}

/** Airflow 1.10 to 3.3 makes its environments with `extensions: ["jinja2.ext.do"]` and the usual delimiters. */
const AIRFLOW_TAGS: ReadonlySet<string> = new Set(['do']);

/** True if rendering the text may do anything at all: it holds the beginning of a tag. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{') && /\{[{%#]/.test(text);
}

/** True if the text holds an expression, `{{ … }}`. */
export function holdsExpression(text: string): boolean {
  return text.includes('{') && /\{\{.*\}\}/s.test(text);
}

/**
 * Reads a template as Jinja2 3.1 does with `Environment(extensions=["jinja2.ext.do"])`: any text in, an answer out. Offsets are
 * those of the text.
 */
export function parseTemplate(text: string, options: TemplateOptions = {}): Template {
  // Jinja's lines end with `\n`, and the last line end is not a part of the template. The offsets stay the same.
  const lines = text.includes('\r')
    ? text
        .replace(/\r\n$|\r$/, '')
        .replace(/\r\n/g, ' \n')
        .replace(/\r/g, '\n')
    : text;
  const source = lines.endsWith('\n') && lines.length === text.length ? lines.slice(0, -1) : lines;
  const body: Statement[] = [];
  let parser: Parser | undefined;
  try {
    const tokens = new TokenStream(new Lexer(source));
    parser = new Parser(tokens, options.extensionTags ?? AIRFLOW_TAGS);
    parser.read(body);
    const refusal = compileRefusal(body) ?? tokens.inPython;
    return { text, body, problem: refusal && problemOf(refusal, source, undefined), read: true };
  } catch (stop) {
    if (stop instanceof TooDeep) return { text, body: [], problem: undefined, read: false };
    if (!(stop instanceof Refusal)) throw stop;
    return { text, body, problem: problemOf(stop, source, parser?.openTags.at(-1)), read: true };
  }
}

function problemOf(refusal: Refusal, source: string, openTag: Place | undefined): TemplateProblem {
  const { message, start, end, lineAt } = refusal;
  const line = source.slice(0, lineAt).split('\n').length;
  return { message, line, start, end, openTag: openTag && { start: openTag.start, end: openTag.end } };
}
