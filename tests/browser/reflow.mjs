// Narrow and small screens, wide text spacing and large text: nothing scrolls sideways, nothing is cut off.

import { unfold } from './support.mjs';

const narrow = { width: 320, height: 640 };
const tiny = { width: 320, height: 256 };

/** The values that readers must be able to set (WCAG 1.4.12). */
const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;
const large = ':root { font-size: 200% !important }';

/** What sticks out of the window or is cut, in the page as it stands. Runs in the browser. */
export function misfits() {
  const found = [];
  const root = document.documentElement;
  const name = element => element.localName + (element.id ? `#${element.id}` : '') + [...element.classList].map(part => `.${part}`).join('');
  const style = element => getComputedStyle(element);
  const scrolls = element => /auto|scroll/.test(style(element).overflowX);
  const clips = element => /hidden|clip/.test(style(element).overflowX + style(element).overflowY);
  const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });

  // Pictures and what is for screen readers alone may be cut; other text may not.
  const lines = element => {
    const boxes = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      const { width, height } = parent.getBoundingClientRect();
      if (!text.data.trim() || parent.closest('[aria-hidden=true], svg') || !shown(parent) || (parent !== element && (width <= 1 || height <= 1))) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      boxes.push(...range.getClientRects());
    }
    return boxes;
  };

  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways (${root.scrollWidth - root.clientWidth} px)`);
  for (const element of document.body.querySelectorAll('*')) {
    if (!shown(element) || element.closest('[aria-hidden=true], svg')) continue;
    const box = element.getBoundingClientRect();
    const hidden = box.width <= 1 || box.height <= 1; // for screen readers alone
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (scrolls(element) && element.scrollWidth > element.clientWidth + 1) {
      const named = element.getAttribute('aria-label') || element.getAttribute('aria-labelledby');
      if (element.tabIndex < 0) found.push(`${name(element)} scrolls but cannot have the focus`);
      if (!named || !element.hasAttribute('role')) found.push(`${name(element)} scrolls but is no named region`);
    }
    if (hidden) continue;
    let ancestor = element;
    while (ancestor && !scrolls(ancestor)) ancestor = ancestor.parentElement;
    if (hasText && !ancestor && (box.right > root.clientWidth + 1 || box.left < -1)) found.push(`${name(element)} sticks out of the window`);
    if (clips(element) && element.innerText?.trim() && lines(element).some(line =>
      line.right > box.right + 2 || line.left < box.left - 2 || line.bottom > box.bottom + 2 || line.top < box.top - 2)) {
      found.push(`${name(element)} cuts off its text`);
    }
  }
  return [...new Set(found)];
}

export default async function check(t) {
  await t.each(t.chosen, { viewport: narrow }, async (tab, page) => {
    for (const size of [narrow, tiny]) {
      await tab.setViewportSize(size);
      for (const what of await tab.evaluate(misfits)) t.fail(page, `${what} at ${size.width} × ${size.height}`);
    }
    await tab.evaluate(unfold);
    for (const what of await tab.evaluate(misfits)) t.fail(page, `${what} at 320 px, all opened`);
    await tab.setViewportSize(tiny);
    await tab.evaluate(() => document.querySelectorAll('[popover]').forEach(popover => popover.showPopover()));
    for (const what of await tab.evaluate(misfits)) t.fail(page, `${what} at 320 × 256, menu open`);
    await tab.setViewportSize(narrow);
  });

  // The site's own policy forbids foreign styles, which a reader's own style sheet is.
  for (const [name, css, width] of [['text spacing', spacing, 320], ['text spacing', spacing, 1280], ['200 % text', large, 320], ['200 % text', large, 1280]]) {
    await t.each(t.samples, { bypassCSP: true, viewport: { width, height: 640 } }, async (tab, page) => {
      await tab.addStyleTag({ content: css });
      await tab.evaluate(unfold);
      for (const what of await tab.evaluate(misfits)) t.fail(page, `${what} with ${name} at ${width} px`);
    });
  }
}
