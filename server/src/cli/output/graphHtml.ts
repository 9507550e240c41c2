// `daglens graph --format html`: one page with the graph pane in it, which needs nothing else, not even a network.

import { createHash } from 'node:crypto';
import type { GroupId } from '../../../../core/ir/dag';
import type { DagView } from '../../../../core/ir/dagView';
import type { ScheduleAnswer } from '../../../../core/ir/scheduleAnswer';
import { dagKey, type ToPane } from '../../../../protocol/pane';

/** What the page shows. */
export interface GraphPage {
  readonly title: string;
  readonly dags: readonly DagView[];
  /** The folded groups of each DAG; undefined: those that the pane folds at first. */
  readonly folded: readonly (readonly GroupId[])[] | undefined;
  /** When each DAG runs. */
  readonly schedules: readonly ScheduleAnswer[];
}

/** The bundles of the graph pane, as texts. */
export interface PaneAssets {
  readonly script: string;
  readonly style: string;
  readonly layout: string;
}

/** The page. Texts of the user's files stand in it as JSON only. */
export function graphHtml(shown: GraphPage, { script, style, layout }: PaneAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'worker-src blob:',
    'img-src data: blob:',
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(shown.title)}</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="daglens-data">${jsonBlock(messages(shown))}</script>
<script type="application/json" id="daglens-schedules">${jsonBlock(shown.schedules.map(withoutPlaces))}</script>
<script type="application/json" id="daglens-layout">${jsonBlock(layout)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function messages({ dags, folded, title }: GraphPage): ToPane[] {
  if (dags.length === 0) return [{ kind: 'nothing', because: 'No DAGs were found.' }];
  const chosen = folded && Object.fromEntries(folded.map((groups, index) => [dagKey(dags, index), groups]));
  const graph: ToPane = { kind: 'dags', uri: title, file: title, dags, shown: 0, stale: undefined, isWorkspace: false };
  return chosen ? [{ kind: 'folded', folded: chosen }, graph] : [graph];
}

/** A page leads to no code. */
function withoutPlaces(answer: ScheduleAnswer): ScheduleAnswer {
  return { ...answer, notes: answer.notes.map((note) => ({ ...note, at: undefined })) };
}

/** Inside a script element only `<` could end it, or begin a comment. */
function jsonBlock(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
