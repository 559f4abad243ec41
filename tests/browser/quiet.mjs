// A page asks for little and tells no one: no console message, no other host, no cookie, few requests, few bytes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BASE, headerRules } from './support.mjs';

const MOST_REQUESTS = 5;
const MOST_BYTES = 20 * 1024;
/** With the script, on pages to fill in and tick. */
const MOST_BYTES_WITH_SCRIPT = 40 * 1024;

export default async function check(t) {
  const weights = [];
  const zipped = new Map();
  const weigh = file => {
    if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(join(t.dir, file))).length);
    return zipped.get(file);
  };

  policies(t);
  const listening = new Map();
  await t.each(t.own, {}, async (tab, page) => {
    const { requests, problems, violations } = heard(tab, listening);
    for (const what of problems) t.fail(page, what.replaceAll(t.server.origin, ''));
    for (const violation of violations) t.fail(page, `breaks its content security policy: ${violation}`);
    const kept = await tab.evaluate(async () => localStorage.length + sessionStorage.length + (await indexedDB.databases()).length);
    if (kept || (await tab.context().cookies()).length) t.fail(page, 'stores something in the browser');

    const asked = requests.filter(url => url.startsWith(t.server.origin + BASE)).map(url => decodeURIComponent(new URL(url).pathname.slice(BASE.length)));
    for (const url of requests.filter(url => !url.startsWith(t.server.origin) && !url.startsWith('data:'))) t.fail(page, `asks another host: ${url}`);
    // A headless browser never asks for the icon; a reader's browser does.
    for (const { tag, rel, href } of page.references) if (tag === 'link' && rel.includes('icon')) asked.push(t.target(page, href)?.path);
    const loaded = [...new Set(asked)].map(path => t.at(path)?.file ?? path);
    const bytes = loaded.filter(file => /\.(html|css|js)$/.test(file)).reduce((sum, file) => sum + weigh(file), 0);
    if (loaded.length > MOST_REQUESTS) t.fail(page, `needs ${loaded.length} requests`);
    const most = loaded.some(file => file.endsWith('.js')) ? MOST_BYTES_WITH_SCRIPT : MOST_BYTES;
    if (bytes > most) t.fail(page, `weighs ${(bytes / 1024).toFixed(1)} KB`);
    weights.push({ page, bytes, requests: loaded.length });
  }, tab => listen(tab, listening));
  weights.sort((a, b) => b.bytes - a.bytes);
  for (const { page, bytes, requests } of weights.slice(0, 3)) t.note(`${(bytes / 1024).toFixed(1)} KB in ${requests} requests: ${page.file}`);
}

/** Notes all that a tab asks and says, from before its first page. */
async function listen(tab, listening) {
  const notes = { requests: [], problems: [], violations: [] };
  listening.set(tab, notes);
  tab.on('console', message => { if (['error', 'warning'].includes(message.type())) notes.problems.push(`console: ${message.text()}`); });
  tab.on('pageerror', error => notes.problems.push(`script: ${error.message}`));
  tab.on('request', request => notes.requests.push(request.url()));
  tab.on('response', response => { if (response.status() >= 400) notes.problems.push(`gets ${response.status()} for ${response.url()}`); });
  await tab.exposeFunction('noteViolation', violation => notes.violations.push(violation));
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => globalThis.noteViolation(`${event.effectiveDirective} ${event.blockedURI}`));
  });
}

/** What was noted since the last time. */
function heard(tab, listening) {
  const notes = listening.get(tab);
  return Object.fromEntries(Object.entries(notes).map(([name, list]) => [name, list.splice(0)]));
}

/** The same strict policy stands in the headers and in each page, so that it holds on any host. */
function policies(t) {
  const rule = headerRules(t.dir).find(rule => rule.pattern.test('/fi/'));
  const headers = new Map(rule?.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const policy = headers.get('content-security-policy') ?? '';
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'permissions-policy']) {
    if (!headers.has(name)) t.fail('_headers', `sets no ${name}`);
  }
  // Directives that a browser ignores in a page.
  const inPage = policy.split(';').map(part => part.trim()).filter(part => part && !/^(frame-ancestors|sandbox|report-)/.test(part)).join('; ');
  for (const page of t.pages) {
    const own = (page.csp ?? '').split(';').map(part => part.trim()).filter(Boolean).join('; ');
    if (!own) t.fail(page, 'carries no content security policy');
    else if (own !== inPage) t.fail(page, 'carries another content security policy than the headers');
    if (!/default-src '(none|self)'/.test(own) || /unsafe|\*|https?:/.test(own)) t.fail(page, `has a loose content security policy: ${own}`);
  }
}
