// `airflow.configuration`: what the project's airflow.cfg or environment says; all of it assumed, since the installation decides.

import { assumeScalar } from '../../eval/assumed';
import type { Call, Interpreter } from '../../eval/interpreter';
import { defineClass } from '../../eval/library/define';
import {
  BoolValue,
  FloatValue,
  Instance,
  IntValue,
  LIBRARY,
  LIBRARY_HOME,
  NativeFunction,
  StrValue,
  Unknown,
  type Value,
} from '../../eval/values';
import { configuredFolder } from './folders';
import { stateOf } from './state';

const ASSUMED = 'the configuration of the project says so';

type Reader = (text: string, at: Call['at']) => Value | undefined;

function readText(text: string, at: Call['at']): Value | undefined {
  return /[{$%]/.test(text) ? undefined : new StrValue(text, at, ASSUMED);
}

function readInteger(text: string, at: Call['at']): Value | undefined {
  return /^[+-]?\d{1,15}$/.test(text.trim()) ? new IntValue(Number(text), at, ASSUMED) : undefined;
}

function readFloat(text: string, at: Call['at']): Value | undefined {
  return /^[+-]?\d+(\.\d*)?$/.test(text.trim()) ? new FloatValue(Number(text), at, ASSUMED) : undefined;
}

/** As `getboolean` reads it: 1.10.15, 2.11.2 and 3.3.2 alike. */
function readBoolean(text: string, at: Call['at']): Value | undefined {
  const word = text.toLowerCase().split('#')[0]!.trim();
  if (['t', 'true', '1'].includes(word)) return new BoolValue(true, at, ASSUMED);
  return ['f', 'false', '0'].includes(word) ? new BoolValue(false, at, ASSUMED) : undefined;
}

/** `conf.get(section, key, fallback=…)` and kin. */
function optionReader(read: Reader): NativeFunction['body'] {
  return (I, call) => {
    const key = call.args[1] ?? call.kwargs.get('key');
    const folder = key?.kind === 'str' ? configuredFolder(I, key.value, call.at) : undefined;
    if (folder) return folder;
    return configured(I, call, key, read) ?? otherwise(call);
  };
}

function configured(I: Interpreter, call: Call, key: Value | undefined, read: Reader): Value | undefined {
  const section = call.args[0] ?? call.kwargs.get('section');
  if (section?.kind !== 'str' || key?.kind !== 'str') return undefined;
  const text = stateOf(I).configuration.option(section.value, key.value);
  return text === undefined ? undefined : read(text, call.at);
}

function otherwise(call: Call): Value {
  const fallback = call.kwargs.get('fallback');
  if (fallback) return assumeScalar(fallback, 'the fallback of a configuration value');
  return new Unknown('a value of the Airflow configuration', call.at, { truthy: true });
}

const READERS: Readonly<Record<string, Reader>> = {
  get: readText,
  get_mandatory_value: readText,
  getboolean: readBoolean,
  getint: readInteger,
  getfloat: readFloat,
  getjson: () => undefined,
  getlist: () => undefined,
};

/** The methods of `conf`; Airflow 1.10 and 2 have them as functions of `airflow.configuration`, too. */
const FUNCTIONS: ReadonlyMap<string, NativeFunction> = new Map(
  Object.entries(READERS).map(([name, read]) => [name, new NativeFunction(name, optionReader(read))]),
);

const CONF_CLASS = defineClass('AirflowConfigParser', {
  module: 'airflow.configuration',
  staticMethods: [...FUNCTIONS.values()],
});
CONF_CLASS.missingAttribute = (_, __, name, at) =>
  name.startsWith('__') ? undefined : new Unknown(`the attribute '${name}' of the configuration`, at);

/** `airflow.configuration.conf`. */
export const CONF = new Instance(CONF_CLASS, LIBRARY, LIBRARY_HOME);

/** `airflow.configuration.get` and kin. */
export function configurationFunction(module: string, name: string): NativeFunction | undefined {
  return module === 'airflow.configuration' ? FUNCTIONS.get(name) : undefined;
}
