// Commands that Airflow takes for template files because of their end.

/** True for a command that ends with the name of a shell script. */
export function isShellCommand(field: string, text: string): boolean {
  return /command|cmd/.test(field) && /\.(sh|bash)$/.test(text);
}
