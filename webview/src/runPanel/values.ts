// Values of a run (XComs, rendered fields) for a reader.

import { html } from '../elements';

const LONGEST = 20_000;

/** A value in plain text: texts as they are, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, undefined, 2) ?? 'undefined';
}

/** The value as an element; very long ones are cut, and say so. */
export function valueElement(value: unknown): HTMLElement {
  const text = valueText(value);
  const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  const element = html('pre', `value value-${type}`, text.slice(0, LONGEST));
  if (text.length > LONGEST) element.append(html('span', 'quiet', `\n… ${text.length - LONGEST} more characters`));
  return element;
}
