// How things with some classes look: read from the style sheets, so that what is painted looks as what is drawn.

import { svgElement } from './figures';

export interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
  readonly opacity: number;
}

/** What is asked about: the shape of a role within a thing. */
export type Asked = 'card' | 'line' | 'frame' | 'mark-error' | 'mark-warning' | 'mark-info';

export class Looks {
  private readonly known = new Map<string, Look>();
  private readonly probes = svgElement('g', { class: 'probes', visibility: 'hidden' });

  constructor(svg: SVGSVGElement) {
    svg.append(this.probes);
  }

  /** The look of a shape within a thing that has classes. */
  of(classes: string, role: Asked): Look {
    const name = `${role} ${classes}`;
    const known = this.known.get(name) ?? this.read(classes, role);
    this.known.set(name, known);
    return known;
  }

  /** After a change of the theme. */
  forget(): void {
    this.known.clear();
  }

  private read(classes: string, role: Asked): Look {
    const thing = svgElement('g', { class: classes });
    const shape = svgElement(role === 'line' ? 'path' : 'rect', { class: `dl-${role}` });
    thing.append(shape);
    this.probes.append(thing);
    const { fill, stroke, strokeWidth } = getComputedStyle(shape);
    const opacity = Number(getComputedStyle(thing).opacity);
    thing.remove();
    return { fill, stroke, width: Number.parseFloat(strokeWidth) || 1, opacity };
  }
}
