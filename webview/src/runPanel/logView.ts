// The log of a try: follows its end while the reader is there.

import { html } from '../elements';
import { logPieces } from './ansi';
import { withHeadings } from './logGroups';
import type { ShownLog } from './state';

/** So near to the end the reader counts as being there. */
const NEAR_PX = 24;

export class LogView {
  readonly element = html('pre', 'log');
  private shown: ShownLog | undefined;

  /** @param showLine where a place in the log leads */
  constructor(private readonly showLine: (file: string, line: number) => void) {
    this.element.tabIndex = 0;
  }

  /** Shows a log; `empty` where there is none. */
  show(log: ShownLog | undefined, empty: string): void {
    const isSame = log !== undefined && log.name === this.shown?.name && log.tryNumber === this.shown.tryNumber;
    if (log === this.shown && log !== undefined) return;
    const isAtEnd = !isSame || this.isAtEnd;
    const from = isSame && log.text.startsWith(this.shown!.text) ? this.shown!.text.length : 0;
    this.shown = log;
    if (from === 0) this.element.replaceChildren(...this.opening(log, empty));
    // Colours begin anew where the text was cut in two, which is at a line's end.
    if (log) this.element.append(...this.pieces(log.text.slice(from)));
    if (isAtEnd) this.element.scrollTop = this.element.scrollHeight;
  }

  private get isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  private opening(log: ShownLog | undefined, empty: string): Node[] {
    if (!log?.text) return [html('span', 'quiet', log ? '' : empty)];
    return log.isCut ? [html('span', 'quiet', '… the beginning is left out: open the whole log to see it\n')] : [];
  }

  private pieces(text: string): Node[] {
    return logPieces(withHeadings(text)).map(({ text: words, classes, place }) => {
      if (!place) return classes.length ? html('span', classes.join(' '), words) : document.createTextNode(words);
      const link = html('a', ['place', ...classes].join(' '), words);
      link.setAttribute('role', 'link');
      link.tabIndex = 0;
      link.addEventListener('click', () => this.showLine(place.file, place.line));
      link.addEventListener('keydown', ({ key }) => key === 'Enter' && this.showLine(place.file, place.line));
      return link;
    });
  }
}
