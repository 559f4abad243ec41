// Through a page with the Tab key: a skip link first, every stop seen, in the order of the page, none left out, no trap.

import { DESKTOP, MENU_BUTTON, PHONE } from './support.mjs';

/** All stops of the page in order, each marked with its number. Runs in the browser. */
function expected() {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex], iframe, [contenteditable]';
  const stops = [...document.querySelectorAll(focusable)].filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !element.closest('[inert]'))
    .filter((element, _, all) => {
      // Radio buttons of one name are one stop: the chosen one, or the first.
      if (element.type !== 'radio') return true;
      const group = all.filter(other => other.type === 'radio' && other.name === element.name && other.form === element.form);
      return element === (group.find(other => other.checked) ?? group[0]);
    });
  stops.forEach((element, number) => { element.dataset.stop = number; });
  return stops.length;
}

/** The stop that has the focus now: what it is, and whether it can be seen. Runs in the browser. */
function current() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  // A link that fills a card may let the card show the focus.
  const outlined = e => getComputedStyle(e).outlineStyle !== 'none' && Number.parseFloat(getComputedStyle(e).outlineWidth) >= 2;
  const cards = [element, element.parentElement, element.parentElement.parentElement].filter(e => e.matches(':focus, :focus-within:not(main, body, html)'));
  const shower = cards.find(outlined) ?? element;
  const style = getComputedStyle(shower);
  const boxes = [...element.getClientRects()].filter(box => box.width && box.height);
  const box = boxes[0] ?? element.getBoundingClientRect();

  // Colours in any notation become numbers by painting them, each once.
  const painted = window.painted ??= new Map();
  const paint = colour => {
    const brush = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const rgba = colour => painted.get(colour) ?? painted.set(colour, paint(colour)).get(colour);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = from => { for (let e = from; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return rgba('Canvas'); };
  const outside = Number.parseFloat(style.outlineOffset) >= 0;
  const around = behind(outside ? shower.parentElement : shower);
  const [high, low] = [light(rgba(style.outlineColor)), light(around)].sort((a, b) => b - a);

  const points = boxes.flatMap(({ left, right, top, bottom }) => [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3], [right - 3, bottom - 3]]);
  const uncovered = points.some(([x, y]) => { const hit = document.elementFromPoint(x, y); return hit && element.contains(hit); });
  const inline = getComputedStyle(element).display === 'inline' && [...element.parentElement.childNodes].some(node => node !== element && /[\p{L}\p{N}]/u.test(node.textContent));
  return {
    stop: element.dataset.stop === undefined ? null : Number(element.dataset.stop),
    name: element.localName + (element.className ? `.${[...element.classList].join('.')}` : ''),
    words: `${(element.innerText ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}`,
    outline: outlined(shower),
    contrast: Math.round(((high + 0.05) / (low + 0.05)) * 10) / 10,
    uncovered,
    inMain: Boolean(element.closest('main')),
    inline,
    pointed: element.matches('a, button, summary, input, select, textarea'),
    box: { left: box.left + scrollX, top: box.top + scrollY, width: box.width, height: box.height },
  };
}

/** Small targets need room around them: a circle of 24 px that no other target reaches into (WCAG 2.5.8). */
function crowded(stops) {
  stops = stops.filter(stop => stop.pointed);
  const small = ({ box }) => box.width < 23.5 || box.height < 23.5;
  const centre = ({ box }) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  const reach = (from, { box }) => Math.hypot(Math.max(box.left - from.x, 0, from.x - box.left - box.width), Math.max(box.top - from.y, 0, from.y - box.top - box.height));
  return stops.filter(stop => small(stop) && !stop.inline && stops.some(other => {
    if (other === stop) return false;
    const apart = Math.hypot(centre(stop).x - centre(other).x, centre(stop).y - centre(other).y);
    return reach(centre(stop), other) < 12 || (small(other) && apart < 24);
  }));
}

async function walk(t, tab, page, look) {
  const count = await tab.evaluate(expected);
  const stops = [];
  for (let stays = 0; stays < 8;) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(current);
    // A date field has several places of its own to stop at.
    if (stop && stop.stop === stops.at(-1)?.stop) { stays += 1; continue; }
    if (!stop || stops.some(other => other.stop === stop.stop)) break;
    stops.push(stop);
    stays = 0;
  }
  const say = what => t.fail(page, `${what} (${look})`);
  if (stops.length !== count) say(`Tab reaches ${stops.length} of ${count} stops; the last is ${stops.at(-1)?.name} “${stops.at(-1)?.words}”`);
  stops.forEach((stop, number) => {
    if (stop.stop !== number && stops.length === count) say(`${stop.name} “${stop.words}” has the focus out of order`);
    if (!stop.outline) say(`${stop.name} shows no outline of 2 px when it has the focus`);
    else if (stop.contrast < 3) say(`the outline of ${stop.name} has a contrast of ${stop.contrast}`);
    if (!stop.uncovered) say(`${stop.name} “${stop.words}” is covered or out of sight when it has the focus`);
  });
  for (const stop of crowded(stops.filter(stop => !stop.name.includes('skip')))) {
    say(`${stop.name} “${stop.words}” is ${Math.round(stop.box.width)} × ${Math.round(stop.box.height)} px with too little room around it`);
  }
  return stops;
}

async function skipLink(t, tab, page) {
  await tab.keyboard.press('Tab');
  const link = await tab.evaluate(() => {
    const { left, top, right, bottom, width, height } = document.activeElement.getBoundingClientRect();
    const seen = width > 1 && height > 1 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return { href: document.activeElement.getAttribute('href') ?? '', seen, sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth };
  });
  if (!link.href.startsWith('#')) return t.fail(page, 'the first stop is no skip link');
  if (!link.seen) t.fail(page, 'the skip link cannot be seen when it has the focus');
  if (link.sideways) t.fail(page, 'the skip link makes the page scroll sideways');
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(() => location.hash !== '').catch(() => {});
  const landed = await tab.evaluate(() => Boolean(document.activeElement.closest('main')));
  if (!landed) t.fail(page, 'the skip link does not move the focus into main');
  await tab.keyboard.press('Tab');
  const next = await tab.evaluate(() => Boolean(document.activeElement.closest('main')) || !document.querySelector('main :is(a[href], button, summary, input)'));
  if (!next) t.fail(page, 'the stop after the skip link is not in main');
}

async function menu(t, tab, page) {
  const button = tab.locator(MENU_BUTTON).first();
  if (!await button.count() || !await button.isVisible()) return t.fail(page, 'there is no menu button on a small screen');
  const inMenu = () => tab.evaluate(() => Boolean(document.activeElement.closest('header details, header [popover]')));
  const open = () => button.evaluate(element => element.parentElement.open ?? element.popoverTargetElement.matches(':popover-open'));
  const floats = await button.evaluate(element => element.localName === 'button');

  await button.focus();
  await tab.keyboard.press('Enter');
  if (!await open()) return t.fail(page, 'Enter does not open the menu on a small screen');
  await tab.keyboard.press(floats ? 'Escape' : 'Space');
  if (await open()) t.fail(page, `${floats ? 'Escape' : 'the space bar'} does not close the menu on a small screen`);
  if (!await button.evaluate(element => element === document.activeElement)) t.fail(page, 'the focus does not return to the menu button');

  // Through the open menu and out of it: what has the focus is never under the menu.
  await button.focus();
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Tab');
  if (!await inMenu()) return t.fail(page, 'Tab does not go from the menu button into the open menu');
  for (let presses = 0; presses < 30 && await inMenu(); presses += 1) {
    const stop = await tab.evaluate(current);
    if (!stop.outline || !stop.uncovered) t.fail(page, `${stop.name} in the open menu ${stop.outline ? 'is out of sight' : 'shows no outline'} when it has the focus`);
    await tab.keyboard.press('Tab');
  }
  const after = await tab.evaluate(current);
  if (after && !after.uncovered) t.fail(page, `Tab leads out of the open menu to ${after.name}, which the menu covers`);

  await tab.goto(t.server.url(page.path));
  await button.focus();
  await tab.keyboard.press('Enter');
  const link = tab.locator('header :is(details, [popover]) a').first();
  const href = await link.evaluate(element => element.href);
  await link.focus();
  await Promise.all([tab.waitForEvent('load', { timeout: 15000 }), tab.keyboard.press('Enter')]).catch(() => {});
  if (tab.url() !== href) t.fail(page, 'Enter on a link of the menu goes nowhere');
}

export default async function check(t) {
  const chosen = t.samples;
  const each = chosen.filter((page, at) => chosen.findIndex(other => other.kind === page.kind) === at);
  let longest = 0;
  for (const [look, viewport, colorScheme, list] of [['1280 px, light', DESKTOP, 'light', chosen], ['1280 px, dark', DESKTOP, 'dark', each], ['320 px', PHONE, 'light', chosen]]) {
    await t.each(list, { viewport, colorScheme }, async (tab, page) => {
      const stops = await walk(t, tab, page, look);
      longest = Math.max(longest, stops.length);
      if (stops[0]?.inMain) return; // nothing stands before the content
      await tab.goto(t.server.url(page.path));
      await skipLink(t, tab, page);
    });
  }
  // The menu is the same on each page of a language.
  await t.each(chosen.filter(page => page.kind === 'home' || page.kind === 'step'), { viewport: PHONE }, (tab, page) => menu(t, tab, page));
  t.note(`${chosen.length} pages, one of each kind and direction, ${each.length} of them also in the dark; the longest walk has ${longest} stops`);
}
