// What the evaluator asks of the Airflow dialect.

import { callValue } from '../../eval/calls';
import type { Call, Interpreter, LibraryModels, ModuleNames } from '../../eval/interpreter';
import { BoolValue, type ClassValue, Unknown, type Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { atLeast } from '../../text/version';
import { listShift } from './chain';
import { checkAttribute, checkImport, reportMissingName } from './checks/imports';
import { DAG } from './dagClass';
import { splitPath } from './dottedNames';
import { TASK_GROUP } from './groupClass';
import { derivesByCatalog } from './libraryBases';
import { makePartial } from './mapping';
import { DagModel, GroupModel, nodeOf } from './model';
import { AirflowNames, airflowName, isAbsent, looksLikeClass, operatorClass } from './names';
import { notePathCall } from './parseTimeCalls';
import { report, stateOf } from './state';
import { modelOf } from './taskFactory';

/** Packages under `airflow` that are part of a workspace rather than of the library. */
const WORKSPACE_PACKAGES = /^airflow\.(example_dags|plugins|dags)(\.|$)|\.example_dags(\.|$)/;

/** The models of one version of Airflow. */
export function airflowModels(version: string): LibraryModels {
  return {
    module: (I, name) => (isAirflow(name) ? namesOf(I, name) : undefined),
    isAbsent: (_, name) => isAirflow(name) && isAbsent(version, name),
    imported: (I, module, name, at) => {
      if (isAirflow(module)) checkImport(I, module, name, at);
    },
    attributeRead: (I, module, name, at) => {
      if (isAirflow(module)) checkAttribute(I, module, name, at);
    },
    nameMissing: reportMissingName,
    derives: derivesByCatalog,
    opaqueName: (I, path, at) => (isAirflow(path) ? airflowName(I, ...splitPath(path), at) : undefined),
    opaqueBase,
    callOpaque,
    constant: (name, at) => versionFlag(name, version, at),
    unknownZone: (I, name, at) => {
      const text = name.kind === 'str' ? name.value : '';
      report(I, { kind: 'unknown-timezone', name: text }, name.at.uri === I.entry ? name.at : at, {
        refuses: 'file',
        from: [name],
      });
    },
    binary: (I, operator, left, right, at) => listShift(I, operator, left, right, at),
  };
}

function namesOf(I: Interpreter, name: string): ModuleNames {
  const { modules } = stateOf(I);
  let names = modules.get(name);
  if (!names) {
    names = new AirflowNames(I, name);
    modules.set(name, names);
  }
  return names;
}

function isAirflow(path: string): boolean {
  return (path === 'airflow' || path.startsWith('airflow.')) && !WORKSPACE_PACKAGES.test(path);
}

/** `AIRFLOW_V_3_0_PLUS` and kin, wherever they are defined. */
function versionFlag(name: string, version: string, at: Origin): Value | undefined {
  if (!name.startsWith('AIRFLOW_V_')) return undefined;
  const match = /^AIRFLOW_V_(\d+)_(\d+)(?:_\d+)?_PLUS$/.exec(name);
  if (!match) return undefined;
  return new BoolValue(atLeast(version, Number(match[1]), Number(match[2])), at);
}

function opaqueBase(I: Interpreter, base: Unknown): ClassValue | undefined {
  const { path } = base;
  if (path === undefined || !looksLikeClass(path)) return undefined;
  return isNamedOperator(path) ? operatorClass(I, path, base.at) : undefined;
}

/** By its own name or by its module's, the class is an operator. */
function isNamedOperator(path: string): boolean {
  return /(Operator|Sensor)(Async)?$/.test(path) || /\.(operators|sensors|transfers)\./.test(path);
}

/** Modules of Airflow and its providers without operators, although some classes there are given a `task_id`. */
const NO_OPERATORS = /^airflow\.(.+\.)?(hooks|utils|triggers|links|models|ti_deps|jobs)\./;

/** A call of a class we have never heard of: with `task_id=` inside a DAG it makes a task, with `group_id=` a group, with `dag_id=` a DAG. */
function callOpaque(I: Interpreter, callee: Unknown, call: Call): Value | undefined {
  const { path } = callee;
  stateOf(I).leftovers.handOver([...call.args, ...call.kwargs.values()]);
  if (path === undefined) return undefined;
  notePathCall(I, path, call);
  if (path.endsWith('.partial') && call.kwargs.has('task_id')) return opaquePartial(I, path, call);
  const name = looksLikeClass(path);
  if (!name) return passedThrough(call);
  if (call.kwargs.has('task_id') && inDag(I, call)) return opaqueTask(I, path, call);
  if (/TaskGroup$/.test(name) && (call.kwargs.has('group_id') || call.args[0]?.kind === 'str') && inDag(I, call))
    return opaqueGroup(I, name, call);
  if (/D[aA][gG]$/.test(name) && call.kwargs.has('dag_id')) return opaqueDag(I, name, call);
  return undefined;
}

/** A function of a library that takes a task mostly gives it back: edges may lead there, but nothing is certain. */
function passedThrough(call: Call): Value | undefined {
  const [first] = call.args;
  if (!first || !nodeOf(first)) return undefined;
  return new Unknown('a function of a library that is not read was applied to the task', call.at, { options: [first] });
}

function inDag(I: Interpreter, call: Call): boolean {
  return stateOf(I).currentDag !== undefined || modelOf(call.kwargs.get('dag'), DagModel) !== undefined;
}

/** A task, as far as one can tell: where only `task_id=` speaks for it, that is in doubt. */
function opaqueTask(I: Interpreter, path: string, call: Call): Value | undefined {
  if (isNamedOperator(path)) return callValue(I, operatorClass(I, path, call.at), call);
  if (NO_OPERATORS.test(path)) return undefined;
  return I.under(`${path} is not read: perhaps it is no operator`, () =>
    callValue(I, operatorClass(I, path, call.at), call),
  );
}

function opaquePartial(I: Interpreter, path: string, call: Call): Value | undefined {
  const owner = path.slice(0, path.lastIndexOf('.'));
  if (!looksLikeClass(owner)) return undefined;
  return makePartial(I, { ...call, args: [operatorClass(I, owner, call.at), ...call.args] });
}

function opaqueGroup(I: Interpreter, name: string, call: Call): Value {
  const group = callValue(I, TASK_GROUP, call);
  const model = modelOf(group, GroupModel);
  const because = `${name} of a library that is not read makes the tasks of this group`;
  I.gap(because, call.at);
  if (model?.dag) model.dag.incomplete ??= because;
  return group;
}

function opaqueDag(I: Interpreter, name: string, call: Call): Value {
  const because = `${name} of a library that is not read makes the tasks of this DAG`;
  // The arguments are those of the class: which of them DAG() gets is not known.
  const open = new Unknown(because, call.at, { mayBeLess: true });
  const dag = callValue(I, DAG, { ...call, open });
  const model = modelOf(dag, DagModel);
  I.gap(because, call.at);
  if (model) model.incomplete ??= because;
  return dag;
}
