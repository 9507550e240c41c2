// What differs between our reading of a template and that of real Jinja2, as test/truth/record_jinja.py recorded it.

import { parseTemplate } from '../../core/template/template';
import { templateUses } from '../../core/template/uses';

export interface JinjaAnswer {
  readonly text: string;
  /** `python`: refused neither by Jinja's parser nor its compiler, but by Python or by an exception in the compiler. */
  readonly error?: { readonly message: string; readonly line?: number; readonly python?: string };
  readonly undeclared?: readonly string[];
  readonly filters?: readonly string[];
  readonly tests?: readonly string[];
}

/** The first thing that differs; undefined: nothing does. */
export function difference(answer: JinjaAnswer): string | undefined {
  const { body, problem, read } = parseTemplate(answer.text);
  if (!read) return undefined;
  const { error } = answer;
  if (problem && !error) return `false alarm: ${problem.message}`;
  if (error?.python !== undefined)
    return problem || error.python !== 'SyntaxError' ? undefined : `missed: ${error.message}`;
  if (error) {
    if (!problem) return `missed: ${error.message}`;
    if (problem.message !== error.message) return `message: ${problem.message} | ${error.message}`;
    return problem.line === error.line ? undefined : `line: ${problem.line} | ${error.line}`;
  }
  const uses = templateUses(body);
  return (
    listed('undeclared', [...uses.undeclared], answer.undeclared) ??
    listed('filters', uses.filters.map(nameOf), answer.filters) ??
    listed('tests', uses.tests.map(nameOf), answer.tests) ??
    listed('names', uses.context.map(nameOf), answer.undeclared, true)
  );
}

function nameOf(use: { readonly name: string }): string {
  return use.name;
}

/** `fewer`: not all of the expected need be there. */
function listed(
  what: string,
  ours: readonly string[],
  real: readonly string[] = [],
  fewer = false,
): string | undefined {
  const found = [...new Set(ours)].sort();
  const expected = fewer ? real.filter((name) => found.includes(name)) : [...real];
  const same = found.join() === expected.sort().join();
  return same ? undefined : `${what}: ${found} | ${real}`;
}
