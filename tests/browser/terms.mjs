// Terms of the glossary, explained where they stand: by focus and by pointer, put away with Escape, whole on every screen (WCAG 1.4.13).

import { DESKTOP, PHONE, unfold } from './support.mjs';

const TERM = 'main a.term';
/** Places whose words are no running text. */
const ELSEWHERE = 'h1, h2, h3, h4, h5, h6, th[scope], label, legend, summary, blockquote, form, code, .letter, .task:not(:has(.tip)), .terms, a a';
/** Longer than an explanation waits for a pointer that only passes by. */
const PATIENCE = 450;

/** What is wrong with the terms of a page before anyone has touched them. Runs in the browser. */
function faults([term, elsewhere]) {
  const all = [...document.querySelectorAll(term)];
  const addresses = all.map(link => link.getAttribute('href'));
  const explanation = link => document.getElementById(link.getAttribute('aria-describedby'));
  return [
    ...all.filter((_, at) => addresses.indexOf(addresses[at]) !== at).map(link => `explains “${link.textContent}” twice`),
    ...all.filter(link => link.parentElement.closest(elsewhere)).map(link => `explains “${link.textContent}” where it is no running text`),
    ...all.filter(link => !explanation(link)?.matches('[role=tooltip]') || !explanation(link).textContent.trim()).map(link => `does not explain “${link.textContent}”`),
    ...all.filter(link => explanation(link)?.checkVisibility()).map(link => `shows the explanation of “${link.textContent}” before anyone asks`),
    ...all.filter(link => link.title).map(link => `explains “${link.textContent}” in a title`),
  ];
}

/** Where the explanation of a term is shown, and whether all of it can be seen. Runs in the browser. */
function seen(link) {
  const box = link.nextElementSibling.getBoundingClientRect();
  const explanation = link.nextElementSibling;
  const isShown = explanation.checkVisibility({ visibilityProperty: true });
  const corners = [[box.left + 6, box.top + 6], [box.right - 6, box.top + 6], [box.left + 6, box.bottom - 6], [box.right - 6, box.bottom - 6]];
  const inside = box.left >= 0 && box.right <= document.documentElement.clientWidth && box.top >= 0 && box.bottom <= innerHeight;
  return {
    isShown,
    isWhole: isShown && inside && corners.every(([x, y]) => explanation.contains(document.elementFromPoint(x, y))),
    isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    isClipped: explanation.scrollWidth > explanation.clientWidth + 1,
    middle: [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
  };
}

/** The terms to look at: the first, the last, and one in every sort of surroundings. Runs in the browser. */
function marked(term) {
  const all = [...document.querySelectorAll(term)].filter(link => link.checkVisibility());
  const places = ['td', 'li', '.callout', 'details', 'dd', '.tip'].map(place => all.find(link => link.closest(place)));
  const chosen = [...new Set([all[0], ...places, all.at(-1)].filter(Boolean))];
  chosen.forEach((link, number) => { link.dataset.look = number; });
  return chosen.length;
}

const open = async tab => { await tab.evaluate(unfold); return tab.evaluate(marked, TERM); };

async function byFocus(tab, link, tell) {
  await tab.keyboard.press('Tab'); // the keyboard is in use
  await link.focus();
  const shown = await link.evaluate(seen);
  if (!shown.isShown) return tell('does not explain it on focus');
  if (!shown.isWhole || shown.isClipped) tell('does not show the whole explanation on focus');
  if (shown.isWide) tell('scrolls sideways with the explanation');
  return shown;
}

async function byPointer(tab, link, tell) {
  await link.evaluate(element => element.blur());
  await tab.mouse.move(1, 1);
  await link.scrollIntoViewIfNeeded();
  await link.hover();
  await tab.waitForTimeout(PATIENCE);
  const shown = await link.evaluate(seen);
  if (!shown.isShown) return tell('does not explain it under the pointer');
  if (!shown.isWhole || shown.isClipped) tell('does not show the whole explanation under the pointer');
  // Straight from the word: its own middle may lie far to one side.
  const word = await link.evaluate(element => { const box = [...element.getClientRects()].at(-1); return (box.left + box.right) / 2; });
  await tab.mouse.move(word, shown.middle[1], { steps: 12 });
  await tab.waitForTimeout(PATIENCE);
  if (!(await link.evaluate(seen)).isShown) tell('takes the explanation away when the pointer goes there');
  return shown;
}

const gone = async (link, tell, what) => { if ((await link.evaluate(seen)).isShown) tell(what); };

async function look(t, pages, options, name, visitTab = async () => {}) {
  await t.each(pages, options, async (tab, page) => {
    await visitTab(tab);
    const count = await open(tab);
    for (const problem of await tab.evaluate(faults, [TERM, ELSEWHERE])) t.fail(page, problem);
    for (let number = 0; number < count; number += 1) {
      const link = tab.locator(`[data-look="${number}"]`);
      const tell = what => t.fail(page, `${what} (${name})`);
      const hasScript = options.javaScriptEnabled !== false;
      if (await byFocus(tab, link, tell) && hasScript) {
        await tab.keyboard.press('Escape');
        await gone(link, tell, 'keeps the explanation after Escape');
        if (!await link.evaluate(element => element === document.activeElement)) tell('loses the focus after Escape');
      }
      if (await byPointer(tab, link, tell)) {
        if (hasScript) {
          await tab.keyboard.press('Escape');
          await gone(link, tell, 'keeps the explanation under the pointer after Escape');
        }
        await tab.mouse.move(1, 1);
        await gone(link, tell, 'keeps the explanation when the pointer has gone');
      }
    }
  });
}

/** A term at the very foot of the window is explained above. */
async function atTheFoot(t, pages) {
  await t.each(pages, {}, async (tab, page) => {
    await open(tab);
    const link = tab.locator('[data-look="0"]');
    await link.evaluate(element => { element.style.scrollMarginBlock = '4px'; element.scrollIntoView({ block: 'end' }); });
    await link.hover();
    await tab.waitForTimeout(PATIENCE);
    const { isShown, isWhole } = await link.evaluate(seen);
    if (isShown && !isWhole) t.fail(page, 'explains a word at the foot of the window below the window');
  });
}

export default async function check(t) {
  const withTerms = t.pages.filter(page => /<a class="term"/.test(page.html));
  if (!withTerms.length) return t.fail('terms', 'there are none to look at');
  // One page of each kind, one of each language, and some whose terms stand in tables.
  const first = name => [...new Map(withTerms.map(page => [name(page), page])).values()];
  const tables = withTerms.filter(page => /<td>(?:(?!<\/td>)[^])*<a class="term"/.test(page.html)).slice(0, 3);
  const pages = [...new Set([...tables, ...first(page => `${page.lang} ${page.isFallback}`), ...first(page => page.kind)])];
  const few = pages.slice(0, 4);

  // The other direction, on any page.
  const turned = tab => tab.evaluate(() => { for (const element of [document.documentElement, ...document.querySelectorAll('[dir]')]) element.dir = 'rtl'; });
  // Most of the time they wait, so they wait together.
  await Promise.all([
    look(t, pages, {}, '1280 px'),
    look(t, pages, { viewport: PHONE }, '320 px'),
    look(t, few, { viewport: PHONE, colorScheme: 'dark' }, '320 px, dark'),
    look(t, few, { javaScriptEnabled: false }, 'without JavaScript'),
    look(t, few, { viewport: DESKTOP }, 'from right to left, 1280 px', turned),
    look(t, few, { viewport: PHONE }, 'from right to left, 320 px', turned),
    atTheFoot(t, few),
  ]);

  await t.each(few, {}, async (tab, page) => {
    await tab.locator(TERM).first().focus();
    await tab.emulateMedia({ media: 'print' });
    if (await tab.evaluate(() => [...document.querySelectorAll('[role=tooltip]')].some(element => element.checkVisibility()))) t.fail(page, 'prints an explanation');
  });
  for (const page of t.pages.filter(page => page.kind === 'glossary')) if (/class="term"/.test(page.html)) t.fail(page, 'the glossary links to itself');
  t.note(`${pages.length} of ${withTerms.length} pages with terms`);
}
