// Links to the page that explains each rule (docs/rules/ID.md, shipped with the product).

import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The links of the product itself. @param home the folder of the bundle */
export function rulePages(home: string): (rule: string) => string | undefined {
  return ruleLinks(path.join(home, '../docs/rules'));
}

/**
 * The address of a rule's page.
 * @param folder where the pages stand; a rule without a page there has no link
 */
export function ruleLinks(folder: string): (rule: string) => string | undefined {
  return (rule) => {
    const page = path.join(folder, `${rule}.md`);
    return /^[a-z0-9-]+$/.test(rule) && existsSync(page) ? pathToFileURL(page).href : undefined;
  };
}
