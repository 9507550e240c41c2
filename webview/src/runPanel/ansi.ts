// A log as pieces of text with their looks: colours by ANSI sequences, places in code as links.

export interface LogPiece {
  readonly text: string;
  /** Classes of the page's style sheet. */
  readonly classes: readonly string[];
  /** A place in code that the text names. */
  readonly place: CodePlace | undefined;
}

export interface CodePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

interface Looks {
  readonly colour: string | undefined;
  readonly background: string | undefined;
  readonly marks: readonly string[];
}

const PLAIN: Looks = { colour: undefined, background: undefined, marks: [] };
const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const MARKS: Readonly<Record<number, string>> = { 1: 'bold', 2: 'faint', 3: 'italic', 4: 'underlined', 9: 'struck' };
const ENDS: Readonly<Record<number, readonly string[]>> = {
  22: ['bold', 'faint'],
  23: ['italic'],
  24: ['underlined'],
  29: ['struck'],
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of terminals begin with the escape character
const SEQUENCE = /\x1b(?:\[([\d;:]*)([A-Za-z])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])/g;
/** How Python's tracebacks name a place; also `folder/file.py:12`. */
const PLACE = /File "([^"\n]+)", line (\d+)|((?:[A-Za-z]:)?[\w.~-]*[/\\][\w./\\~-]+\.py):(\d+)/g;

/** The pieces of a log, in its order; sequences that do not colour are left out. */
export function logPieces(log: string): LogPiece[] {
  const pieces: LogPiece[] = [];
  let looks = PLAIN;
  let from = 0;
  for (const match of log.matchAll(SEQUENCE)) {
    pieces.push(...linked(log.slice(from, match.index), looks));
    from = match.index + match[0].length;
    if (match[2] === 'm') looks = after(looks, match[1] ?? '');
  }
  return [...pieces, ...linked(log.slice(from), looks)];
}

function linked(text: string, looks: Looks): LogPiece[] {
  const classes = classesOf(looks);
  const pieces: LogPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACE)) {
    const [whole, quoted, quotedLine, bare, bareLine] = match;
    const place = { file: quoted ?? bare!, line: Number(quotedLine ?? bareLine) };
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), classes, place: undefined });
    pieces.push({ text: whole, classes, place });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), classes, place: undefined });
  return pieces;
}

function classesOf({ colour, background, marks }: Looks): string[] {
  return [
    ...(colour === undefined ? [] : [`ansi-${colour}`]),
    ...(background === undefined ? [] : [`ansi-on-${background}`]),
    ...marks.map((mark) => `ansi-${mark}`),
  ];
}

function after(looks: Looks, parameters: string): Looks {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = looks;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]!;
    if (code === 38 || code === 48) {
      // Colours by number or by red, green and blue: the nearest of the theme's own is not sought.
      index += codes[index + 1] === 5 ? 2 : 4;
      continue;
    }
    next = afterCode(next, code);
  }
  return next;
}

function afterCode(looks: Looks, code: number): Looks {
  if (code === 0) return PLAIN;
  if (code === 39) return { ...looks, colour: undefined };
  if (code === 49) return { ...looks, background: undefined };
  const colour = colourOf(code, 30, 90);
  if (colour) return { ...looks, colour };
  const background = colourOf(code, 40, 100);
  if (background) return { ...looks, background };
  const mark = MARKS[code];
  if (mark) return { ...looks, marks: [...looks.marks.filter((each) => each !== mark), mark] };
  const ended = ENDS[code] ?? [];
  return { ...looks, marks: looks.marks.filter((each) => !ended.includes(each)) };
}

function colourOf(code: number, plain: number, bright: number): string | undefined {
  const name = COLOURS[code - plain];
  if (code >= plain && name) return name;
  const brightName = COLOURS[code - bright];
  return code >= bright && brightName ? `bright-${brightName}` : undefined;
}
