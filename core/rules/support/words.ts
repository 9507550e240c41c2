// Small pieces of messages.

/** `'a', 'b' and 'c'`; of more than `most` names the first ones and how many are left out. */
export function quoted(names: readonly string[], joint = 'and', most = 6): string {
  const shown = names.slice(0, most).map((name) => `'${name}'`);
  const left = names.length - shown.length;
  if (left > 0) shown.push(`${left} more`);
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`;
}
