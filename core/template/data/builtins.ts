// The filters, tests and globals that Jinja2 has by itself: read from the environments of 2.10.3, 2.11.3, 3.0.3 and 3.1.6.

const FILTERS_2_10 =
  'abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format groupby ' +
  'indent int join last length list lower map max min pprint random reject rejectattr replace reverse round safe select ' +
  'selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode urlize wordcount wordwrap xmlattr';

const TESTS_2_10 =
  '!= < <= == > >= callable defined divisibleby eq equalto escaped even ge greaterthan gt in iterable le lessthan lower lt ' +
  'mapping ne none number odd sameas sequence string undefined upper';

/** Filter → the first of 2.10, 2.11, 3.0 and 3.1 that has it; none is gone again. */
export const JINJA_FILTERS: ReadonlyMap<string, string> = new Map([...since('2.10', FILTERS_2_10), ...since('3.1', 'items')]);

/** Test → the first version that has it, as with the filters. */
export const JINJA_TESTS: ReadonlyMap<string, string> = new Map([
  ...since('2.10', TESTS_2_10),
  ...since('2.11', 'boolean false float integer true'),
  ...since('3.0', 'filter test'),
]);

/** The names that every template has, the same from 2.10 to 3.1. */
export const JINJA_GLOBALS: ReadonlySet<string> = new Set(['cycler', 'dict', 'joiner', 'lipsum', 'namespace', 'range']);

function since(version: string, names: string): [string, string][] {
  return names.split(' ').map((name) => [name, version]);
}
