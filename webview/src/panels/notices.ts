// What a reader has to know before trusting the picture: notices above it, and the list of what is not known.

import type { DagView } from '../../../core/ir/dagView';
import type { Origin } from '../../../core/text/span';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import { count } from './card';

export interface Notice {
  readonly kind: 'error' | 'warning' | 'info';
  readonly text: string;
}

/** The notices about a DAG, the gravest first. */
export function noticesOf(dag: DagView, stale: string | undefined): Notice[] {
  const notice = (kind: Notice['kind'], text: string | undefined): Notice[] =>
    text === undefined ? [] : [{ kind, text }];
  const saysCycle = dag.cycles.length > 0 && /cycle/i.test(dag.refused ?? '');
  return [
    ...notice('info', stale),
    ...dag.cycles.map((ids) => ({ kind: 'error' as const, text: `Cycle: ${[...ids, ids[0]].join(' → ')}` })),
    ...notice('error', saysCycle ? undefined : dag.refused && `Airflow refuses it: ${dag.refused}`),
    ...notice('warning', dag.notCollected && `Airflow does not find it: ${dag.notCollected}`),
    ...notice('warning', dag.conditional && `The DAG may not exist: ${dag.conditional}`),
  ];
}

/** The rows of notices. */
export function noticeRows(notices: readonly Notice[]): HTMLElement[] {
  return notices.map(({ kind, text }) => html('div', `notice notice-${kind}`, text));
}

/** How many things are not known or only assumed, in words; undefined: none. */
export function gapsTitle(dag: DagView): string | undefined {
  const assumed = assumptionsOf(dag).length;
  const parts = [
    ...(dag.gaps.length ? [`${count(dag.gaps.length, 'place')} not known`] : []),
    ...(dag.gaps.length === 0 && dag.incomplete !== undefined ? ['may be incomplete'] : []),
    ...(assumed ? [count(assumed, 'assumption')] : []),
  ].join(', ');
  return parts === '' ? undefined : parts[0]!.toUpperCase() + parts.slice(1);
}

/** What tasks rest on, each once, with the place of the first of them. */
function assumptionsOf({ tasks }: DagView): DagView['gaps'] {
  const found = new Map<string, DagView['gaps'][number]>();
  for (const { assumed, at } of tasks)
    if (assumed !== undefined && !found.has(assumed)) found.set(assumed, { because: `assumed: ${assumed}`, at });
  return [...found.values()];
}

/** The list of what is not known; `reveal` is left out where there is no editor. */
export function gapsPanel(dag: DagView, close: () => void, reveal: ((at: Origin) => void) | undefined): HTMLElement {
  const rows = [...dag.gaps, ...assumptionsOf(dag)].map(({ because, at }) => {
    const row = reveal ? button(because, () => reveal(at)) : html('div', 'text-button', because);
    return html('li', '', row);
  });
  return html(
    'div',
    'gaps-content',
    html('div', 'panel-head', html('b', '', gapsTitle(dag)), button('Close', close, toolIcon('close'))),
    dag.incomplete !== undefined &&
      html('p', 'card-subtitle', `Tasks or dependencies may be missing: ${dag.incomplete}`),
    html('ul', 'gap-list', ...rows),
  );
}
