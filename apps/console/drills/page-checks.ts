import type { Page } from 'playwright-core';

/** What of WCAG 2.2 can be checked by a machine without a library: names, headings, contrast, and nothing cut off. */
export async function problemsOf(page: Page): Promise<string[]> {
  return [
    ...(await page.evaluate(namesAndHeadings)),
    ...(await page.evaluate(lowContrast)),
    ...(await page.evaluate(cutOff)),
  ];
}

function namesAndHeadings(): string[] {
  const problems: string[] = [];
  const textsOf = (ids: string | null) =>
    (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
  const nameOf = (element: Element): string => {
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : [];
    const isField = ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName);
    return [
      element.getAttribute('aria-label') ?? '',
      ...textsOf(element.getAttribute('aria-labelledby')),
      ...labels.map((label) => label.textContent),
      isField ? '' : element.textContent,
    ]
      .join('')
      .trim();
  };
  for (const element of document.querySelectorAll('a, button, input, select, textarea, [role=tab]')) {
    if (!element.checkVisibility() || element.closest('[aria-hidden=true]')) continue;
    if (nameOf(element) === '') problems.push(`has no name: ${element.outerHTML.slice(0, 120)}`);
  }
  const headings = [...document.querySelectorAll('h1, h2, h3, h4')].filter((heading) =>
    heading.checkVisibility(),
  );
  const levels = headings.map(({ tagName }) => Number(tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) problems.push(`has not one h1: ${levels.join()}`);
  if (levels.some((level, at) => at > 0 && level - (levels[at - 1] ?? 0) > 1))
    problems.push(`skips a heading level: ${levels.join()}`);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
    problems.push(`has ${id} twice`);
  if (document.title === '' || document.title === 'Carenode') problems.push('has no title of its own');
  if (document.documentElement.lang !== 'en') problems.push('does not say its language');
  return problems;
}

/** Text under 4.5 : 1 against what is behind it; 3 : 1 for large text (WCAG 1.4.3). */
function lowContrast(): string[] {
  interface Color {
    readonly rgb: readonly number[];
    readonly alpha: number;
  }
  const colorOf = (text: string): Color | null => {
    const parts = /^rgba?\(([^)]+)\)$/
      .exec(text)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number);
    return parts ? { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 } : null;
  };
  const over = ({ rgb, alpha }: Color, below: readonly number[]) =>
    rgb.map((channel, at) => channel * alpha + (below[at] ?? 0) * (1 - alpha));
  const luminance = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element): readonly number[] | null => {
    const chain: Element[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) chain.unshift(at);
    let rgb: readonly number[] = [255, 255, 255];
    for (const part of chain) {
      const { backgroundColor, backgroundImage } = getComputedStyle(part);
      if (backgroundImage !== 'none') return null;
      const color = colorOf(backgroundColor);
      if (color) rgb = over(color, rgb);
    }
    return rgb;
  };
  const problems = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const element = texts.currentNode.parentElement;
    if (text === '' || !element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      continue;
    if (element.closest('script, style, noscript, :disabled, [data-disabled]')) continue;
    const style = getComputedStyle(element);
    const below = behind(element);
    const color = colorOf(element.closest('svg') ? style.fill : style.color);
    if (!below || !color) continue;
    const [dark = 0, light = 0] = [luminance(over(color, below)), luminance(below)].sort(
      (one, other) => one - other,
    );
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) problems.add(`contrast ${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return [...problems];
}

function cutOff(): string[] {
  const over = document.documentElement.scrollWidth - window.innerWidth;
  return over > 0 ? [`is ${over} px wider than the window`] : [];
}
