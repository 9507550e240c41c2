// Files of environment variables (.env).

/**
 * Variable → value. Lines are `KEY=value` or `export KEY=value`; quotes around a value are taken off, and a comment after
 * an unquoted value is dropped, as Docker Compose and python-dotenv do. Other lines are left out.
 */
export function parseEnvFile(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match) variables.set(match[1]!, unquoted(match[2]!));
  }
  return variables;
}

function unquoted(value: string): string {
  const single = /^'([^']*)'/.exec(value);
  if (single) return single[1]!;
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(value);
  if (double) return double[1]!.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
  return value.replace(/(^|\s+)#.*$/, '');
}
