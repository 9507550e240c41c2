// The value of a string in a template: Jinja decodes it with Python's codec `unicode-escape`.

import { decodeEscape } from '../text/pythonEscapes';

const ESCAPE = /\\(?:[0-7]{1,3}|x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|N(?:\{[^}]*\}?)?|.)/gs;

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The value of what stands between the quotes, or what is wrong with it in Python's words. */
export function decodeTemplateString(source: string): { readonly value: string } | { readonly problem: string } {
  if (!source.includes('\\')) return { value: source };
  let problem: string | undefined;
  const value = source.replace(ESCAPE, (found) => {
    problem ??= escapeProblem(found);
    return decodeEscape(found);
  });
  return problem === undefined ? { value } : { problem };
}

function escapeProblem(found: string): string | undefined {
  const letter = found[1]!;
  if (letter === 'N') return nameProblem(found);
  const digits = DIGITS[letter];
  if (digits === undefined) return undefined;
  if (found.length < digits + 2) return `truncated \\${letter}${'X'.repeat(digits)} escape`;
  return Number.parseInt(found.slice(2), 16) > 0x10ffff ? 'illegal Unicode character' : undefined;
}

/** Which names there are is not known here; no name has other characters than these. */
function nameProblem(found: string): string | undefined {
  if (!/^\\N\{[^}]+\}$/.test(found)) return 'malformed \\N character escape';
  return /^\\N\{[A-Za-z][\w -]*\}$/.test(found) ? undefined : 'unknown Unicode character name';
}
