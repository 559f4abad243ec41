// Seven readers reach what they came for, in each language of the originals, on a phone's width and by the keyboard alone;
// the first of them in Easy Finnish too, where pages that it does not have yet show Finnish without leaving it.
//
// A step is a page's id; its address is built from the slugs in the content, as the program builds it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE, MENU_BUTTON, PHONE } from './support.mjs';

const CONTENT = join(import.meta.dirname, '..', '..', 'content');
const LANGUAGES = ['fi', 'sv', 'en'];
const EASY = 'fi-simple';
/** Where an address comes from when a language has no page of its own. */
const FALLBACK = { [EASY]: 'fi' };

/** From the brief: who, the pages from first to last, and what the last one must offer. Opening a menu or a fold is a click too. */
const PATHS = [
  { who: 'a new mentee', steps: ['', 'about/mentoring', 'find-a-mentor', 'process/apply', 'forms/registration-mentee'], most: 4, end: 'main :is(input, textarea)', easy: true },
  { who: 'a mentor before the first meeting', steps: ['', 'roles/mentor', 'checklists/mentor', 'tools/getting-to-know'], most: 3 },
  { who: 'a pair in trouble at night', steps: ['process/meetings', 'help'], most: 1, end: 'main a[href="tel:112"]' },
  { who: 'an organiser starting from nothing', steps: ['organiser', 'organiser/planning', 'checklists/planning', 'messages/m01-mentor-ad'], most: 3, end: '.copy-text' },
  { who: 'an organiser with a phone call about bad behaviour', steps: ['scenarios', 'scenarios/s06-improper', 'forms/concern-record'], most: 2 },
  { who: 'a supervisor with ten minutes', steps: ['supervisor', 'supervisor/start', 'messages/m18-team'], most: 2 },
  { who: 'a partner who only wants the agreement', steps: ['forms', 'forms/agreement'], most: 1, end: 'main a[href$=".pdf"]' },
];

/** Where the first page of a path can be reached from home in one click, since most readers start there. */
const DOORS = ['organiser', 'scenarios', 'supervisor', 'forms', 'help'];

function address(lang, id) {
  let path = `${lang}/`;
  const parts = id.split('/').filter(Boolean);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const file = [lang, FALLBACK[lang]].filter(Boolean).map(folder => join(CONTENT, folder, ...parts.slice(0, depth)))
      .flatMap(place => [`${place}.md`, `${place}.yaml`, join(place, 'index.md')]).find(existsSync);
    if (!file) return null;
    path += `${/^slug: *["']?([^\s"']+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? parts[depth - 1]}/`;
  }
  return path;
}

export default async function check(t) {
  for (const lang of [...LANGUAGES, EASY]) {
    const context = await t.browser.newContext({ viewport: PHONE, reducedMotion: 'reduce' });
    const tab = await context.newPage();
    tab.setDefaultNavigationTimeout(120_000);
    for (const path of PATHS.filter(path => path.easy || lang !== EASY)) {
      t.count += 1;
      const name = `${lang}: ${path.who}`;
      const addresses = path.steps.map(id => address(lang, id));
      const lost = addresses.findIndex(one => !one || !t.at(one));
      if (lost >= 0) {
        t.fail(name, `there is no page ${path.steps[lost]}`);
        continue;
      }
      const lent = path.steps.filter((id, at) => t.at(addresses[at]).isFallback);
      if (lent.length) t.note(`${name}: not in this language yet: ${lent.join(', ')}`);
      await tab.goto(t.server.url(addresses[0]));
      let clicks = 0;
      let arrived = true;
      for (const [at, to] of addresses.slice(1).entries()) {
        const needed = await follow(tab, to);
        if (!needed) {
          t.fail(name, `no link leads from ${path.steps[at] || 'home'} to ${path.steps[at + 1]}`);
          arrived = false;
          break;
        }
        clicks += needed;
      }
      if (clicks > path.most) t.fail(name, `needs ${clicks} clicks rather than ${path.most}`);
      if (arrived && path.end && !await tab.locator(path.end).count()) t.fail(name, `the last page does not offer ${path.end}`);
    }
    await urgentFirst(t, tab, lang);
    await context.close();
    reachable(t, lang);
  }
}

/** Goes to a page by the keyboard, the way that asks the fewest clicks; how many that were, 0 when no link leads there. */
async function follow(tab, path) {
  const wanted = BASE + path;
  const links = tab.locator('a[href]');
  const ways = await links.evaluateAll((all, wanted) => all.flatMap((link, at) => {
    if (decodeURI(link.pathname) !== wanted) return [];
    const fold = link.closest('details:not([open])');
    return [{ at, menu: !link.checkVisibility() && Boolean(link.closest('[popover]')), fold: Boolean(fold) && !link.checkVisibility({ contentVisibilityAuto: true }) }];
  }), wanted);
  ways.sort((one, other) => (one.menu || one.fold) - (other.menu || other.fold));
  for (const { at, menu, fold } of ways) {
    const link = links.nth(at);
    if (menu) await tab.locator(MENU_BUTTON).first().press('Enter');
    if (fold) await link.locator('xpath=ancestor::details[not(@open)]/summary').first().press('Enter');
    await link.focus();
    if (!await link.evaluate(element => element === document.activeElement)) continue;
    await Promise.all([tab.waitForURL(url => decodeURI(url.pathname) === wanted), tab.keyboard.press('Enter')]);
    return 1 + (menu || fold ? 1 : 0);
  }
  return 0;
}

/** The first situation offered cannot wait. */
async function urgentFirst(t, tab, lang) {
  const path = address(lang, 'scenarios');
  if (!path || !t.at(path)) return;
  await tab.goto(t.server.url(path));
  for (const list of ['.seen > li', '.cards > li']) {
    const urgent = await tab.locator(list).first().locator('.urgency-now').count();
    if (!urgent) t.fail(t.at(path), `does not begin with what cannot wait (${list})`);
  }
}

/** Help is one click from every page, and each door one from home. */
function reachable(t, lang) {
  const leads = (page, to) => page.references.some(({ tag, href }) => tag === 'a' && t.target(page, href)?.path === to);
  const help = address(lang, 'help');
  for (const page of t.pages.filter(page => page.lang === lang && !page.isFrame)) {
    if (!leads(page, help)) t.fail(page, 'does not lead to help in one click');
  }
  for (const door of DOORS) {
    const to = address(lang, door);
    if (to && !leads(t.at(`${lang}/`), to)) t.fail(t.at(`${lang}/`), `does not lead to ${door} in one click`);
  }
}
