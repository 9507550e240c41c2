// To the right or downwards: whichever shows the graph larger in the room there is.

import type { Direction } from '../../graph/scene';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** To the right is how Airflow draws: downwards has to be worth it. */
const WORTH = 1.25;

/** The direction in which a graph of these sizes can be shown larger. */
export function betterDirection(right: Size, down: Size, room: Size): Direction {
  return scaleIn(room, down) > scaleIn(room, right) * WORTH ? 'down' : 'right';
}

/** Nothing is shown larger than it is. */
function scaleIn(room: Size, { width, height }: Size): number {
  return Math.min(room.width / width, room.height / height, 1);
}
