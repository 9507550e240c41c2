// Names of things that the project lists in a file, and that are not in it.

import { didYouMean, nearName } from '../../text/nearName';
import type { KnownNames } from '../rule';

/** What to say of a name that is not listed, and the name that was most likely meant. */
export function notListed(
  what: 'connection' | 'pool',
  user: string,
  name: string,
  { file, names }: KnownNames,
): { readonly message: string; readonly near: string | undefined } {
  const near = nearName(name, names);
  const advice = didYouMean(near) || ` Correct the name, or add the ${what} to Airflow and to ${file}.`;
  return { message: `${user} uses the ${what} '${name}', but ${file} does not list it.${advice}`, near };
}
