// The frame of the page: the places that the parts of the pane fill.

import { svgElement } from '../draw/figures';
import { html } from '../elements';

export interface Page {
  readonly toolbar: HTMLElement;
  readonly searchBar: HTMLElement;
  readonly notices: HTMLElement;
  readonly stage: HTMLElement;
  readonly svg: SVGSVGElement;
  /** Shown instead of a drawing. */
  readonly empty: HTMLElement;
  readonly hoverCard: HTMLElement;
  readonly inspector: HTMLElement;
  readonly gaps: HTMLElement;
  readonly keys: HTMLElement;
  /** Lower left. */
  readonly lowerLeft: HTMLElement;
  /** Lower right: map and zoom. */
  readonly lowerRight: HTMLElement;
  readonly footer: HTMLElement;
  /** What a screen reader says when it changes. */
  readonly announcer: HTMLElement;
}

/** Builds the frame in the page's body. */
export function buildPage(): Page {
  const svg = svgElement('svg', { class: 'dl drawing', role: 'application', 'aria-roledescription': 'graph' });
  const announcer = html('div', 'only-spoken');
  announcer.setAttribute('aria-live', 'polite');
  const page: Page = {
    toolbar: html('header', 'toolbar'),
    searchBar: html('div', 'search-bar is-hidden'),
    notices: html('div', 'notices'),
    stage: html('main', 'stage'),
    svg,
    empty: html('div', 'empty is-hidden'),
    hoverCard: html('div', 'hover-card card is-hidden'),
    inspector: html('aside', 'inspector is-hidden'),
    gaps: html('aside', 'gaps card is-hidden'),
    keys: html('aside', 'keys-panel card is-hidden'),
    lowerLeft: html('div', 'lower-left'),
    lowerRight: html('div', 'lower-right'),
    footer: html('footer', 'footer is-hidden'),
    announcer,
  };
  page.hoverCard.setAttribute('role', 'tooltip');
  page.stage.append(svg, page.empty, page.lowerLeft, page.lowerRight, page.gaps, page.keys);
  document.body.append(
    page.toolbar,
    page.searchBar,
    page.notices,
    page.stage,
    page.inspector,
    page.footer,
    page.hoverCard,
    announcer,
  );
  return page;
}

/** Fills a place, and shows it only while there is something in it. */
export function fill(place: HTMLElement, content: Node | undefined): void {
  place.replaceChildren(...(content ? [content] : []));
  place.classList.toggle('is-hidden', content === undefined);
}
