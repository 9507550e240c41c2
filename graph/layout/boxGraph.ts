// What a layout library is asked, and what it answers: boxes in boxes, and lines between them. Nothing of DAGs.

import type { Box, Point } from '../scene';

/** Room within a border. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface BoxGraph {
  readonly boxes: readonly InnerBox[];
  /** Outer ones first; every frame holds a box. */
  readonly frames: readonly Frame[];
  readonly lines: readonly Line[];
  /** Room within a frame. */
  readonly framePadding: Padding;
}

export interface InnerBox {
  readonly key: string;
  /** Key of the frame around it. */
  readonly parent: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Where it was before, so that it can stay near. */
  readonly before: Point | undefined;
}

export interface Frame {
  readonly key: string;
  readonly parent: string | undefined;
  /** Room that its label needs. */
  readonly minWidth: number;
  readonly minHeight: number;
}

export interface Line {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly label: { readonly width: number; readonly height: number } | undefined;
}

export interface Arrangement {
  readonly width: number;
  readonly height: number;
  /** Of the boxes and frames, by key. */
  readonly places: ReadonlyMap<string, Box>;
  /** By key of the line. */
  readonly routes: ReadonlyMap<string, Route>;
}

export interface Route {
  readonly points: readonly Point[];
  /** Place of the label, if there is one. */
  readonly label: Box | undefined;
}

/** Arranges boxes from left to right. Never writes to its input, keeps nothing, and answers the same for the same input. */
export type Arrange = (graph: BoxGraph) => Promise<Arrangement>;

/** Room within a frame as it is seen: its label stands above. */
export const FRAME_PADDING = { top: 34, right: 16, bottom: 16, left: 16 };
/** Room around everything. */
export const MARGIN = 16;
