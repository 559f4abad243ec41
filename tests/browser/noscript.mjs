// Without JavaScript: the same words, the whole navigation, and a chooser that works.

import { DESKTOP, MENU_BUTTON, PHONE } from './support.mjs';

const words = () => document.body.innerText.replace(/\s+/g, ' ').trim();
const dead = () => [...document.querySelectorAll('button:not([popovertarget], [type=submit], [type=reset]), [onclick], [role=button]')]
  .filter(element => element.checkVisibility()).map(element => element.innerText.trim());

// What the script for texts adds can be seen only when a term is pointed at.
const usesScript = page => page.references.some(({ tag, href }) => tag === 'script' && href && !/\/text-\w+\.js$/.test(href));

export default async function check(t) {
  const chosen = t.samples;
  for (const viewport of [DESKTOP, PHONE]) {
    const withScript = new Map();
    await t.each(chosen, { viewport }, async (tab, page) => withScript.set(page, await tab.evaluate(words)));
    await t.each(chosen, { viewport, javaScriptEnabled: false }, async (tab, page) => {
      const without = await tab.evaluate(words);
      if (!without) t.fail(page, 'is empty without JavaScript');
      // What a script adds and hides on forms, lists and messages is looked at by the checks of their own.
      else if (!usesScript(page) && without !== withScript.get(page)) t.fail(page, `shows other words without JavaScript (${viewport.width} px)`);
      for (const label of await tab.evaluate(dead)) t.fail(page, `has a button that does nothing without JavaScript: “${label}”`);
      const unseen = await tab.evaluate(() => [...document.querySelectorAll('main *')].filter(element =>
        element.innerText === '' && element.textContent.trim() && !element.closest('details:not([open]), svg, template, script')).map(element => element.localName));
      if (unseen.length) t.fail(page, `hides ${unseen.join(', ')} in main without JavaScript`);

      const fold = tab.locator('main details:not([open]) > summary').first();
      if (await fold.count()) {
        await fold.evaluate(summary => { summary.dataset.first = ''; });
        await tab.locator('[data-first]').click();
        if (!await tab.locator('[data-first]').evaluate(summary => summary.parentElement.open)) t.fail(page, 'has a fold that does not open without JavaScript');
      }
      const hidden = async selector => {
        const words = await tab.evaluate(selector => [...document.querySelectorAll(selector)]
          .filter(link => !link.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })).map(link => link.textContent), selector);
        for (const link of words) t.fail(page, `does not show the link “${link}” (${viewport.width} px)`);
      };
      await hidden('header .languages a, footer nav a');
      // The open menu may hide all else.
      const button = tab.locator(MENU_BUTTON).first();
      if (await button.count() && await button.isVisible()) await button.click();
      await hidden('header nav:not(.languages) a');
    });
  }

  const chooser = t.at('index.html');
  if (!chooser) return t.fail('index.html', 'there is no language chooser');
  await t.each([chooser], { javaScriptEnabled: false }, async (tab, page) => {
    const languages = new Set(t.pages.filter(page => !page.isFrame).map(page => page.lang));
    const offered = await tab.locator('main a[lang]').all();
    if (offered.length !== languages.size) t.fail(page, `offers ${offered.length} of ${languages.size} languages`);
    for (let number = 0; number < offered.length; number += 1) {
      await tab.goto(t.server.url(''));
      const link = tab.locator('main a[lang]').nth(number);
      const lang = await link.getAttribute('lang');
      await link.click();
      const arrived = await tab.evaluate(() => document.documentElement.lang);
      if (arrived !== lang) t.fail(page, `the choice ${lang} leads to a page in ${arrived}`);
    }
  });
}
