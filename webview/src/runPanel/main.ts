// Starts the run panel.

import { editorHost } from './host';
import { RunPanel } from './runPanel';

new RunPanel(editorHost()).start();
