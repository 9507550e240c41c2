// What a drawing is made of: boxes, paths and labels with their places, in pixels, y downwards. Plain data.

import type { EdgeView } from '../core/ir/dagView';
import type { FoldedNode, OpenGroup } from './fold';

/** Where edges lead: to the right or downwards. */
export type Direction = 'right' | 'down';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle; `x` and `y` are its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A task, or a folded task group that stands for all its tasks. `key` is stable from one layout to the next. */
export type SceneNode = Box & FoldedNode;

/** An open task group: a frame around its members. */
export type SceneGroup = Box & OpenGroup;

export interface SceneEdge {
  readonly key: string;
  /** Keys of the nodes at its ends. */
  readonly from: string;
  readonly to: string;
  /** From the border of one node to the border of the other. */
  readonly points: readonly Point[];
  /** That of its scene. */
  readonly direction: Direction;
  readonly label: (Box & { readonly text: string }) | undefined;
  /** Edges of the DAG that this one stands for: several where groups are folded. */
  readonly edges: readonly EdgeView[];
}

export interface Scene {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly SceneNode[];
  /** Outer ones first. */
  readonly groups: readonly SceneGroup[];
  readonly edges: readonly SceneEdge[];
}
