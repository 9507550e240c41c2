// The messages between the extension and one graph pane.

import type { DagView } from '../core/ir/dagView';
import type { Origin } from '../core/text/span';

/** From the extension to the pane. */
export type ToPane =
  | {
      readonly kind: 'dags';
      /** The file, in words. */
      readonly file: string;
      readonly dags: readonly DagView[];
      /** Index in `dags` of the one to show. */
      readonly shown: number;
      /** Set while the text cannot be parsed: `dags` is the last good state. */
      readonly stale: string | undefined;
    }
  /** The task at the cursor. */
  | { readonly kind: 'cursor'; readonly taskId: string | undefined }
  | { readonly kind: 'pinned'; readonly pinned: boolean }
  /** There is nothing to draw; in words why. */
  | { readonly kind: 'nothing'; readonly because: string };

/** From the pane to the extension. */
export type FromPane =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reveal'; readonly at: Origin }
  | { readonly kind: 'show'; readonly index: number }
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | {
      readonly kind: 'export';
      readonly format: 'svg' | 'png' | 'mermaid' | 'dot';
      /** Text, or base64 of a PNG. */
      readonly content: string;
    };
