// Who the pane talks to: the editor's extension, or nobody in a file of its own.

import type { FromPane, RestoredPane, ToPane } from '../../protocol/pane';
import type { View } from './draw/viewport';
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

/** A page that holds its data: `<script type="application/json" id="daglens-data">`, the messages of an extension. */
function fileHost(): Host {
  const messages = JSON.parse(document.getElementById('daglens-data')!.textContent!) as ToPane[];
  let take: (message: ToPane) => void = () => undefined;
  return {
    hasEditor: false,
    layoutSource: async () => JSON.parse(document.getElementById('daglens-layout')!.textContent!) as string,
    send: (message) => answer(message, messages, take),
    listen: (taker) => {
      take = taker;
    },
    keep: () => undefined,
    kept: () => ({}),
  };
}

/** What the extension would answer. */
function answer(message: FromPane, messages: readonly ToPane[], take: (message: ToPane) => void): void {
  if (message.kind === 'ready') for (const each of messages) take(each);
  if (message.kind === 'show')
    for (const each of messages) if (each.kind === 'dags') take({ ...each, shown: message.index });
}
