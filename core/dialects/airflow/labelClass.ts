// Label("…"): an edge modifier.

import { defineClass, makeInstance } from '../../eval/library/define';
import type { ClassValue } from '../../eval/values';
import { addDependencyMethods } from './dependencyMethods';
import { LabelModel } from './model';

export const EDGE_MODIFIER: ClassValue = defineClass('EdgeModifier', {
  module: 'airflow.utils.edgemodifier',
  construct: (I, call) => {
    const label = call.args[1] ?? call.kwargs.get('label');
    return makeInstance(I, EDGE_MODIFIER, new LabelModel(label?.kind === 'str' ? label.value : undefined), call.at);
  },
});
addDependencyMethods(EDGE_MODIFIER);
