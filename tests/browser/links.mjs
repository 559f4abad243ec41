// Every reference of every page, told apart from the program's own check: it leads to a file, to a place in it, and straight there.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export default async function check(t) {
  let count = 0;
  for (const page of t.all) {
    t.count += 1;
    const twice = page.ids.filter((id, number) => page.ids.indexOf(id) !== number);
    for (const id of new Set(twice)) t.fail(page, `has the id ${id} twice`);
    const references = page.isRedirect ? [...page.references, { tag: 'meta', rel: '', href: page.refresh.replace(/^.*?url=/i, '') }] : page.references;
    for (const { tag, rel, href } of references) {
      if (tag === 'link' && /canonical|alternate/.test(rel)) continue; // full addresses: see `head`
      count += 1;
      reference(t, page, href);
    }
  }
  t.note(`${count} references`);
  await deepNotFound(t);
}

function reference(t, page, href) {
  if (/^(mailto|tel):./.test(href)) return;
  if (href === '' || href === '#') return t.fail(page, `has an empty reference “${href}”`);
  if (/^http:/.test(href)) return t.fail(page, `links to ${href} without encryption`);
  const target = t.target(page, href);
  if (!target) return;
  if (/^\/|^https?:/.test(href) && page.file !== '404.html') return t.fail(page, `names its own host or root, so it works from one folder alone: ${href}`);
  if (target.path === null) return t.fail(page, `leads out of the site: ${href}`);
  const other = t.at(target.path);
  const file = join(t.dir, target.path);
  if (!other) {
    if (!existsSync(file)) t.fail(page, `leads to nothing: ${href}`);
    else if (statSync(file).isDirectory()) t.fail(page, `leads to a folder without its last slash: ${href}`);
    return;
  }
  if (other.isRedirect) t.fail(page, `leads to a redirect: ${href}`);
  if (target.fragment && !other.ids.includes(target.fragment)) t.fail(page, `leads to no such place in ${other.file}: #${target.fragment}`);
}

/** The page for missing addresses is shown at any depth, so its style and links must work from there. */
async function deepNotFound(t) {
  const page = t.at('404.html');
  if (!page) return t.fail('404.html', 'is missing');
  const tab = await t.browser.newPage();
  tab.setDefaultNavigationTimeout(120_000);
  for (const path of ['nothing', 'fi/no/such/place/', 'ar/nothing.html']) {
    const failed = [];
    tab.removeAllListeners('response');
    tab.on('response', response => { if (response.status() >= 400 && !response.url().endsWith(path)) failed.push(response.url()); });
    await tab.goto(t.server.url(path), { waitUntil: 'load' });
    const links = await tab.evaluate(() => [...document.links].map(link => link.href));
    for (const url of [...links, ...failed]) {
      const reply = await fetch(url).catch(() => ({ status: 0 }));
      if (url.startsWith(t.server.origin) && reply.status !== 200) t.fail(page, `shown at a deeper address, has a reference that leads to nothing`);
    }
    // The rules of a style sheet that could not be loaded cannot be read either.
    const styled = await tab.evaluate(() => { try { return document.styleSheets[0].cssRules.length > 0; } catch { return false; } });
    if (!styled) t.fail(page, 'shown at a deeper address, has no style');
  }
  await tab.close();
}
