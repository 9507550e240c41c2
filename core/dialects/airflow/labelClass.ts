// Label("…"): an edge modifier.

import { defineClass } from '../../eval/library/define';
import { type ClassValue, Instance } from '../../eval/values';
import { addDependencyMethods } from './dependencyMethods';
import { LabelModel } from './model';

export const EDGE_MODIFIER: ClassValue = defineClass('EdgeModifier', {
  module: 'airflow.utils.edgemodifier',
  construct: (I, call) => {
    const label = call.args[1] ?? call.kwargs.get('label');
    const instance = new Instance(EDGE_MODIFIER, call.at, I.home, I.assumed);
    instance.payload = new LabelModel(label?.kind === 'str' ? label.value : undefined);
    return instance;
  },
});
addDependencyMethods(EDGE_MODIFIER);
