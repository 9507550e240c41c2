// What pictures show of an operator's class, and whether it skips other tasks: from the catalog.

import type { OperatorDescription } from '../dialect';
import type { Catalog } from './catalog/catalog';
import type { OperatorFacts } from './catalog/operators';
import { lastName } from './dottedNames';

/** BaseOperator's own colours (1.10 to 3.3) say nothing about an operator. */
const NO_COLOUR = /^#(fff|000)$/;

/** Where the classes behind `@task` stand, whichever provider they come from. */
const DECORATED = 'airflow.decorators.';

const UNKNOWN: OperatorDescription = {
  name: undefined,
  doc: undefined,
  fill: undefined,
  textColour: undefined,
  isSensor: false,
  skips: undefined,
};

/**
 * What is known of a class.
 * @param classes dotted paths of the class and of those it derives from, in Python's order
 */
export function describeOperator(catalog: Catalog, classes: readonly string[]): OperatorDescription {
  for (const path of classes) {
    const facts = path.startsWith(DECORATED)
      ? catalog.decoratedOperator(path.slice(DECORATED.length))
      : catalog.operator(path);
    if (facts) return describe(facts, catalog, path === classes[0]);
  }
  return UNKNOWN;
}

function describe(facts: OperatorFacts, catalog: Catalog, isItself: boolean): OperatorDescription {
  return {
    name: isItself ? facts.customName : undefined,
    doc: isItself ? facts.doc : undefined,
    fill: colour(facts.uiColor),
    textColour: colour(facts.uiFgcolor),
    isSensor: facts.isSensor,
    skips: skipsOf(facts, catalog.release),
  };
}

function colour(text: string | undefined): string | undefined {
  return text === undefined || NO_COLOUR.test(text) ? undefined : text;
}

/** From the bases; those of 1.10 have no branch in common, and its LatestOnlyOperator skips everything below. */
function skipsOf({ bases }: OperatorFacts, release: string): OperatorDescription['skips'] {
  const names = new Set(bases.map(lastName));
  if (names.has('LatestOnlyOperator')) return release.startsWith('1.') ? 'all-unless-latest' : 'direct-unless-latest';
  if (names.has('ShortCircuitOperator')) return 'short-circuit';
  return BRANCHES.some((name) => names.has(name)) ? 'branch' : undefined;
}

const BRANCHES = ['BranchMixIn', 'BaseBranchOperator', 'BranchPythonOperator', 'BranchSQLOperator'];
