// Right to left, and articles shown in another language than their page.

import { DESKTOP, PHONE } from './support.mjs';

const RIGHT_TO_LEFT = /^(ar|he|fa|ur|ckb|ps|yi|dv|ug)\b/;
const direction = lang => (RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr');

export default async function check(t) {
  for (const page of t.pages) {
    if (page.dir !== direction(page.lang)) t.fail(page, `is in ${page.lang} but its direction is ${page.dir}`);
    for (const article of page.articles) {
      const lang = article.lang || page.lang;
      if ((article.dir || page.dir) !== direction(lang)) t.fail(page, `has an article in ${lang} without its direction`);
    }
    if (page.isFallback && page.articles.some(article => !article.lang || !article.dir)) t.fail(page, 'shows an article without its own lang and dir');
  }
  const fallbacks = t.own.filter(page => page.isFallback);
  const mirrored = t.own.filter(page => page.dir === 'rtl');
  if (!fallbacks.length) t.fail('fallback pages', 'there are none to look at');
  if (!mirrored.length) t.fail('pages from right to left', 'there are none to look at');

  for (const viewport of [DESKTOP, PHONE]) {
    await t.each(mirrored, { viewport }, async (tab, page) => {
      const sideways = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
      if (await tab.evaluate(sideways)) t.fail(page, `scrolls sideways at ${viewport.width} px`);
      await tab.keyboard.press('Tab');
      if (await tab.evaluate(sideways)) t.fail(page, `scrolls sideways at ${viewport.width} px when the skip link shows`);
      if (await tab.evaluate(() => scrollX !== 0)) t.fail(page, 'has been scrolled sideways by the skip link');
      const computed = await tab.evaluate(() => {
        const heading = document.querySelector('h1');
        const article = heading.closest('[dir]');
        return { asked: article.dir, got: getComputedStyle(heading).direction, align: getComputedStyle(heading).textAlign };
      });
      if (computed.asked !== computed.got || /left|right/.test(computed.align)) t.fail(page, `sets its heading ${computed.got}, ${computed.align}`);
    });
  }

  // A reader must learn, in the language asked for, why the article is in another one.
  await t.each(fallbacks, {}, async (tab, page) => {
    const notice = await tab.evaluate(() => {
      const article = document.querySelector('main article');
      const before = [...document.querySelectorAll('main > :not(article)')].find(element => element.compareDocumentPosition(article) & Node.DOCUMENT_POSITION_FOLLOWING);
      return before ? { text: before.innerText.trim(), lang: before.closest('[lang]').lang } : null;
    });
    if (!notice?.text) t.fail(page, 'is a fallback without a notice');
    else if (notice.lang !== page.lang) t.fail(page, `tells in ${notice.lang} that it is a fallback`);
  });
  t.note(`of every page the direction; in the browser ${mirrored.length} pages from right to left, ${fallbacks.length} fallback pages`);
}
