// The operator catalog against real Airflow: a sample of classes, module names and moves, imported and inspected there.
import { loadCore } from '../../scripts/load-core.mjs';
import { installedIn, prepareCatalogTruth } from './prepare.mjs';

/** `classes`: how many are asked about; `least`: how many of them must have been there to compare. */
export const CATALOG_LINES = [
  { name: 'catalog-1.10', environment: 'airflow1', version: '1.10.15', classes: 190, least: 150 },
  { name: 'catalog-2', environment: 'airflow2', version: '2.11.2', classes: 340, least: 300 },
  { name: 'catalog-3', environment: 'airflow3', version: '3.3.2', classes: 340, least: 300 },
];
const MODULES = 80;
const MOVES = 100;
const EXPORTS = `
  export { Catalog } from './core/dialects/airflow/catalog/catalog';
  export { catalogFiles } from './server/src/catalogFiles';`;

/** Every k-th: the same ones each time, from all over the list. */
function sample(list, count) {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.floor(i * step)]);
}

function questions(line, catalog, files) {
  const installed = installedIn(line.environment);
  const read = (name) => JSON.parse(files.read(`${line.version.split('.')[0]}/${name}.json`));
  const { chunks, distributions } = read('index');
  const there = Object.entries(chunks).filter(([, [owner]]) => installed.has(distributions[owner][0]));
  const classes = there.flatMap(([chunk]) =>
    Object.entries(read(chunk)).flatMap(([module, facts]) =>
      Object.keys(facts.c ?? {}).map((name) => `${module}.${name}`),
    ),
  );
  const operators = classes.map((path) => catalog.operator(path)).filter((facts) => facts.isOperator);
  const asked = ({ path, parameters, required }) => [path, { names: [...parameters.keys()], required: [...required] }];
  return {
    classes: Object.fromEntries(sample(operators, line.classes).map(asked)),
    modules: sample(
      there.flatMap(([, [, modules]]) => modules).filter((module) => catalog.module(module).distribution),
      MODULES,
    ),
    moves: Object.fromEntries(sample(Object.entries(read('moves')), MOVES)),
  };
}

const setText = (names) => [...new Set(names)].sort().join(' ');

/** What the real class contradicts: an argument called unknown or required that is not, a templated field too many or too few. */
function classProblems(facts, real) {
  const { path, acceptsAnyKeyword } = facts;
  const named = (answers, answer) => Object.keys(answers).filter((name) => answers[name] === answer);
  const problems = [
    ...named(real.fewer, 'refused').map((name) => `takes no ${name}`),
    ...(acceptsAnyKeyword ? [] : named(real.more, 'taken').map((name) => `takes ${name} too`)),
    ...facts.required.filter((name) => !real.required.includes(name)).map((name) => `does not require ${name}`),
  ];
  if (real.unknown === 'taken' && !acceptsAnyKeyword) problems.push('takes any argument');
  if (real.fields && facts.templateFields && setText(real.fields) !== setText(facts.templateFields))
    problems.push(`has the template fields ${setText(real.fields)}`);
  return problems.map((problem) => `${path} ${problem}`);
}

function moduleProblems(catalog, module, names) {
  return names
    .filter((name) => /^\w+$/.test(name) && catalog.importName(module, name).kind === 'absent')
    .map((name) => `${module} has ${name}`);
}

/** A target that lacks only packages from outside is not compared. */
function moveProblem(old, target, real) {
  const gone = real?.error && /AttributeError|cannot import name/.test(real.error);
  return gone || real === false ? [`${old} is not ${target}: ${real?.error ?? 'another object'}`] : [];
}

/** Name, verdict and figures of one line of Airflow. */
export async function catalogCriterion(line, shown) {
  const { Catalog, catalogFiles } = await loadCore(EXPORTS);
  const files = catalogFiles('catalog');
  const catalog = new Catalog(files, line.version);
  const wanted = questions(line, catalog, files);
  const real = prepareCatalogTruth(line.environment, wanted);
  const compared = Object.entries(real.classes).filter(([, answer]) => !answer.error);
  const problems = [
    ...compared.flatMap(([path, answer]) => classProblems(catalog.operator(path), answer)),
    ...Object.entries(real.modules).flatMap(([name, names]) =>
      names.error ? [] : moduleProblems(catalog, name, names),
    ),
    ...Object.entries(real.moves).flatMap(([old, answer]) => moveProblem(old, wanted.moves[old], answer)),
  ];
  for (const problem of problems.slice(0, shown)) console.log(`  ${line.name}: ${problem}`);
  const skipped = Object.keys(real.classes).length - compared.length;
  const verdict = problems.length === 0 && compared.length >= line.least;
  const figures = `${compared.length} classes compared, ${skipped} not importable there, ${problems.length} contradicted`;
  return [`${line.name}: real Airflow agrees with the operator catalog`, verdict, figures];
}
