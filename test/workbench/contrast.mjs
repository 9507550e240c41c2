// How well the texts of a page stand out from what is behind them.

/** What WCAG 2 asks of texts: level AA, and in the themes for high contrast AAA. */
export const wantedContrast = (theme) => (theme.startsWith('contrast') ? 7 : 4.5);

/**
 * In the page: the texts of the first element of each selector that stand out less than is wanted, with their contrast as WCAG 2
 * defines it.
 */
export function weakTexts(body, { selectors, wanted }) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const painted = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const colours = [];
    for (let each = element; each; each = each.parentElement) colours.unshift(getComputedStyle(each).backgroundColor);
    return colours;
  };
  return selectors.flatMap((selector) => {
    const element = body.querySelector(selector);
    if (!element) return [];
    const back = behind(element);
    const both = [painted(back), painted([...back, getComputedStyle(element).color])].map(luminance);
    const contrast = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    return contrast < wanted ? [{ selector, contrast: Number(contrast.toFixed(2)) }] : [];
  });
}
