// Light or dark, where no editor says it: as the reader's system.

/** Gives the body the class that an editor would give it. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    document.body.classList.toggle('vscode-dark', dark.matches);
    document.body.classList.toggle('vscode-light', !dark.matches);
    document.body.classList.add('is-file');
  };
  dark.addEventListener('change', apply);
  apply();
}
