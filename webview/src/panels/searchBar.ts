// Search and filter: a text, a choice, and how many tasks are found.

import { button, html } from '../elements';
import type { FilterOption } from '../filters';
import { toolIcon } from '../icons';

export interface SearchActions {
  readonly search: (text: string) => void;
  readonly filter: (filter: string) => void;
  /** To the next (1) or the previous (-1) match. */
  readonly go: (by: 1 | -1) => void;
  readonly close: () => void;
}

export class SearchBar {
  private readonly input = html('input', 'search-input');
  private readonly select = html('select', 'filter-select');
  private readonly found = html('span', 'search-count');
  private offered = '';

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: SearchActions,
  ) {
    this.input.type = 'search';
    this.input.placeholder = 'Search tasks';
    this.input.setAttribute('aria-label', 'Search tasks');
    this.select.setAttribute('aria-label', 'Filter tasks');
    this.found.setAttribute('aria-live', 'polite');
    this.input.addEventListener('input', () => actions.search(this.input.value));
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.select.addEventListener('change', () => actions.filter(this.select.value));
    place.append(
      this.input,
      this.select,
      this.found,
      html('span', 'spacer'),
      button('Previous match (Shift+Enter)', () => actions.go(-1), toolIcon('up')),
      button('Next match (Enter)', () => actions.go(1), toolIcon('down')),
      button('Close (Escape)', () => this.close(), toolIcon('close')),
    );
  }

  open(): void {
    this.place.classList.remove('is-hidden');
    this.input.focus();
    this.input.select();
  }

  get isOpen(): boolean {
    return !this.place.classList.contains('is-hidden');
  }

  close(): void {
    this.place.classList.add('is-hidden');
    this.actions.close();
  }

  /** Shows what the state holds. */
  show(
    search: string,
    filter: string,
    options: Readonly<Record<string, readonly FilterOption[]>>,
    found: number | undefined,
  ): void {
    if (this.input.value !== search) this.input.value = search;
    this.offer(options);
    this.select.value = filter;
    this.found.textContent = found === undefined ? '' : found === 1 ? '1 task' : `${found} tasks`;
  }

  private offer(options: Readonly<Record<string, readonly FilterOption[]>>): void {
    const offered = JSON.stringify(options);
    if (offered === this.offered) return;
    this.offered = offered;
    const all = html('option', '', 'All tasks');
    all.value = '';
    const groups = Object.entries(options).filter(([, list]) => list.length);
    this.select.replaceChildren(
      all,
      ...groups.map(([title, list]) => {
        const group = html('optgroup', '');
        group.label = title;
        for (const { value, label } of list) {
          const option = html('option', '', label);
          option.value = value;
          group.append(option);
        }
        return group;
      }),
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.actions.go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
