// Who the pane talks to: the editor's extension, or nobody in a file of its own.

import type { ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import type { FromPane, RestoredPane, ToPane } from '../../protocol/pane';
import type { View } from './draw/viewport';
import { answerNow } from './pageSchedule';
import type { KeptState } from './state';

/** What the pane remembers; the extension reads the first part of it after a reload. */
export type Kept = Partial<RestoredPane & KeptState & { readonly view: View }>;

export interface Host {
  /** True where a click can lead to code. */
  readonly hasEditor: boolean;
  /** The source of the layout script. */
  readonly layoutSource: () => Promise<string>;
  send(message: FromPane): void;
  listen(take: (message: ToPane) => void): void;
  keep(state: Kept): void;
  kept(): Kept;
}

interface EditorApi {
  postMessage(message: FromPane): void;
  setState(state: Kept): void;
  getState(): Kept | undefined;
}

declare const acquireVsCodeApi: (() => EditorApi) | undefined;

/** The host of this page. */
export function findHost(): Host {
  return typeof acquireVsCodeApi === 'function' ? editorHost(acquireVsCodeApi()) : fileHost();
}

function editorHost(api: EditorApi): Host {
  return {
    hasEditor: true,
    layoutSource: async () => (await fetch(document.body.dataset.layout!)).text(),
    send: (message) => api.postMessage(message),
    listen: (take) => window.addEventListener('message', ({ data }) => take(data as ToPane)),
    keep: (state) => api.setState(state),
    kept: () => api.getState() ?? {},
  };
}

/** A page that holds its data as JSON, and answers as an extension would: with its messages, and the schedule of each DAG. */
function fileHost(): Host {
  const messages = held('daglens-data') as ToPane[];
  const schedules = held('daglens-schedules') as ScheduleAnswer[];
  let shown = 0;
  let take: (message: ToPane) => void = () => undefined;
  const send = (message: FromPane): void => {
    if (message.kind === 'ready') for (const each of messages) take(each);
    if (message.kind === 'show') {
      shown = message.index;
      for (const each of messages) if (each.kind === 'dags') take({ ...each, shown });
    }
    const schedule = schedules[shown];
    if (message.kind === 'askSchedule' && schedule) {
      const answer = answerNow(schedule, Date.now(), message.timeZone);
      queueMicrotask(() => take({ kind: 'schedule', answer }));
    }
  };
  return {
    hasEditor: false,
    layoutSource: async () => held('daglens-layout') as string,
    send,
    listen: (taker) => {
      take = taker;
    },
    keep: () => undefined,
    kept: () => ({}),
  };
}

/** The content of `<script type="application/json">` with an id. */
function held(id: string): unknown {
  return JSON.parse(document.getElementById(id)!.textContent!);
}
