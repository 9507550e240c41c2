// Assets inside values.

import type { Value } from '../../eval/values';
import { AssetModel } from './model';
import { modelOf } from './taskFactory';

/** The uris of every asset in a value: an asset, or a list of them. */
export function assetsIn(value: Value): readonly Value[] {
  const model = modelOf(value, AssetModel);
  if (model) return model.uris;
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.flatMap((item) => assetsIn(item));
  if (value.kind === 'set') return [...value.items.values()].flatMap((item) => assetsIn(item));
  return [];
}
