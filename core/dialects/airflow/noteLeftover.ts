// Remembers what is made and may come to nothing.

import type { Interpreter } from '../../eval/interpreter';
import type { Origin } from '../../text/span';
import type { DagFactoryModel, DecoratorModel, PartialModel } from './model';
import { stateOf } from './state';

/** Remembers what was just made, if it certainly was, and in the checked file. */
export function noteLeftover(
  I: Interpreter,
  ...[kind, model, at]:
    | [kind: 'partials', model: PartialModel, at: Origin]
    | [kind: 'functions', model: DecoratorModel, at: Origin]
    | [kind: 'factories', model: DagFactoryModel, at: Origin]
): void {
  const state = stateOf(I);
  if (state.probing || I.doubt !== undefined) return;
  if (kind === 'partials') state.leftovers.partials.push({ model, at });
  else if (kind === 'functions') state.leftovers.functions.push({ model, at });
  else state.leftovers.factories.push({ model, at });
}
