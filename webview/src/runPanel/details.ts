// What is told of the chosen instance: its line of tools, and its tabs.

import type { InstanceDetails, InstanceRow, TryRow } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { type ToolIcon, toolIcon } from '../icons';
import type { Tab } from './state';
import { stateIcon } from './stateIcon';
import { duration, moment, took } from './times';
import { valueElement, valueText } from './values';

export interface DetailsActions {
  readonly tab: (tab: Tab) => void;
  readonly chooseTry: (tryNumber: number) => void;
  readonly task: (kind: 'runTask' | 'runFrom' | 'debug' | 'showCode', taskId: string) => void;
  readonly openLog: () => void;
  readonly openJson: (name: string, value: unknown) => void;
}

export interface DetailsInput {
  readonly row: InstanceRow;
  readonly shown: TryRow | undefined;
  readonly tab: Tab;
  readonly details: InstanceDetails | undefined;
  readonly isLive: boolean;
}

const TABS: readonly (readonly [Tab, string])[] = [
  ['log', 'Log'],
  ['xcoms', 'XComs'],
  ['rendered', 'Rendered'],
  ['details', 'Details'],
];

/** The line with the instance's name, its tries and what can be done with it. */
export function detailsHead({ row, shown, isLive }: DetailsInput, actions: DetailsActions): Element[] {
  const run = (icon: ToolIcon, label: string, kind: Parameters<DetailsActions['task']>[0]): HTMLElement =>
    button(label, () => actions.task(kind, row.taskId), toolIcon(icon));
  const tools = isLive
    ? []
    : [
        run('play', 'Run this task', 'runTask'),
        run('from', 'Run from here, with the XComs of this run', 'runFrom'),
        run('debug', 'Debug this task', 'debug'),
      ];
  return [
    stateIcon(row.state),
    html('b', 'details-name', row.label ? `${row.taskId} · ${row.label}` : row.name),
    ...(row.tries.length > 1 ? [trySelect(row, shown, actions.chooseTry)] : []),
    html('span', 'spacer'),
    ...tools,
    run('code', 'Go to code', 'showCode'),
    ...(shown?.hasLog ? [button('Open the whole log', actions.openLog, toolIcon('open'))] : []),
  ];
}

function trySelect(row: InstanceRow, shown: TryRow | undefined, choose: (tryNumber: number) => void): HTMLElement {
  const select = html('select', 'try-select');
  select.setAttribute('aria-label', 'Try');
  for (const { number, state } of row.tries) {
    const option = html('option', '', `try ${number}: ${state}`);
    option.value = String(number);
    option.selected = number === shown?.number;
    select.append(option);
  }
  select.addEventListener('change', () => choose(Number(select.value)));
  return select;
}

/** The tabs. */
export function tabs({ tab, details, row }: DetailsInput, choose: (tab: Tab) => void): HTMLElement[] {
  const own = details?.name === row.name ? details : undefined;
  const counts: Partial<Record<Tab, number>> = {
    xcoms: Object.keys(own?.xcoms ?? {}).length,
    rendered: Object.keys(own?.rendered ?? {}).length,
  };
  return TABS.map(([name, label]) => {
    const count = counts[name];
    const element = button(label, () => choose(name));
    if (count) element.append(html('span', 'count', String(count)));
    element.className = 'tab';
    element.setAttribute('role', 'tab');
    element.setAttribute('aria-selected', String(name === tab));
    return element;
  });
}

/** What stands under the tabs XComs, Rendered and Details. */
export function detailsBody({ tab, details, row, shown }: DetailsInput, actions: DetailsActions): HTMLElement {
  const own = details?.name === row.name ? details : undefined;
  if (tab === 'xcoms') return valueTable(own?.xcoms ?? {}, 'This instance pushed no XComs.', actions.openJson);
  if (tab === 'rendered')
    return valueTable(own?.rendered ?? {}, 'This instance has no rendered fields.', actions.openJson);
  return facts(row, shown, own);
}

function valueTable(
  values: Readonly<Record<string, unknown>>,
  empty: string,
  open: DetailsActions['openJson'],
): HTMLElement {
  const names = Object.keys(values);
  if (names.length === 0) return html('p', 'quiet empty-tab', empty);
  const rows = names.flatMap((name) => {
    const isLong = valueText(values[name]).length > 300;
    const show = isLong && button('Open in an editor', () => open(name, values[name]), toolIcon('open'));
    return [html('dt', '', name, show), html('dd', '', valueElement(values[name]))];
  });
  return html('dl', 'values', ...rows);
}

function facts(row: InstanceRow, shown: TryRow | undefined, details: InstanceDetails | undefined): HTMLElement {
  const time = took(shown?.start, shown?.end, Date.now());
  const raised = shown && details?.raised[shown.number];
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['State', row.state],
    ['Why', row.because],
    ['Until', row.until && moment(row.until)],
    ['Simulated', row.simulated],
    ['Raised', raised && [raised.type, raised.message].filter(Boolean).join(': ')],
    ['Operator', row.operator],
    ['Began', shown?.start && moment(shown.start)],
    ['Ended', shown?.end && moment(shown.end)],
    ['Took', time === undefined ? undefined : duration(time)],
    ['Tries', row.tries.length ? String(row.tries.length) : undefined],
  ];
  const known = pairs.filter((pair): pair is readonly [string, string] => Boolean(pair[1]));
  return html('dl', 'values', ...known.flatMap(([name, value]) => [html('dt', '', name), html('dd', '', value)]));
}
