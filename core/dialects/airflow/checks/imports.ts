// Imports of Airflow's own modules and names: gone, unknown, or moved with a warning.

import type { Interpreter } from '../../../eval/interpreter';
import type { BuildEventKind } from '../../../ir/buildEvent';
import { nearName } from '../../../text/nearName';
import type { Origin } from '../../../text/span';
import { atLeast, isBefore, lineOf } from '../../../text/version';
import type { Catalog } from '../catalog/catalog';
import type { ImportAnswer } from '../catalog/imports';
import { report, stateOf } from '../state';

type ImportEvent = Extract<BuildEventKind, { readonly kind: 'import' }>;

/** Says what the version in force makes of `import module` or `from module import name`, unless the code is prepared for it. */
export function checkImport(I: Interpreter, module: string, name: string | undefined, at: Origin): void {
  if (at.uri !== I.entry || I.isCaught('ImportError') || I.isCaught('ModuleNotFoundError')) return;
  const missing = missingProvider(I, module, name);
  if (missing) {
    report(I, missing, at, { refuses: 'file' });
    return;
  }
  const event = name === undefined ? wholeModule(I, module) : oneName(I, module, name);
  if (event) report(I, event, at, event.problem === 'deprecated' ? {} : { refuses: 'file' });
}

/** Says that a module of Airflow has a name no more, where the module is imported and the name asked of it. */
export function checkAttribute(I: Interpreter, module: string, name: string, at: Origin): void {
  if (at.uri !== I.entry || I.isCaught('AttributeError') || stateOf(I).catalog.module(module).presence !== 'present')
    return;
  const path = `${module}.${name}`;
  if (stateOf(I).catalog.older.some((older) => has(older, path, undefined))) return;
  const event = oneName(I, module, name);
  const isSure = event?.problem === 'removed' || (event?.problem === 'unknown' && event.near !== undefined);
  if (isSure) report(I, event, at, { refuses: 'file' });
}

/** A name that a module of the workspace does not have. */
export function reportMissingName(
  I: Interpreter,
  module: string,
  name: string,
  at: Origin,
  known: readonly string[],
): void {
  if (at.uri !== I.entry) return;
  const near = nearName(name, known);
  const event: ImportEvent = {
    kind: 'import',
    problem: 'unknown',
    module,
    name,
    target: undefined,
    near,
    comesLater: false,
    distribution: undefined,
  };
  report(I, event, at, { refuses: 'file' });
}

/** A provider that the chosen Python environment does not have, if that is one with Airflow. */
function missingProvider(I: Interpreter, module: string, name: string | undefined): ImportEvent | undefined {
  const { installedPackages } = stateOf(I).configuration;
  if (!installedPackages?.has('apache-airflow') || !isProvider(module)) return undefined;
  const found = event(I, module, name);
  if (found.distribution === undefined || installedPackages.has(found.distribution)) return undefined;
  return { ...found, problem: 'missing-provider' };
}

function wholeModule(I: Interpreter, module: string): ImportEvent | undefined {
  const { catalog } = stateOf(I);
  if (catalog.module(module).presence !== 'absent') return undefined;
  const problem = wasThere(I, module, undefined) ? 'removed' : 'unknown';
  const comesLater = problem === 'unknown' && isInLater(I, module, undefined);
  const near = problem === 'unknown' && !comesLater ? catalog.nearModule(module) : undefined;
  if (!speaksFor(I, module, problem)) return undefined;
  return {
    ...event(I, module, undefined),
    problem,
    near,
    comesLater,
  };
}

function oneName(I: Interpreter, module: string, name: string): ImportEvent | undefined {
  const answer = stateOf(I).catalog.importName(module, name);
  if (answer.kind === 'deprecated') {
    if (!speaksFor(I, module, 'deprecated')) return undefined;
    return { ...event(I, module, name), problem: 'deprecated', target: publicPath(I, name, answer.target) };
  }
  return answer.kind === 'absent' ? absent(I, module, name, answer) : undefined;
}

function absent(
  I: Interpreter,
  module: string,
  name: string,
  { target, near }: Extract<ImportAnswer, { readonly kind: 'absent' }>,
): ImportEvent | undefined {
  const { catalog } = stateOf(I);
  const isOld = wasThere(I, module, name);
  if (!isOld && isInLater(I, module, name)) {
    const later: ImportEvent = { ...event(I, module, name), problem: 'unknown', target, comesLater: true };
    return speaksFor(I, module, 'unknown') ? later : undefined;
  }
  if (target !== undefined || isOld) {
    const now = publicPath(I, name, target ?? movedWithoutShim(I, module, name));
    const removed: ImportEvent = { ...event(I, module, name), problem: 'removed', target: now };
    return speaksFor(I, module, 'removed') ? removed : undefined;
  }
  const isModule = catalog.module(module).presence === 'absent';
  const meant = isModule ? catalog.nearModule(module) : near;
  if (!speaksFor(I, module, 'unknown')) return undefined;
  const { version, oldestVersion } = stateOf(I);
  const isSameLine = [version, oldestVersion].every((each) => lineOf(each) === lineOf(catalog.release));
  if (meant === undefined && (isProvider(module) || !isSameLine)) return undefined;
  return { ...event(I, module, isModule ? undefined : name), problem: 'unknown', near: meant };
}

/** Airflow 3 offers most things to DAG files as `airflow.sdk.…`, whatever inner module a shim names. */
function publicPath(I: Interpreter, name: string, target: string | undefined): string | undefined {
  if (target === undefined || !target.startsWith('airflow.') || isProvider(target)) return target;
  const { catalog, version } = stateOf(I);
  return atLeast(version, 3) && catalog.importName('airflow.sdk', name).kind === 'present'
    ? `airflow.sdk.${name}`
    : target;
}

function event(I: Interpreter, module: string, name: string | undefined): Omit<ImportEvent, 'problem'> {
  const { distribution } = stateOf(I).catalog.module(module);
  return {
    kind: 'import',
    module,
    name,
    target: undefined,
    near: undefined,
    comesLater: false,
    distribution: distribution?.name,
  };
}

/**
 * The catalog knows the last release of each line and the newest providers. Of another minor release, or of a provider,
 * whose version the Airflow version does not tell, only what holds for all of them is said.
 */
function speaksFor(I: Interpreter, module: string, problem: ImportEvent['problem']): boolean {
  const { version, oldestVersion, catalog } = stateOf(I);
  if (catalog.release === '') return false;
  if (problem !== 'deprecated' && lineOf(oldestVersion) !== lineOf(version))
    return !isProvider(module) && speaksForAll(oldestVersion, module, problem);
  if (lineOf(version) === lineOf(catalog.release)) return true;
  if (isProvider(module) || isBefore(lineOf(catalog.release), lineOf(version))) return false;
  if (problem === 'unknown') return !isBefore(version, '2.0');
  if (atLeast(version, 3))
    return problem === 'removed' ? !LEFT_AFTER_3_0.test(module) : /^airflow\.operators\./.test(module);
  return OLD_SHIM.test(module) || (atLeast(version, 2, 4) && module.startsWith('airflow.operators.dummy'));
}

/** Where the version is one of several: true if it holds for the oldest of them too. */
function speaksForAll(oldest: string, module: string, problem: ImportEvent['problem']): boolean {
  return problem === 'unknown' || (atLeast(oldest, 3) && !LEFT_AFTER_3_0.test(module));
}

function isProvider(module: string): boolean {
  return module.startsWith('airflow.providers.');
}

/** Modules of 1.10 that 2.0 to 2.11 keep as shims. */
const OLD_SHIM = /^airflow\.(contrib|operators\.\w+_operator|sensors\.\w+_sensor|hooks\.\w+_hook)(\.|$)/;

/** Modules that 3.0 and 3.1 still had (compared with the files of 3.0.6, 3.1.8 and 3.2.2). */
const LEFT_AFTER_3_0 = /^airflow\.(datasets|timetables\.datasets|metrics|traces|sentry)(\.|$)/;

/** Functions that Airflow 3 has elsewhere, and for which no release had a shim. */
function movedWithoutShim(I: Interpreter, module: string, name: string): string | undefined {
  const isMoved = module === 'airflow.utils.helpers' && (name === 'chain' || name === 'cross_downstream');
  return isMoved && atLeast(stateOf(I).version, 3) ? `airflow.sdk.${name}` : undefined;
}

/** Does a later line have it? Providers have releases of their own. */
function isInLater(I: Interpreter, module: string, name: string | undefined): boolean {
  return !isProvider(module) && stateOf(I).catalog.newer.some((newer) => has(newer, module, name));
}

/** Did an older line have it? */
function wasThere(I: Interpreter, module: string, name: string | undefined): boolean {
  return stateOf(I).catalog.older.some((older) => has(older, module, name));
}

function has(catalog: Catalog, module: string, name: string | undefined): boolean {
  if (catalog.module(module).presence !== 'present') return false;
  if (name === undefined) return true;
  const { kind } = catalog.importName(module, name);
  return kind === 'present' || kind === 'deprecated';
}
