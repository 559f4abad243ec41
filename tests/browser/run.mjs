// Runs the checks over a built guide:
//   node run.mjs --site DIR --base-url URL [--offline DIR] [--results DIR] [--all] [name …]
// Cheap checks look at every page, dear ones at a choice of them (see `chosen`), with `--all` at every page as well.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Check, launch, pages, serve } from './support.mjs';

/** In the order in which they start, the longest first; each is a file of that name. */
export const CHECKS = ['axe', 'keyboard', 'reflow', 'quiet', 'forms', 'nu', 'print', 'kit', 'disclosure', 'terms', 'noscript', 'rtl', 'offline', 'paths', 'head', 'links'];

/** Pictures for people prove nothing, so they are made when they are asked for. */
const ON_REQUEST = ['screenshots'];

/** Runs checks over a folder, two at a time, and returns, by name, what each found. */
export async function run(names, { dir, offline, baseUrl, results, thorough = false, browser: given }, tell = () => {}) {
  mkdirSync(results, { recursive: true });
  const browser = given ?? await launch();
  const server = await serve(dir);
  const all = await pages(browser, dir);
  const outcome = {};
  const queue = [...names];
  const lane = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      const started = Date.now();
      const check = new Check({ browser, dir, offline, baseUrl, all, server, results, thorough });
      const { default: body } = await import(`./${name}.mjs`);
      try {
        if (all.length === 0) check.fail(dir, 'holds no pages');
        await body(check);
      } catch (error) {
        check.fail(name, `the check itself broke: ${error.message.split('\n')[0]} ${(error.stack ?? '').match(/\w+\.mjs:\d+/)?.[0] ?? ''}`);
      }
      outcome[name] = check;
      tell(name, check, (Date.now() - started) / 1000);
    }
  };
  // Some checks wait for the browser more than they work, so the other goes on.
  await Promise.all([lane(), lane()]);
  server.close();
  if (!given) await browser.close();
  return outcome;
}

/** The same problem on many pages is one line, with the first pages that have it. */
function grouped(problems) {
  const places = new Map();
  for (const { where, what } of problems) places.set(what, [...(places.get(what) ?? []), where]);
  return [...places].map(([what, where]) => {
    const more = where.length > 3 ? ` and ${where.length - 3} more` : '';
    return `${what}\n          ${where.slice(0, 3).join('  ')}${more}`;
  });
}

if (import.meta.filename === process.argv[1]) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { site: { type: 'string' }, offline: { type: 'string' }, 'base-url': { type: 'string' }, results: { type: 'string' }, all: { type: 'boolean' } },
  });
  const results = values.results ?? join(import.meta.dirname, 'results');
  const settings = { dir: resolve(values.site), offline: values.offline && resolve(values.offline), baseUrl: values['base-url'], results, thorough: values.all };
  const outcome = await run(positionals.length ? positionals : [...CHECKS, ...(values.all ? ON_REQUEST : [])], settings, (name, check, seconds) => {
    const state = check.problems.length ? 'FAIL' : 'ok  ';
    console.log(`${state} ${name.padEnd(12)} ${String(check.count).padStart(4)} looked at, ${check.problems.length} problems, ${seconds.toFixed(1)} s`);
    for (const note of check.notes) console.log(`       ${note}`);
    const lines = grouped(check.problems);
    for (const line of lines.slice(0, 40)) console.log(`     - ${line}`);
    if (lines.length > 40) console.log(`     … and ${lines.length - 40} more, in ${join(results, `${name}.txt`)}`);
    writeFileSync(join(results, `${name}.txt`), check.problems.map(({ where, what }) => `${where}: ${what}\n`).join(''));
  });
  const failed = Object.values(outcome).filter(check => check.problems.length).length;
  console.log(`browser: ${Object.keys(outcome).length - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
