// Assets (datasets in Airflow 2), aliases, their combinations, and @asset.

import { callValue } from '../../eval/calls';
import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass, makeInstance } from '../../eval/library/define';
import { type ClassValue, Instance, NativeFunction, StrValue, Unknown, type Value } from '../../eval/values';
import { assetsIn } from './assetValues';
import { checkAsset } from './checks/assets';
import { DAG, enterDag, leaveDag } from './dagClass';
import { AssetModel, DagModel, DecoratorModel } from './model';
import { makeTask, modelOf } from './taskFactory';

function assetInstance(I: Interpreter, type: ClassValue, uris: readonly Value[], at: Call['at']): Instance {
  return makeInstance(I, type, new AssetModel(uris), at);
}

/** `Asset(name, uri)`, `Dataset(uri)`: known by its uri, or by its name where there is no uri. */
function constructAsset(I: Interpreter, call: Call): Value {
  const [type, first, second] = call.args;
  if (type === ASSET) checkAsset(I, call);
  const uri = call.kwargs.get('uri') ?? second ?? (first && looksLikeUri(first) ? first : undefined);
  const name = call.kwargs.get('name') ?? first;
  const id = uri && uri.kind !== 'none' ? uri : (name ?? new Unknown('an asset without a name', call.at));
  const instance = assetInstance(I, type as ClassValue, [normalized(I, id)], call.at);
  instance.attributes.set('uri', id);
  instance.attributes.set('name', name ?? id);
  return instance;
}

function looksLikeUri(value: Value): boolean {
  return value.kind === 'str' && value.value.includes('://');
}

/**
 * Airflow lowers the scheme, drops user info, fragment and trailing slashes, sorts the query, and gives a bare host the path `/`.
 * (`_sanitize_uri` of 2.11.2 and 3.3.2; what is not a URI, and schemes `x-…`, stay as they are.)
 */
function normalized(I: Interpreter, value: Value): Value {
  if (value.kind !== 'str') return value;
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?$/s.exec(value.value);
  if (!parts || /^x-/i.test(value.value)) return value;
  const [, scheme = '', authority, path = '', query] = parts;
  const host = authority === undefined ? '' : `//${authority.slice(authority.lastIndexOf('@') + 1)}`;
  const sorted = query ? `?${query.split('&').sort().join('&')}` : '';
  const text = `${scheme.toLowerCase()}:${host}${path.replace(/\/+$/, '') || '/'}${sorted}`;
  return text === value.value ? value : I.str(text, value.at, value);
}

function constructAlias(I: Interpreter, call: Call): Value {
  const [type, first] = call.args;
  const name = first ?? call.kwargs.get('name') ?? new Unknown('an alias without a name', call.at);
  const instance = assetInstance(I, type as ClassValue, [name], call.at);
  instance.attributes.set('name', name);
  return instance;
}

function constructCombination(I: Interpreter, call: Call): Value {
  const [type, ...parts] = call.args;
  return assetInstance(
    I,
    type as ClassValue,
    parts.flatMap((part) => assetsIn(part)),
    call.at,
  );
}

function combine(type: () => ClassValue): NativeFunction['body'] {
  return (I, call) =>
    assetInstance(
      I,
      type(),
      call.args.flatMap((part) => assetsIn(part)),
      call.at,
    );
}

const BASE_ASSET = defineClass('BaseAsset', {
  module: 'airflow.sdk.definitions.asset',
  methods: [
    new NativeFunction(
      '__or__',
      combine(() => ASSET_ANY),
    ),
    new NativeFunction(
      '__and__',
      combine(() => ASSET_ALL),
    ),
  ],
});
BASE_ASSET.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of an asset`, at);

function assetClass(name: string, construct: NativeFunction['body']): ClassValue {
  return defineClass(name, { module: 'airflow.sdk', bases: [BASE_ASSET], construct });
}

export const ASSET = assetClass('Asset', constructAsset);
export const ASSET_ALIAS = assetClass('AssetAlias', constructAlias);
export const ASSET_ALL = assetClass('AssetAll', constructCombination);
export const ASSET_ANY = assetClass('AssetAny', constructCombination);
ASSET.attributes.set(
  'ref',
  new NativeFunction('ref', (I, call) => constructAsset(I, { ...call, args: [ASSET, ...call.args] })),
);

// @asset: an asset, and a DAG of one task that makes it.

function makeAsset(I: Interpreter, callable: Value, kwargs: ReadonlyMap<string, Value>, at: Call['at']): Value {
  const name = kwargs.get('name') ?? functionName(callable, at);
  const uri = kwargs.get('uri');
  const asset = constructAsset(I, {
    args: [ASSET, name],
    kwargs: uri ? new Map([['uri', uri]]) : new Map(),
    open: undefined,
    at,
  });
  dagOfOneTask(I, callable, kwargs.get('dag_id') ?? name, new Map([...kwargs, ['outlets', asset]]), at);
  return asset;
}

/** `@asset.multi(outlets=…)`. */
function makeMulti(I: Interpreter, callable: Value, kwargs: ReadonlyMap<string, Value>, at: Call['at']): Value {
  dagOfOneTask(I, callable, kwargs.get('dag_id') ?? functionName(callable, at), kwargs, at);
  return assetInstance(I, ASSET_ALL, assetsIn(kwargs.get('outlets') ?? I.list([], at)), at);
}

function functionName(callable: Value, at: Call['at']): Value {
  const inner = modelOf(callable, DecoratorModel)?.callable ?? callable;
  if (inner.kind !== 'function') return new Unknown('a function that is not known', at);
  const { definition } = inner;
  return new StrValue(inner.name, definition.kind === 'FunctionDef' ? definition.name : definition);
}

function dagOfOneTask(
  I: Interpreter,
  callable: Value,
  dagId: Value,
  kwargs: ReadonlyMap<string, Value>,
  at: Call['at'],
): void {
  const args = new Map<string, Value>([
    ['dag_id', dagId],
    ['schedule', kwargs.get('schedule') ?? I.none(at)],
    ['catchup', I.bool(false, at)],
  ]);
  const dag = modelOf(callValue(I, DAG, { args: [], kwargs: args, open: undefined, at }), DagModel);
  if (!dag) return;
  enterDag(I, dag);
  if (modelOf(callable, DecoratorModel)) callValue(I, callable, { args: [], kwargs: new Map(), open: undefined, at });
  else {
    makeTask(I, {
      instance: new Instance(BASE_ASSET, at, I.home),
      operator: '_AssetMainOperator',
      operatorPath: undefined,
      kwargs: new Map([
        ['task_id', functionName(callable, at)],
        ['outlets', kwargs.get('outlets') ?? I.list([], at)],
      ]),
      open: undefined,
      at,
      mapped: false,
      unique: false,
      lenient: false,
    });
  }
  leaveDag(I, dag);
}

function assetDecorator(make: typeof makeAsset, name: string): NativeFunction {
  return new NativeFunction(name, (_, call) => {
    const { kwargs } = call;
    return new NativeFunction(
      name,
      (I, inner) => make(I, inner.args[0] ?? I.none(inner.at), kwargs, inner.at),
      call.at,
    );
  });
}

export const ASSET_DECORATOR = assetDecorator(makeAsset, 'asset');
ASSET_DECORATOR.attributes.set('multi', assetDecorator(makeMulti, 'multi'));
