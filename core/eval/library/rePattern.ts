// Python regular expressions as JavaScript ones, where the translation is safe.

/** Flags as in `re`. */
export const FLAGS = { IGNORECASE: 2, MULTILINE: 8, DOTALL: 16, UNICODE: 32, VERBOSE: 64, ASCII: 256 } as const;

export interface Translated {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** Group names in order of their numbers; undefined for nameless groups. */
  readonly names: readonly (string | undefined)[];
  /** True where the two languages agree only on ASCII text. */
  readonly asciiOnly: boolean;
  /** Repetitions without an upper bound; each may cost another pass over the text. */
  readonly loops: number;
  /** True if a repetition holds another one or alternatives: that can take exponential time. */
  readonly risky: boolean;
}

/** What matches at one place of the pattern, longest first. */
const PIECE =
  /\(\?P<(?<name>[A-Za-z_]\w*)>|\(\?P=(?<back>\w+)\)|\(\?#[^)]*\)|(?<look>\(\?(?::|=|!|<=|<!))|(?<odd>\(\?)|(?<open>\()|(?<close>\))|(?<set>\[\^?\]?(?:\\[\s\S]|\[:|[^\]\\])*\])|\\(?<escape>[\s\S])|(?<many>[*+]|\{\d*,\})(?<lazy>\?)?(?<possessive>\+)?|(?<times>\{\d*(?:,\d+)?\})|(?<mark>[\s\S])/gu;

class Translation {
  source = '';
  readonly names: (string | undefined)[] = [];
  asciiOnly = false;
  loops = 0;
  /** For each open group: whether it can match in several ways. */
  private readonly open: boolean[] = [];
  private closedVaries = false;
  risky = false;
  failed = false;

  constructor(private readonly flags: number) {}

  step(text: string, g: Readonly<Record<string, string | undefined>>): void {
    const varies = this.closedVaries;
    this.closedVaries = false;
    if (g.name !== undefined) this.group(`(?<${g.name}>`, g.name);
    else if (g.back !== undefined) this.source += `\\k<${g.back}>`;
    else if (g.look !== undefined) this.group(g.look, null);
    else if (g.odd !== undefined) this.failed ||= !text.startsWith('(?#');
    else if (g.open !== undefined) this.group('(', undefined);
    else if (g.close !== undefined) this.close();
    else if (g.set !== undefined) this.set(g.set);
    else if (g.escape !== undefined) this.escape(g.escape);
    else if (g.many !== undefined) this.repeat(g.many, g.lazy ?? '', varies, g.possessive !== undefined);
    else if (g.times !== undefined) this.count(text, varies);
    else if (g.mark !== undefined) this.mark(g.mark);
  }

  private group(text: string, name: string | undefined | null): void {
    this.source += text;
    this.open.push(false);
    if (name !== null) this.names.push(name);
  }

  private close(): void {
    this.source += ')';
    this.closedVaries = this.open.pop() ?? false;
  }

  private repeat(text: string, lazy: string, varies: boolean, possessive: boolean): void {
    this.failed ||= possessive;
    this.risky ||= varies;
    this.loops++;
    this.open.fill(true);
    this.source += (text.startsWith('{,') ? `{0${text.slice(1)}` : text) + lazy;
  }

  private count(text: string, varies: boolean): void {
    this.risky ||= varies;
    this.open.fill(true);
    this.source += /^\{\d/.test(text) ? text : `{0${text.slice(1)}`;
  }

  private mark(text: string): void {
    if (text === '|' || text === '?') this.open.fill(true);
    const multiline = (this.flags & FLAGS.MULTILINE) !== 0;
    if (text === '.') this.source += this.flags & FLAGS.DOTALL ? '[\\s\\S]' : '[^\\n]';
    else if (text === '^') this.source += multiline ? '(?<![^\\n])' : '(?<![\\s\\S])';
    else if (text === '$') this.source += multiline ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
    else if (this.flags & FLAGS.VERBOSE && text === '#') this.failed = true;
    else if (this.flags & FLAGS.VERBOSE && /\s/.test(text)) return;
    else this.source += text === '/' ? '\\/' : text;
  }

  private escape(char: string): void {
    if (char === 'A') this.source += '(?<![\\s\\S])';
    else if (char === 'Z') this.source += '(?![\\s\\S])';
    else if (/[dDwWsSbB]/.test(char)) this.classEscape(char);
    else if (/[1-9]/.test(char)) this.source += `\\${char}`;
    else if (/[nrtfv]/.test(char)) this.source += `\\${char}`;
    else if (/[0-9A-Za-z]/.test(char)) this.failed = true;
    else this.source += `\\${char}`;
  }

  private classEscape(char: string): void {
    this.asciiOnly = true;
    this.source += `\\${char}`;
  }

  private set(text: string): void {
    if (/\\[dDwWsS]/.test(text)) this.asciiOnly = true;
    if (/\\[A-Zac-eg-mo-qu0-9]/.test(text.replace(/\\[dDwWsSnrtfvb]/g, ''))) this.failed = true;
    this.source += text.replace(/^\[(\^?)\]/, '[$1\\]').replaceAll('/', '\\/');
  }
}

/** The JavaScript form of a Python pattern; undefined where they may differ, or matching could take too long. */
export function translatePattern(pattern: string, givenFlags: number): Translated | undefined {
  const global = /^\(\?([aiLmsux]+)\)/.exec(pattern);
  const letters: Readonly<Record<string, number>> = { i: 2, m: 8, s: 16, x: 64, a: 256, u: 32 };
  const flags = [...(global?.[1] ?? '')].reduce((all, letter) => all | (letters[letter] ?? 0), givenFlags);
  const translation = new Translation(flags);
  const body = pattern.slice(global?.[0].length ?? 0);
  for (const match of body.matchAll(PIECE)) translation.step(match[0], match.groups!);
  const { source, names, loops, risky, failed } = translation;
  const ignoreCase = (flags & FLAGS.IGNORECASE) !== 0;
  if (failed || !isRegExp(source)) return undefined;
  return { source, names, loops, risky, ignoreCase, asciiOnly: translation.asciiOnly || ignoreCase };
}

function isRegExp(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

/** True if matching this text is certain to agree with Python, and to end soon. */
export function canMatch(pattern: Translated, text: string): boolean {
  if (pattern.asciiOnly && /[\u0080-\uffff]/.test(text)) return false;
  if (/[\ud800-\udfff]/.test(text)) return false;
  if (pattern.risky) return text.length <= 20;
  // The worst case: every repetition tries every length.
  return text.length ** pattern.loops <= 1e8;
}
