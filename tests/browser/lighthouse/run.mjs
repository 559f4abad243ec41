// Lighthouse over a few pages of a built guide: everything 100, speed at least 99.
//   node run.mjs --site DIR

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch as startChrome } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROMIUM, launch, pages, serve } from '../support.mjs';

const WANTED = { performance: 99, accessibility: 100, 'best-practices': 100, seo: 100 };
const KINDS = ['home', 'step', 'faq'];

const { values } = parseArgs({ options: { site: { type: 'string' } } });
const dir = resolve(values.site);
const results = join(import.meta.dirname, '..', 'results', 'lighthouse');
mkdirSync(results, { recursive: true });

const browser = await launch();
const all = await pages(browser, dir);
await browser.close();
const server = await serve(dir);
const chrome = await startChrome({
  chromePath: CHROMIUM,
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// The first page a new browser opens has no tab in front yet, and is never painted.
const warm = await lighthouse(server.url('index.html'), { port: chrome.port, onlyCategories: ['performance'], logLevel: 'silent' }).catch(() => null);
if (!warm) console.log('the browser did not warm up');

const original = all.find(page => page.file === 'index.html')?.lang;
let failed = 0;
for (const kind of KINDS) {
  const page = all.find(page => page.kind === kind && page.lang === original && !page.isFallback && !page.isRedirect);
  if (!page) { failed += 1; console.log(`FAIL no page of the kind ${kind}`); continue; }
  const { lhr, report } = await lighthouse(server.url(page.path), { port: chrome.port, onlyCategories: Object.keys(WANTED), output: 'html', logLevel: 'error' });
  writeFileSync(join(results, `${kind}.html`), report);
  const scores = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
  const low = scores.filter(([name, score]) => score < WANTED[name]);
  if (low.length) failed += 1;
  console.log(`${low.length ? 'FAIL' : 'ok  '} ${page.file}: ${scores.map(part => part.join(' ')).join(', ')}`);
  for (const [name] of low) {
    for (const { id, weight } of lhr.categories[name].auditRefs) {
      const audit = lhr.audits[id];
      if (weight && audit.score !== null && audit.score < 1) console.log(`     - ${id}: ${audit.title}: ${audit.explanation ?? audit.displayValue ?? ''}`);
    }
  }
}
await chrome.kill();
server.close();
console.log(`lighthouse: ${KINDS.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
