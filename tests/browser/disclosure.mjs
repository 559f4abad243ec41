// What is folded away opens: by its address, by a link from elsewhere, and by the keyboard; with and without scripts.

const seen = id => {
  const target = document.getElementById(id);
  const details = target?.closest('details');
  const content = details?.querySelector(':scope > :not(summary)');
  const box = target?.getBoundingClientRect();
  return { open: Boolean(details?.open), shown: Boolean(content?.checkVisibility()), inView: box && box.top < innerHeight && box.bottom > 0 };
};

export default async function check(t) {
  const folded = t.pages.filter(page => page.questions.length && !page.isFallback);
  if (!folded.length) t.fail('questions', 'there are none to look at');
  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? '' : ' without JavaScript';
    await t.each(folded, { javaScriptEnabled }, async (tab, page) => {
      // The last one by coming to the page, the others by an address within it.
      for (const id of [page.questions.at(-1), ...page.questions.slice(0, -1)]) {
        if (id === page.questions.at(-1)) await tab.goto('about:blank');
        else await tab.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = false; }));
        await tab.goto(`${t.server.url(page.path)}#${encodeURIComponent(id)}`);
        const { open, shown, inView } = await tab.evaluate(seen, id);
        if (!open || !shown) t.fail(page, `its address #… does not open the answer${how}`);
        else if (!inView) t.fail(page, `its address #… does not show the answer${how}`);
      }
    });
  }

  await t.each(folded, {}, async (tab, page) => {
    const summary = tab.locator('main details > summary').first();
    await summary.focus();
    await tab.keyboard.press('Enter');
    const opened = await summary.evaluate(element => element.parentElement.open);
    await tab.keyboard.press('Space');
    if (!opened || await summary.evaluate(element => element.parentElement.open)) t.fail(page, 'a fold does not open with Enter and close with the space bar');
  });

  // By a click on another page.
  const from = t.pages.find(page => !page.isFallback && folded.some(other => page !== other && page.references.some(({ href }) => leads(t, page, href, other))));
  if (!from) return t.note('no page links to a single question of another page');
  await t.each([from], {}, async (tab, page) => {
    const { href } = page.references.find(({ href }) => folded.some(other => other !== page && leads(t, page, href, other)));
    const hash = href.slice(href.indexOf('#'));
    await Promise.all([tab.waitForURL(url => url.hash === hash), tab.locator(`main a[href="${href}"]`).first().click()]);
    const { open } = await tab.evaluate(seen, decodeURIComponent(hash.slice(1)));
    if (!open) t.fail(page, `a click on ${href} does not open the answer`);
  });
}

function leads(t, page, href, other) {
  const target = t.target(page, href);
  return target?.fragment && other.questions.includes(target.fragment) && t.at(target.path) === other;
}
