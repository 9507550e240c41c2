// What is written on the frames of open groups and on edges.

import { oneLine } from './card';
import type { FoldedEdge, OpenGroup } from './fold';
import { shortened, textWidth } from './textWidth';

export const GROUP_LABEL_SIZE = 12;
export const EDGE_LABEL_SIZE = 10;

const EDGE_LABEL_HEIGHT = 16;
const MAX_EDGE_LABEL = 160;
/** Beside the label of an open group: the mark that folds it, and some room. */
const GROUP_LABEL_EXTRA = 44;
const MAX_GROUP_LABEL = 320;

/** The label of an open group as it is drawn. */
export function groupLabel({ group }: Pick<OpenGroup, 'group'>): string {
  return shortened(`${oneLine(group.label)}${group.mapped ? ' [ ]' : ''}`, GROUP_LABEL_SIZE, MAX_GROUP_LABEL);
}

/** The room that the label of an open group needs, with what stands beside it. */
export function groupLabelWidth(group: OpenGroup): number {
  return Math.ceil(textWidth(groupLabel(group), GROUP_LABEL_SIZE)) + GROUP_LABEL_EXTRA;
}

/** The labels of all edges that a line stands for, each once. */
export function edgeLabel({ edges }: FoldedEdge): string | undefined {
  const labels = new Set(edges.flatMap(({ label }) => label?.trim() || []));
  return labels.size ? shortened(oneLine([...labels].join(', ')), EDGE_LABEL_SIZE, MAX_EDGE_LABEL) : undefined;
}

/** The room of a line's label; undefined: it has none. */
export function edgeLabelSize(edge: FoldedEdge): { readonly width: number; readonly height: number } | undefined {
  const text = edgeLabel(edge);
  if (text === undefined) return undefined;
  return { width: Math.ceil(textWidth(text, EDGE_LABEL_SIZE)) + 12, height: EDGE_LABEL_HEIGHT };
}
