// The edition for a memory stick: opened from the disk it has its style, its links work by a click, and nothing is fetched.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pages } from './support.mjs';

const look = () => ['body', 'h1', 'main'].map(name => {
  const style = getComputedStyle(document.querySelector(name));
  return [style.fontFamily, style.fontSize, style.color, style.lineHeight, style.maxInlineSize].join(' ');
}).join(' | ');

export default async function check(t) {
  if (!t.offline) return t.fail('offline edition', 'was not given');
  const all = await pages(t.browser, t.offline);
  const online = new Set(t.all.map(page => page.file));
  if (all.length !== online.size || all.some(page => !online.has(page.file))) t.fail('offline edition', `has ${all.length} pages, the site has ${online.size}`);
  for (const page of all) {
    t.count += 1;
    for (const { tag, rel, href } of page.references) {
      if (/^(https?|mailto|tel):/.test(href) || (tag === 'link' && /canonical|alternate/.test(rel))) continue;
      const here = pathToFileURL(join(t.offline, page.file));
      const target = new URL(href, here);
      const file = decodeURIComponent(target.pathname);
      if (target.pathname.endsWith('/')) t.fail(page, `links to a folder, which a disk does not open as a page: ${href}`);
      else if (href.startsWith('/') || !file.startsWith(t.offline) || !existsSync(file)) t.fail(page, `leads to nothing on the disk: ${href}`);
    }
  }

  const context = await t.browser.newContext();
  const tab = await context.newPage();
  tab.setDefaultNavigationTimeout(120_000);
  const served = new Map();
  for (const page of t.samples) {
    await tab.goto(t.server.url(page.path));
    served.set(page.file, await tab.evaluate(look));
  }
  await tab.goto('about:blank');
  let where = '';
  tab.on('console', message => { if (message.type() === 'error') t.fail(where, `offline, console: ${message.text().replaceAll(t.offline, '')}`); });
  tab.on('pageerror', error => t.fail(where, `offline, script: ${error.message}`));
  tab.on('request', request => { if (!/^(file|data|about):/.test(request.url()) && !request.url().startsWith(t.server.origin)) t.fail(where, `offline, asks for ${request.url()}`); });
  for (const [file, expected] of served) {
    where = file;
    await tab.goto(pathToFileURL(join(t.offline, file)).href);
    if (await tab.evaluate(look) !== expected) t.fail(file, 'looks different from the disk: its style is not applied');
  }

  // A walk by clicks: the chooser, a language, then each entry of its menu.
  where = 'index.html';
  const root = pathToFileURL(join(t.offline, 'index.html')).href;
  await tab.goto(root);
  const languages = await tab.locator('main a[lang]').count();
  for (let number = 0; number < languages; number += 1) {
    await tab.goto(root);
    await tab.locator('main a[lang]').nth(number).click();
    const home = tab.url();
    const entries = await tab.locator('header nav:not(.languages) a').count();
    for (let entry = 0; entry < entries; entry += 1) {
      await tab.goto(home);
      const link = tab.locator('header nav:not(.languages) a').nth(entry);
      const href = await link.evaluate(element => element.href);
      await link.click();
      await tab.waitForLoadState();
      const arrived = await tab.evaluate(() => document.querySelector('h1')?.textContent ?? '');
      if (tab.url() !== href || !arrived) t.fail(home.replace(pathToFileURL(t.offline).href, ''), `a click on ${href.replace(pathToFileURL(t.offline).href, '')} arrives nowhere`);
    }
  }
  await context.close();
}
