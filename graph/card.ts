// What stands on the card of a task or a folded group, and how large the card gets. All sizes are in pixels.

import type { TaskView } from '../core/ir/dagView';
import type { FoldedNode } from './fold';
import { operatorName } from './operatorNames';
import { shortened, textWidth } from './textWidth';

export type IconName = 'branch' | 'shortCircuit' | 'sensor' | 'setup' | 'teardown' | 'plus';

export interface Card {
  readonly title: string;
  readonly subtitle: string;
  /** At the right end of the title. */
  readonly icons: readonly IconName[];
  /** At the right end of the subtitle. */
  readonly badges: readonly { readonly text: string; readonly width: number }[];
  /** Drawn as a pile of cards: it is mapped, and becomes several when it runs. */
  readonly isStack: boolean;
  /** With the pile. */
  readonly width: number;
  readonly height: number;
}

export const TITLE_SIZE = 13;
export const SUBTITLE_SIZE = 11;
export const BADGE_SIZE = 10;
export const ICON_SIZE = 12;
/** How far the pile of a mapped task shows below and to the right. */
export const PILE = 6;
/** From the left border to the texts: the accent stripe stands there. */
export const LEFT = 16;
export const RIGHT = 12;
export const BADGE_PADDING = 6;
export const GAP = 6;

const HEIGHT = 48;
const MIN_WIDTH = 124;
const MAX_TEXT = 250;
/** Titles are bold. */
const BOLD = 1.1;

/** The card of a visible node. */
export function cardOf(node: FoldedNode): Card {
  return node.kind === 'task' ? taskCard(node.task) : groupCard(node);
}

function taskCard(task: TaskView): Card {
  return card(titleOf(task), operatorName(task.operator), taskIcons(task), taskBadges(task), task.mapped);
}

/** Within its group a task goes by its id without that of the group, as in Airflow. */
function titleOf({ id, isIdKnown, group }: TaskView): string {
  if (!isIdKnown) return '?';
  return group !== undefined && id.startsWith(`${group}.`) ? id.slice(group.length + 1) : id;
}

function taskIcons({ branch, isSensor, kind }: TaskView): IconName[] {
  return [
    ...(branch ? [branch.kind] : []),
    ...(isSensor ? (['sensor'] as const) : []),
    ...(kind === 'work' ? [] : [kind]),
  ];
}

function taskBadges({ triggerRule }: TaskView): string[] {
  if (triggerRule === undefined) return ['rule ?'];
  return triggerRule === 'all_success' ? [] : [triggerRule];
}

function groupCard({ group, tasks }: FoldedNode & { readonly kind: 'foldedGroup' }): Card {
  const count = tasks.length === 1 ? '1 task' : `${tasks.length} tasks`;
  return card(group.label, tasks.length ? count : 'no tasks', tasks.length ? ['plus'] : [], [], group.mapped);
}

function card(
  text: string,
  operator: string,
  icons: readonly IconName[],
  badgeTexts: readonly string[],
  isStack: boolean,
): Card {
  const title = shortened(`${oneLine(text)}${isStack ? ' [ ]' : ''}`, TITLE_SIZE * BOLD, MAX_TEXT);
  const subtitle = shortened(oneLine(operator), SUBTITLE_SIZE, MAX_TEXT);
  const badges = badgeTexts.map((each) => {
    const badge = shortened(each, BADGE_SIZE, MAX_TEXT);
    return { text: badge, width: Math.ceil(textWidth(badge, BADGE_SIZE)) + 2 * BADGE_PADDING };
  });
  const upper = textWidth(title, TITLE_SIZE * BOLD) + icons.length * (ICON_SIZE + GAP);
  const lower = badges.reduce((width, badge) => width + GAP + badge.width, textWidth(subtitle, SUBTITLE_SIZE));
  const pile = isStack ? PILE : 0;
  const width = Math.max(MIN_WIDTH, LEFT + Math.ceil(Math.max(upper, lower)) + RIGHT) + pile;
  return { title, subtitle, icons, badges, isStack, width, height: HEIGHT + pile };
}

/** Ids can hold line breaks in files that Airflow refuses. */
export function oneLine(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, ' ') : text;
}
