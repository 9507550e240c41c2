// The environment that tasks begin with: that of the editor, without what is the editor's alone.

const OF_EDITOR = /^(VSCODE_|ELECTRON_|CHROME_|NODE_OPTIONS$|NODE_CHANNEL_|ORIGINAL_XDG_|APPLICATION_INSIGHTS)/;

/** The variables that a task may see. */
export function environmentOfTasks(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known = Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(known.filter(([name]) => !OF_EDITOR.test(name)));
}
