// Starts the pane.

import { findHost } from './host';
import { followKeys } from './keyboard';
import type { LayoutWorker } from './layouts';
import { Pane } from './pane';
import { buildPage } from './panels/page';
import { styleDrawing } from './panePalette';
import { followPointer } from './pointer';
import { followTheme } from './theme';

async function start(): Promise<void> {
  const host = findHost();
  styleDrawing();
  if (!host.hasEditor) followTheme();
  const source = await host.layoutSource();
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const pane = new Pane(host, buildPage(), () => new Worker(url) as LayoutWorker);
  followPointer(pane);
  followKeys(pane);
  pane.start();
}

void start();
