// The icons on cards, as strokes in a square of 12 pixels.

import type { IconName } from './card';

export const ICONS: Readonly<Record<IconName, string>> = {
  // One line that parts in two.
  branch: 'M1,6H4C7.5,6 5.5,2 9,2H11M4,6C7.5,6 5.5,10 9,10H11M9.2,0.4L11,2L9.2,3.6M9.2,8.4L11,10L9.2,11.6',
  // A line that a gate may stop.
  shortCircuit: 'M0.5,6H4.5M7.5,6H11.5M4.5,2V10M7.5,2V10',
  // A clock: it waits.
  sensor: 'M6,1A5,5 0 1 1 6,11A5,5 0 1 1 6,1ZM6,3.2V6L8,7.4',
  setup: 'M6,11V2.5M2.5,6L6,2.5L9.5,6M2,0.8H10',
  teardown: 'M6,1V9.5M2.5,6L6,9.5L9.5,6M2,11.2H10',
  plus: 'M2.5,0.8H9.5A1.7,1.7 0 0 1 11.2,2.5V9.5A1.7,1.7 0 0 1 9.5,11.2H2.5A1.7,1.7 0 0 1 0.8,9.5V2.5A1.7,1.7 0 0 1 2.5,0.8ZM6,3.4V8.6M3.4,6H8.6',
};

/** The mark of an open group: it can be folded. */
export const MINUS =
  'M2.5,0.8H9.5A1.7,1.7 0 0 1 11.2,2.5V9.5A1.7,1.7 0 0 1 9.5,11.2H2.5A1.7,1.7 0 0 1 0.8,9.5V2.5A1.7,1.7 0 0 1 2.5,0.8ZM3.4,6H8.6';
