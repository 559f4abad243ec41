// What every check of a built guide shares: its pages, a small web server, a browser, and a list of problems.
//
// Knows the shape of the output folder. Knows nothing about any single check.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { chromium } from 'playwright-core';

/** The folder of the host under which the guide is served: it must work from any sub-path. */
export const BASE = '/guide/';

export const PHONE = { width: 320, height: 640 };
export const DESKTOP = { width: 1280, height: 800 };

/** What opens the menu on a small screen. */
export const MENU_BUTTON = 'header :is(summary, button[popovertarget])';

/** Opens all that is folded away. Runs in the browser. */
export const unfold = () => document.querySelectorAll('details').forEach(details => { details.open = true; });

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', xml: 'application/xml',
  json: 'application/json', txt: 'text/plain; charset=utf-8', pdf: 'application/pdf',
};

// --- pages -----------------------------------------------------------------

/** Every file of a folder, as paths with `/`. */
export function files(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => posix.join(entry.parentPath.slice(dir.length), entry.name).replace(/^\//, ''))
    .sort();
}

/** What a page says of itself. Runs in the browser, whose parser is the one that counts. */
function facts(html) {
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const all = selector => [...doc.querySelectorAll(selector)];
  const attribute = (selector, name) => doc.querySelector(selector)?.getAttribute(name) ?? null;
  const text = element => element.textContent.replace(/\s+/g, ' ').trim();
  return {
    lang: doc.documentElement.lang,
    dir: doc.documentElement.dir || 'ltr',
    kind: doc.body.classList[0] ?? 'plain',
    title: doc.title,
    description: attribute('meta[name=description]', 'content'),
    canonical: attribute('link[rel=canonical]', 'href'),
    robots: attribute('meta[name=robots]', 'content') ?? '',
    refresh: attribute('meta[http-equiv=refresh]', 'content'),
    csp: attribute('meta[http-equiv="Content-Security-Policy"]', 'content'),
    viewport: attribute('meta[name=viewport]', 'content') ?? '',
    base: attribute('base', 'href'),
    alternates: all('link[rel=alternate][hreflang]').map(link => ({ hreflang: link.hreflang, href: link.getAttribute('href') })),
    openGraph: Object.fromEntries(all('meta[property^="og:"]').map(meta => [meta.getAttribute('property'), meta.content])),
    structuredData: all('script[type="application/ld+json"]').map(script => script.textContent),
    ids: all('[id]').map(element => element.id),
    references: all('[href], [src], [srcset], form[action]').map(element => ({
      tag: element.localName, rel: element.getAttribute('rel') ?? '',
      href: element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action') ?? element.getAttribute('srcset').trim().split(/\s/)[0],
      text: text(element),
    })),
    headings: all('h1, h2, h3, h4, h5, h6').map(heading => ({
      level: Number(heading.localName[1]), text: text(heading), inMain: Boolean(heading.closest('main')),
    })),
    mains: all('main').length,
    parts: [...new Set(all('body, body *').map(element => [element.localName, element.type, element.getAttribute('role'), ...element.classList].filter(Boolean).join(' ')))],
    articles: all('main article').map(article => ({ lang: article.lang, dir: article.dir })),
    questions: all('main details').map(details => [details, ...details.querySelectorAll('[id]')].find(element => element.id)?.id).filter(Boolean),
  };
}

/** All pages of a folder, with their facts; redirect pages are among them, marked. */
export async function pages(browser, dir) {
  const reader = await browser.newPage();
  await reader.evaluate(`globalThis.facts = ${facts}`);
  const found = files(dir).filter(file => file.endsWith('.html'))
    .map(file => ({ file, path: file.replace(/(^|\/)index\.html$/, '$1'), html: readFileSync(join(dir, file), 'utf8') }));
  // Many pages at a time and as text: each call into the browser costs more than a page.
  for (let first = 0; first < found.length; first += 40) {
    const some = found.slice(first, first + 40);
    const told = JSON.parse(await reader.evaluate(texts => JSON.stringify(texts.map(globalThis.facts)), some.map(page => page.html)));
    some.forEach((page, number) => Object.assign(page, told[number]));
  }
  await reader.close();
  for (const page of found) {
    page.isRedirect = page.refresh !== null;
    page.isFallback = page.articles.some(article => article.lang && article.lang !== page.lang);
    page.isFrame = page.file === '404.html' || page.file === 'index.html'; // outside any language
  }
  return found;
}

const digest = text => createHash('sha256').update(text).digest('hex');

/** Pages in an order that every change of the guide shuffles anew, own pages before fallbacks. */
function shuffled(all) {
  const lot = digest(all.map(page => page.html).join(''));
  const drawn = all.map(page => ({ page, at: digest(lot + page.file) }));
  return drawn.sort((one, other) => one.page.isFallback - other.page.isFallback || (one.at < other.at ? -1 : 1)).map(({ page }) => page);
}

const language = page => page.lang;
const direction = page => page.dir;

/** One page of each kind in each language, or in each direction of script; a page of its own rather than a fallback. */
export function samples(all, group = language) {
  const chosen = new Map();
  for (const page of shuffled(all)) {
    if (page.isRedirect) continue;
    // A fallback page has a notice and two languages: each group that has one shows one.
    for (const key of [`${group(page)} ${page.kind}`, page.isFallback && `${group(page)} fallback`]) if (key && !chosen.has(key)) chosen.set(key, page);
  }
  return [...new Set(chosen.values())];
}

/** Kinds whose pages are no more alike than their fields, rows and lists. */
const ALL_OF = new Set(['home', 'section', 'form', 'checklist', 'directory', 'glossary', 'sitemap']);

/**
 * Pages that show every part of the theme in every language. Pages of one kind share a template and differ in their words, so one is
 * taken when it has a part that none before it has; and since every change of the guide shuffles them, each has its turn.
 */
export function chosen(all) {
  const seen = new Set();
  const taken = new Set(samples(all));
  for (const page of shuffled(all)) {
    if (page.isRedirect || page.isFallback) continue;
    const fresh = page.parts.map(part => `${page.lang} ${part}`).filter(part => !seen.has(part));
    if (fresh.length || ALL_OF.has(page.kind)) taken.add(page);
    if (taken.has(page)) fresh.forEach(part => seen.add(part));
  }
  return [...taken];
}

// --- the server ------------------------------------------------------------

/** The rules of a `_headers` file: a path pattern, then indented `Name: value` lines. */
export function headerRules(dir) {
  const file = join(dir, '_headers');
  const rules = [];
  if (!existsSync(file)) return rules;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const [name, ...value] = line.trim().split(':');
      rules.at(-1)?.headers.push([name.trim(), value.join(':').trim()]);
    }
  }
  return rules;
}

/** Serves a folder under `BASE` as a plain web host would, with the headers that the site asks for. */
export async function serve(dir) {
  const rules = headerRules(dir);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    for (const rule of rules) {
      const local = '/' + path.slice(BASE.length);
      if (rule.pattern.test(path) || rule.pattern.test(local)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
    const inside = path.startsWith(BASE) && !path.includes('/../');
    let file = inside ? join(dir, path.slice(BASE.length)) : '';
    if (inside && existsSync(file) && statSync(file).isDirectory()) {
      if (!path.endsWith('/')) return response.writeHead(301, { location: `${request.url}/` }).end();
      file = join(file, 'index.html');
    }
    const exists = inside && existsSync(file);
    if (!exists) file = join(dir, '404.html');
    if (!existsSync(file)) return response.writeHead(404).end('no such page');
    response.setHeader('content-type', TYPES[file.split('.').at(-1)] ?? 'application/octet-stream');
    response.writeHead(exists ? 200 : 404).end(readFileSync(file));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: path => origin + BASE + path.split('/').map(encodeURIComponent).join('/'), close: () => server.close() };
}

// --- the browser -----------------------------------------------------------

/** The browser without windows asks for half the time of the one with them. */
export const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);

export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--in-process-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--allow-file-access-from-files'],
  });
}

// --- a check's view of all this ----------------------------------------------

/** What a check is given: the site, a browser, and a place to put problems. */
export class Check {
  constructor({ browser, dir, offline, baseUrl, all, server, results, thorough }) {
    Object.assign(this, { browser, dir, offline, baseUrl, server, results });
    this.all = all;
    this.pages = all.filter(page => !page.isRedirect);
    /** For what is dear. The languages share their templates, so each kind comes in one of them, and in another with each change of the guide. */
    this.samples = samples(this.pages, thorough ? language : direction);
    /** Every part of the theme in each language, for what is less dear. */
    this.chosen = thorough ? this.pages : chosen(this.pages);
    /** What stands in for a missing page shows what the original shows, so that samples of those are enough for what is cheap. */
    this.own = thorough ? this.pages : this.pages.filter(page => !page.isFallback || this.chosen.includes(page));
    /** The language that the guide is written in first: the chooser speaks it. */
    this.original = this.pages.find(page => page.file === 'index.html')?.lang;
    this.problems = [];
    this.notes = [];
    this.count = 0;
  }

  /** Tells a problem: where (a page or a path), and what, in words that are the same for the same problem. */
  fail(where, what) {
    this.problems.push({ where: where.file ?? where, what });
  }

  note(text) {
    this.notes.push(text);
  }

  /** Opens each page, two at a time; `visit` gets the tab with the page loaded, `prepare` each tab before its first page. */
  async each(list, options, visit, prepare = () => {}) {
    const { bypassCSP, javaScriptEnabled, viewport = DESKTOP, colorScheme = 'light' } = options;
    const queue = [...list];
    const work = async () => {
      const context = await this.browser.newContext({ bypassCSP, javaScriptEnabled, viewport, colorScheme, reducedMotion: 'reduce' });
      const tab = await context.newPage();
      // A machine with other work is no fault of the page; and a page given up too early spoils the next one.
      tab.setDefaultNavigationTimeout(120_000);
      await prepare(tab);
      for (let page = queue.shift(); page; page = queue.shift()) {
        this.count += 1;
        try {
          await tab.goto(this.server.url(page.path));
          await visit(tab, page);
        } catch (error) {
          this.fail(page, `could not be checked: ${error.message.split('\n')[0]}`);
        }
      }
      await context.close();
    };
    await Promise.all([work(), work()]);
  }

  /** The page that a link leads to, as a path in the site with its fragment; `null` for other hosts and schemes. */
  target(page, href) {
    const here = new URL(this.baseUrl + page.path);
    const there = new URL(href, page.base ? new URL(page.base, here) : here);
    if (there.origin !== here.origin) return null;
    const base = new URL(this.baseUrl).pathname;
    if (!there.pathname.startsWith(base)) return { path: null, fragment: '' };
    return { path: decodeURIComponent(there.pathname.slice(base.length)), fragment: decodeURIComponent(there.hash.slice(1)) };
  }

  /** The page at a path of the site, where `process/` stands for its `index.html`. */
  at(path) {
    this.byPath ??= new Map(this.all.flatMap(page => [[page.path, page], [page.file, page]]));
    return this.byPath.get(path);
  }
}
