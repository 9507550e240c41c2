// Short ways to make elements of the page. Texts are set as texts, never as HTML.

type Content = string | Node | undefined | false;

/** An element with classes, and what stands in it. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  classes: string,
  ...content: readonly Content[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  element.append(...content.filter((each): each is string | Node => each !== undefined && each !== false));
  return element;
}

/** A button with words, or with an icon and its words as tooltip. */
export function button(label: string, run: () => void, icon?: SVGElement): HTMLButtonElement {
  const element = html('button', icon ? 'icon-button' : 'text-button', icon ?? label);
  element.type = 'button';
  if (icon) {
    element.title = label;
    element.setAttribute('aria-label', label);
  }
  element.addEventListener('click', run);
  return element;
}
