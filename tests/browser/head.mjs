// What machines read: titles, descriptions, alternates, structured data, the site map; and the outline of headings.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export default async function check(t) {
  const titles = new Map();
  for (const page of t.pages) {
    t.count += 1;
    outline(t, page);
    if (!page.viewport.includes('width=device-width') || /user-scalable=no|maximum-scale/.test(page.viewport)) t.fail(page, 'has a viewport that is missing or blocks zooming');
    try { if (Intl.getCanonicalLocales(page.lang)[0] !== page.lang) throw new RangeError(); } catch { t.fail(page, `has no valid language tag: “${page.lang}”`); }
    if (!page.title.trim()) t.fail(page, 'has no title');
    const key = `${page.lang}\n${page.title}`;
    if (titles.has(key) && !page.isFrame) t.fail(page, `has the title “${page.title}” of ${titles.get(key)}`);
    titles.set(key, page.file);
    for (const text of page.structuredData) {
      try {
        const data = JSON.parse(text);
        if (!JSON.stringify(data).includes('schema.org') || !JSON.stringify(data).includes('@type')) t.fail(page, 'has structured data without a context or a type');
      } catch { t.fail(page, 'has structured data that is no JSON'); }
    }
    if (page.isFrame) continue;
    described(t, page);
    alternates(t, page);
  }
  siteMap(t);
}

function outline(t, page) {
  const first = page.headings.filter(heading => heading.level === 1);
  if (page.mains !== 1) t.fail(page, `has ${page.mains} main elements`);
  if (first.length !== 1) t.fail(page, `has ${first.length} first-level headings`);
  else if (!first[0].inMain) t.fail(page, 'has its first-level heading outside main');
  let level = 0;
  for (const heading of page.headings) {
    if (heading.level > level + 1) t.fail(page, `skips from level ${level} to “${heading.text}” of level ${heading.level}`);
    if (!heading.text) t.fail(page, 'has an empty heading');
    level = heading.level;
  }
}

function described(t, page) {
  if (!page.description) t.fail(page, 'has no description');
  for (const name of ['og:title', 'og:type', 'og:url', 'og:site_name', 'og:locale', 'og:description']) if (!page.openGraph[name]) t.fail(page, `has no ${name}`);
  if (page.structuredData.length === 0 && page.kind !== 'home') t.fail(page, 'has no structured data');
  const canonical = page.canonical && t.target(page, page.canonical);
  if (!canonical?.path && canonical?.path !== '') return t.fail(page, 'has no canonical address in this site');
  const named = t.at(canonical.path);
  if (!/^https?:/.test(page.canonical)) t.fail(page, 'has a canonical address that is not a full one');
  if (!page.isFallback && named !== page) t.fail(page, `names ${page.canonical} as its canonical address`);
  if (page.isFallback && (!named || named.isFallback || named.isRedirect) && !page.robots.includes('noindex')) t.fail(page, 'is a fallback that neither names the original nor keeps out of search');
}

function alternates(t, page) {
  const resolved = page.alternates.map(({ hreflang, href }) => ({ hreflang, href, page: t.at(t.target(page, href)?.path ?? '\0') }));
  for (const { hreflang, href, page: other } of resolved) {
    if (!/^https?:/.test(href)) t.fail(page, `has an alternate that is not a full address: ${href}`);
    if (!other) t.fail(page, `has an alternate that leads to nothing: ${href}`);
    else if (other.isRedirect || other.isFallback) t.fail(page, `has an alternate that is a redirect or a fallback: ${href}`);
    else if (hreflang !== 'x-default') {
      if (other.lang !== hreflang) t.fail(page, `calls ${href} a page in ${hreflang}`);
      const back = other.alternates.some(alternate => alternate.hreflang !== 'x-default' && t.at(t.target(other, alternate.href)?.path ?? '\0') === page);
      if (!back && !page.isFallback) t.fail(page, `has an alternate that does not lead back: ${href}`);
    }
  }
  const tags = resolved.map(alternate => alternate.hreflang);
  if (new Set(tags).size !== tags.length) t.fail(page, 'has two alternates of one language');
  if (page.isFallback) return;
  if (tags.length > 1 && !tags.includes('x-default')) t.fail(page, 'has no x-default');
  if (tags.length && !resolved.some(alternate => alternate.hreflang === page.lang && alternate.page === page)) t.fail(page, 'has alternates but not itself');
}

function siteMap(t) {
  const file = join(t.dir, 'sitemap.xml');
  if (!existsSync(file)) return t.fail('sitemap.xml', 'is missing');
  const text = readFileSync(file, 'utf8');
  const root = { path: '', base: null };
  const listed = new Set([...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => {
    const page = t.at(t.target(root, url.replaceAll('&amp;', '&'))?.path ?? '\0');
    if (!page || page.isRedirect || page.isFallback) t.fail('sitemap.xml', `lists no page of its own: ${url}`);
    return page;
  }));
  for (const page of t.pages) if (!page.isFallback && !page.isFrame && !page.robots.includes('noindex') && !listed.has(page)) t.fail(page, 'is not in the site map');
  if (!/hreflang/.test(text)) t.fail('sitemap.xml', 'has no alternates');
  const robots = join(t.dir, 'robots.txt');
  if (!existsSync(robots) || !readFileSync(robots, 'utf8').includes(`Sitemap: ${t.baseUrl}sitemap.xml`)) t.fail('robots.txt', 'does not name the site map');
}
