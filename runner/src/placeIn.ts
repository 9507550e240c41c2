// Where a file lies in a folder.

import path from 'node:path';

/**
 * The path of a file seen from a folder that holds it; undefined: it lies elsewhere. Windows' paths are equal with `/` and `\\`, in
 * upper and lower case.
 */
export function placeIn(
  folder: string,
  file: string,
  paths: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'> = path,
): string | undefined {
  const place = paths.relative(folder, file);
  const isOutside = place === '' || place === '..' || place.startsWith(`..${paths.sep}`) || paths.isAbsolute(place);
  return isOutside ? undefined : place;
}
