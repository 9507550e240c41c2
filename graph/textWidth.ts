// How wide a text will be, without a screen to measure it on: an estimate, rather too wide than too narrow.

/** Widths in a sans serif font of size 1, between Arial's and DejaVu's. */
const NARROW = /[ijlI.,:;'|!()[\]{}/\\]/;
const WIDE = /[mwMW@%]/;
const CAPITAL = /[A-Z0-9_#&+<>=?~^$*-]/;

/** The width of a text in pixels. */
export function textWidth(text: string, fontSize: number): number {
  return unitWidth(text) * fontSize;
}

/** A graph that is typed has the same texts again and again. */
const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

/** The width at a font size of 1. */
function unitWidth(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, width);
  return width;
}

function characterWidth(character: string): number {
  if (character > '\u2e80') return 1;
  return ASCII[character.charCodeAt(0)] ?? widthOfForm(character);
}

function widthOfForm(character: string): number {
  if (NARROW.test(character)) return 0.33;
  if (WIDE.test(character)) return 0.9;
  if (CAPITAL.test(character)) return 0.66;
  return 0.57;
}

const ASCII = Array.from({ length: 128 }, (_, code) => widthOfForm(String.fromCharCode(code)));

/** The text itself if it is not wider; else its beginning and end with `…` between, since ids differ at both ends. */
export function shortened(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  let kept = characters.length - 1;
  const cut = () => {
    const head = Math.ceil(kept / 2);
    return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
  };
  while (kept > 1 && textWidth(cut(), fontSize) > width) kept--;
  return cut();
}
