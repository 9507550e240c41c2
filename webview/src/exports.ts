// The picture as a file: SVG, PNG, Mermaid, DOT.

import type { DagView } from '../../core/ir/dagView';
import { drawingToDot } from '../../graph/dot';
import type { Drawing } from '../../graph/drawing';
import { drawingsToMermaid } from '../../graph/mermaid';
import type { Scene } from '../../graph/scene';
import { sceneToSvg } from '../../graph/svg';
import type { ExportFormat } from '../../protocol/pane';

/** For screens with twice the pixels. */
const PNG_SCALE = 2;

/** The content of the file: text, or base64 of a PNG. */
export async function exported(
  format: ExportFormat,
  dag: DagView,
  scene: Scene,
  theme: 'light' | 'dark',
): Promise<string> {
  switch (format) {
    case 'svg':
      return sceneToSvg(scene, dag, { theme });
    case 'png':
      return pngOf(sceneToSvg(scene, dag, { theme }));
    case 'mermaid':
      return drawingsToMermaid([drawingOfView(dag)]);
    case 'dot':
      return drawingToDot(drawingOfView(dag));
  }
}

function drawingOfView({ dagId, tasks, edges, groups }: DagView): Drawing {
  return { title: dagId ?? '?', tasks, edges, groups };
}

async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  const loaded = new Promise((done, failed) => {
    image.onload = done;
    image.onerror = () => failed(new Error('The picture cannot be drawn.'));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await loaded;
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * PNG_SCALE;
  canvas.height = image.naturalHeight * PNG_SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** Offers a file of a page without an editor for download. */
export function download(name: string, format: ExportFormat, content: string): void {
  const endings: Readonly<Record<ExportFormat, string>> = { svg: 'svg', png: 'png', mermaid: 'mmd', dot: 'dot' };
  const link = document.createElement('a');
  const isPng = format === 'png';
  link.href = isPng
    ? `data:image/png;base64,${content}`
    : URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  link.download = `${name}.${endings[format]}`;
  link.click();
}
