// A small menu at a place of the page: of a node, or of the export button.

import { html } from '../elements';

export interface MenuItem {
  readonly label: string;
  readonly isChosen?: boolean;
  readonly run: () => void;
}

/** Opens a menu, or shows its title between lines where `run` is left out. Ends with a choice, Escape, or a click elsewhere. */
export function openMenu(at: { readonly x: number; readonly y: number }, items: readonly (MenuItem | string)[]): void {
  document.querySelector('.menu')?.remove();
  const before = document.activeElement;
  const menu = html('div', 'menu');
  menu.setAttribute('role', 'menu');
  const close = (): void => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
  };
  const outside = (event: Event): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  menu.append(...items.map((item) => (typeof item === 'string' ? html('div', 'menu-title', item) : row(item, close))));
  menu.addEventListener('keydown', (event) => walk(event, menu, close));
  document.addEventListener('pointerdown', outside, true);
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(at.x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(at.y, innerHeight - height - 4))}px`;
  menu.querySelector('button')?.focus();
}

function row({ label, isChosen, run }: MenuItem, close: () => void): HTMLElement {
  const element = html('button', 'menu-item', label);
  element.type = 'button';
  element.setAttribute('role', isChosen === undefined ? 'menuitem' : 'menuitemradio');
  if (isChosen !== undefined) element.setAttribute('aria-checked', String(isChosen));
  element.addEventListener('click', () => {
    close();
    run();
  });
  return element;
}

function walk(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const by = steps[event.key];
  if (by !== undefined) buttons[(at + by + buttons.length) % buttons.length]?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
