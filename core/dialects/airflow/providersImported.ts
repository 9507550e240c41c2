// Which distributions of providers have what a file imports: what an environment for it needs besides Airflow.

const IMPORT = /^[ \t]*(?:from|import)[ \t]+(airflow(?:\.\w+)+)(?:[ \t]+import[ \t]+\(?[ \t]*(\w+))?/gm;
const PROVIDER = 'apache-airflow-providers-';

/**
 * The distributions of providers that a Python text imports, each once, wherever in it the imports stand.
 * @param distributionOf the distribution that has a module, as the catalog knows it; undefined: none
 */
export function providersImported(text: string, distributionOf: (module: string) => string | undefined): Set<string> {
  const found = new Set<string>();
  for (const [, module = '', name] of text.matchAll(IMPORT)) {
    const distribution = distributionOf(module) ?? (name ? distributionOf(`${module}.${name}`) : undefined);
    if (distribution?.startsWith(PROVIDER)) found.add(distribution);
  }
  return found;
}
