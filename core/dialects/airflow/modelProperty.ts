// Properties of Airflow's objects, read from the model behind them.

import type { Interpreter } from '../../eval/interpreter';
import { LIBRARY, NativeFunction, PropertyValue, Unknown, type Value } from '../../eval/values';
import type { Origin } from '../../text/span';
import { modelOf } from './taskFactory';

/** Makes properties of one kind of model; each is a name and the property, as `Object.fromEntries` takes them. */
export function propertiesOf<T>(
  kind: abstract new (...args: never[]) => T,
  what: string,
): (name: string, read: (I: Interpreter, model: T, at: Origin) => Value) => [string, PropertyValue] {
  return (name, read) => {
    const getter = new NativeFunction(name, (I, call) => {
      const model = modelOf(call.args[0], kind);
      return model ? read(I, model, call.at) : new Unknown(`a ${what} that was not made`, call.at);
    });
    return [name, new PropertyValue(getter, LIBRARY)];
  };
}
