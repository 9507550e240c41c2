// Prepares what the comparison needs, once: environments with real Airflow, the corpora's files, and the truth.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENTS } from './corpora.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CACHE = path.resolve(process.env.DAGLENS_CACHE ?? '.cache/conformance');
// What the sdists of Airflow and its providers are built with: pip asks each for its metadata, and a build environment for
// every single one would take minutes.
const TOOLS =
  'uv==0.13.8 flit_core==3.12.0 hatchling==1.33.0 setuptools==75.8.0 wheel gitpython trove-classifiers'.split(' ');
// Left out on purpose: settings of the caller's that would change what the DagBag sees.
const FOREIGN = /^(AIRFLOW|SYSTEM_TESTS|PYTHONPATH|VIRTUAL_ENV)/;

export const cachePath = (...parts) => path.join(CACHE, ...parts);
const hash = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
const lockPath = (environment) => path.join(HERE, 'locks', `${environment}.txt`);
const lock = (environment) => readFileSync(lockPath(environment), 'utf8');
const binary = (environment, name) => cachePath('venvs', environment, 'bin', name);

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (result.status === 0) return result.stdout;
  const said = `${result.stderr ?? ''}${result.error?.message ?? ''}`.trim().split('\n').slice(-8).join('\n');
  throw new Error(`${path.basename(command)} ${args.slice(0, 4).join(' ')} … failed:\n${said}`);
}

/** Runs `make` unless a stamp with this key says that `folder` is already made so. */
function once(folder, stampKey, label, make) {
  const stamp = cachePath('stamps', `${path.relative(CACHE, folder).replaceAll(path.sep, '-')}.txt`);
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampKey) return;
  process.stderr.write(`preparing ${label} …\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, stampKey);
}

function tools() {
  const folder = cachePath('tools');
  once(folder, hash(...TOOLS), 'uv and build tools', () => {
    run('python3', ['-m', 'venv', folder]);
    run(path.join(folder, 'bin/pip'), ['install', '-q', ...TOOLS]);
  });
  return { uv: path.join(folder, 'bin/uv'), pip: path.join(folder, 'bin/pip') };
}

/** A Python of that MAJOR.MINOR: from pyenv's versions, else on the PATH, else whatever uv finds or fetches. */
function pythonOf(version) {
  const pyenv = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions');
  const named = existsSync(pyenv) ? readdirSync(pyenv).filter((name) => name.startsWith(`${version}.`)) : [];
  const candidates = [...named.map((name) => path.join(pyenv, name, 'bin/python')), `python${version}`];
  return candidates.find((python) => spawnSync(python, ['-c', '']).status === 0) ?? version;
}

function environmentVariables(environment) {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: `${cachePath('venvs', environment, 'bin')}${path.delimiter}${process.env.PATH}`,
    AIRFLOW_HOME: cachePath('homes', environment),
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__UNIT_TEST_MODE: 'False',
    AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT: '120',
    AIRFLOW__LOGGING__LOGGING_LEVEL: 'ERROR',
  };
}

/** Makes the environment: packages as pinned, nothing else, and a migrated SQLite database. */
function prepareEnvironment(environment) {
  const { python, migrate } = ENVIRONMENTS[environment];
  const folder = cachePath('venvs', environment);
  once(folder, hash(lock(environment), python, ...migrate), `real Airflow: ${environment}`, () => {
    const { uv } = tools();
    run(uv, ['venv', '-q', '-p', pythonOf(python), folder]);
    run(uv, [
      'pip',
      'install',
      '-q',
      '--no-deps',
      '--python',
      binary(environment, 'python'),
      '-r',
      lockPath(environment),
    ]);
    rmSync(cachePath('homes', environment), { recursive: true, force: true });
    run(binary(environment, 'airflow'), migrate, { env: environmentVariables(environment) });
  });
}

function download(pip, requirements, flags) {
  mkdirSync(cachePath('sdists'), { recursive: true });
  const args = ['download', '-q', '--no-deps', '-d', cachePath('sdists'), ...flags, ...requirements];
  if (requirements.length) run(pip, args);
}

const sdistStem = (requirement) => {
  const [name, version] = requirement.split('==');
  return `${name.replaceAll('-', '_')}-${version}`;
};

/** Unpacks the members of an archive that match `pattern`; an archive without any is no error. */
function unpack(archive, pattern, into, ...flags) {
  const names = run('tar', ['tzf', archive]);
  const wanted = new RegExp(pattern.replace('*', '.*'), 'm');
  if (wanted.test(names)) run('tar', ['xzf', archive, '-C', into, ...flags, '--wildcards', pattern]);
}

function unpackSdists(folder, environment, sources) {
  const { pip } = tools();
  const wanted = lock(environment)
    .split('\n')
    .filter((line) => sources.sdists(line.split('==')[0]));
  const archive = (line) => cachePath('sdists', `${sdistStem(line)}.tar.gz`);
  const missing = wanted.filter((line) => !existsSync(archive(line)));
  download(pip, missing, ['--no-binary', ':all:', '--no-build-isolation']);
  for (const line of wanted) {
    const stem = sdistStem(line);
    unpack(archive(line), `${stem}/src/*${sources.keep}*`, folder);
    if (sources.system) unpack(archive(line), `${stem}/tests/system/*`, folder, '--transform', `s#^${stem}/tests/##`);
  }
  if (sources.wheel) unpackWheel(pip, folder, sources.wheel);
}

function unpackWheel(pip, folder, { requirement, keep }) {
  download(pip, [requirement], ['--only-binary', ':all:']);
  const stem = sdistStem(requirement);
  const wheel = readdirSync(cachePath('sdists')).find((name) => name.startsWith(stem) && name.endsWith('.whl'));
  const script =
    'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); z.extractall(sys.argv[2],[n for n in z.namelist() if n.startswith(sys.argv[3])])';
  run('python3', ['-c', script, cachePath('sdists', wheel), folder, keep]);
}

function copyInstalled(folder, environment, subfolders) {
  const library = cachePath('venvs', environment, 'lib');
  const packages = path.join(library, readdirSync(library)[0], 'site-packages');
  const filter = (source) => path.basename(source) !== '__pycache__';
  for (const name of subfolders)
    cpSync(path.join(packages, name), path.join(folder, name), { recursive: true, filter });
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'),
    );
}

function prepareFiles(corpus) {
  const folder = cachePath('corpora', corpus.name);
  const spec = JSON.stringify(corpus.sources, (_key, value) => (typeof value === 'function' ? String(value) : value));
  once(folder, hash(spec, lock(corpus.environment)), `files of ${corpus.name}`, () => {
    mkdirSync(folder, { recursive: true });
    if (corpus.sources.sdists) unpackSdists(folder, corpus.environment, corpus.sources);
    if (corpus.sources.installed) copyInstalled(folder, corpus.environment, corpus.sources.installed);
  });
  return folder;
}

function prepareTruth(corpus, root, names) {
  const truth = cachePath('truth', `${corpus.name}.json`);
  const dumper = path.join(HERE, 'dump_dagbag.py');
  const stampKey = hash(readFileSync(dumper, 'utf8'), lock(corpus.environment), ...names);
  once(truth, stampKey, `truth of ${corpus.name}: ${names.length} files through the real DagBag`, () => {
    const list = cachePath('truth', `${corpus.name}.files.json`);
    writeFileSync(list, JSON.stringify(names));
    const env = environmentVariables(corpus.environment);
    run(binary(corpus.environment, 'python'), [dumper, root, list, truth], { env, cwd: cachePath() });
  });
  return truth;
}

/**
 * What the real Airflow of an environment says to the questions of `catalog.mjs`.
 * @param wanted classes, modules and moves, as `dump_catalog.py` takes them
 */
export function prepareCatalogTruth(environment, wanted) {
  prepareEnvironment(environment);
  const truth = cachePath('truth', `catalog-${environment}.json`);
  const questions = cachePath('truth', `catalog-${environment}.wanted.json`);
  const dumper = path.join(HERE, 'dump_catalog.py');
  const stampKey = hash(readFileSync(dumper, 'utf8'), lock(environment), JSON.stringify(wanted));
  once(truth, stampKey, `truth of the catalog: ${Object.keys(wanted.classes).length} classes in ${environment}`, () => {
    writeFileSync(questions, JSON.stringify(wanted));
    const env = environmentVariables(environment);
    run(binary(environment, 'python'), [dumper, questions, truth], { env, cwd: cachePath() });
  });
  return JSON.parse(readFileSync(truth, 'utf8'));
}

/** The packages of an environment. */
export const installedIn = (environment) =>
  new Set(
    lock(environment)
      .split('\n')
      .map((line) => line.split('==')[0]),
  );

function importRootFlags(corpus, root, names) {
  if (!corpus.importRoots) return [];
  const folders = new Set(names.flatMap((name) => name.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))));
  return [...folders]
    .filter((name) => corpus.importRoots.test(name))
    .flatMap((name) => ['--path', path.join(root, name)]);
}

/**
 * Makes sure that the corpus, its environment and its truth are in the cache (minutes the first time, nothing later).
 * Gives its folder, the truth's path, the paths to hand to the command line and further flags. Throws when it cannot.
 */
export function prepareCorpus(corpus) {
  prepareEnvironment(corpus.environment);
  const root = prepareFiles(corpus);
  const names = filesUnder(root)
    .filter((name) => name.endsWith('.py') && !corpus.ignore?.test(name))
    .sort();
  const truth = prepareTruth(corpus, root, names);
  const paths = [...new Set(names.map((name) => name.split('/')[0]))];
  return { root, truth, paths, extraArgs: importRootFlags(corpus, root, names) };
}
