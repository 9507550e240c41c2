// The extension, as the run panel sees it.

import type { FromRunPanel, ToRunPanel } from '../../../protocol/runPanel';
import type { KeptRunPanel } from './state';

export interface RunPanelHost {
  send(message: FromRunPanel): void;
  listen(take: (message: ToRunPanel) => void): void;
  keep(state: KeptRunPanel): void;
  kept(): Partial<KeptRunPanel>;
}

interface EditorApi {
  postMessage(message: FromRunPanel): void;
  setState(state: KeptRunPanel): void;
  getState(): KeptRunPanel | undefined;
}

declare const acquireVsCodeApi: () => EditorApi;

/** The extension of the editor that shows this page. */
export function editorHost(): RunPanelHost {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    listen: (take) => window.addEventListener('message', ({ data }) => take(data as ToRunPanel)),
    keep: (state) => api.setState(state),
    kept: () => api.getState() ?? {},
  };
}
