// Measures of source text: lengths of functions, and forbidden words outside comments and strings.

/** The text with comments, strings and templates emptied; lines stay where they are. */
export function codeOnly(text: string): string {
  const pattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;
  return text.replace(pattern, (found) => found.replace(/[^\n]/g, ' '));
}

export interface FunctionLength {
  /** The line that opens the body, 1-based. */
  readonly line: number;
  readonly lines: number;
}

/** What opens the body of a function, a method or an arrow function, as the formatter writes it. */
const OPENS_BODY = /(=> \{|\)(: .+)? \{)$/;
const OPENS_OTHER = /^\s*(\} )?(else )?(if|for|while|switch|catch|with)\b/;

/**
 * How long the functions of a file are, from the line that opens the body to the one that closes it.
 * Relies on the formatter: a body closes at the indentation of the line that opens it.
 */
export function functionLengths(text: string): FunctionLength[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (!OPENS_BODY.test(line) || OPENS_OTHER.test(line)) return [];
    const indentation = /^ */.exec(line)![0];
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${indentation}}`));
    return end < 0 ? [] : [{ line: index + 1, lines: end - index + 1 }];
  });
}
