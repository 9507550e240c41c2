// `NotImplemented`: what a special method gives when it leaves the operation to the other side.

import { Instance, LIBRARY, LIBRARY_HOME } from '../values';
import { defineClass, native } from './define';

export const NOT_IMPLEMENTED = new Instance(
  defineClass('NotImplementedType', {
    module: 'builtins',
    methods: [native('__repr__', ['self'], () => 'NotImplemented')],
  }),
  LIBRARY,
  LIBRARY_HOME,
);
