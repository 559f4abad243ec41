// The preview in a real browser: a page that changes is shown anew where it was read, style sheets change without a reload,
// mistakes are laid over the page and can be read, hidden and left with the keyboard.
//
//   node serve.mjs [--program target/release/luotsi] [name …]

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DESKTOP, launch } from './support.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { program: { type: 'string', default: join(import.meta.dirname, '../../target/release/luotsi') } } });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pause = milliseconds => new Promise(done => { setTimeout(done, milliseconds); });

const long = title => `---\ntitle: ${title}\n---\n${Array.from({ length: 60 }, (_, number) => `## Part ${number} {#part-${number}}\n\nWords of part ${number}.\n`).join('\n')}`;
const questions = title => `---\ntitle: ${title}\n---\n## One?\n\nYes.\n\n## Two?\n\nNo.\n`;
const WRONG = '---\ntitel: Wrong\n---\n';

/** A guide in a folder of its own, and its preview. */
class Preview {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'luotsi-serve-'));
    this.write('content/guide.yaml', 'title: Guide\nlanguages: [en, ar]\n');
    this.write('content/en/index.md', '---\ntitle: Home\nsummary: A guide.\n---\n');
    this.write('content/en/a.md', long('First'));
    this.write('content/en/b.md', '---\ntitle: Other\n---\n');
    this.write('content/en/faq/index.md', '---\ntitle: Questions\n---\n');
    this.write('content/en/faq/all.md', questions('Before'));
    this.write('content/ar/a.md', '---\ntitle: أول\n---\nنص\n');
  }

  write(path, text) {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async start(port = 0) {
    this.process = spawn(resolve(values.program), ['serve', '--port', String(port)], { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.said = '';
    await new Promise((done, failed) => {
      this.process.on('exit', () => failed(new Error(`the preview ends: ${this.said}`)));
      this.process.stderr.on('data', text => {
        this.said += text;
        if (this.said.includes('built: ')) done();
      });
    });
    this.port = Number(this.said.match(/127\.0\.0\.1:(\d+)/)[1]);
  }

  url(path) { return `http://127.0.0.1:${this.port}${path}`; }

  async stop() {
    this.process.removeAllListeners('exit');
    const ended = new Promise(done => { this.process.on('exit', done); });
    this.process.kill();
    await ended;
  }
}

/** What is promised, by name; `is` tells when something does not hold. */
const CHECKS = {
  async 'a changed page is shown where it was read'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/a/'));
    await tab.evaluate(() => document.getElementById('part-40').scrollIntoView({ behavior: 'instant' }));
    const before = await top(tab, 'part-40');
    preview.write('content/en/a.md', long('Second'));
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'Second');
    await settled(tab);
    is(Math.abs(await top(tab, 'part-40') - before) < 3, `the text stays where it was: ${before} → ${await top(tab, 'part-40')}`);
    preview.write('content/en/a.md', long('Third').replace('## Part 3 ', `${'More words.\n\n'.repeat(20)}## Part 3 `));
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'Third');
    await settled(tab);
    is(Math.abs(await top(tab, 'part-40') - before) < 3, `also when there is more above it: ${before} → ${await top(tab, 'part-40')}`);
    is(await tab.evaluate(() => history.scrollRestoration) === 'auto', 'the browser keeps places again');
    await tab.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    preview.write('content/en/a.md', long('Fourth'));
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'Fourth');
    await settled(tab);
    is(await tab.evaluate(() => scrollY) === 0, 'the top stays the top');
  },

  async 'another page is left alone'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/b/'));
    const loads = await marked(tab);
    preview.write('content/en/a.md', long('Not yours').replace('Words of part 7', 'Other words of part 7').replace('title: Not yours', 'title: First'));
    await pause(1500);
    is(await loads(), 'it was not loaded again');
    preview.write('content/en/b.md', '---\ntitle: Mine\n---\n');
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'Mine');
  },

  async 'a style sheet changes without a reload'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/a/'));
    const loads = await marked(tab);
    await tab.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }));
    const address = () => tab.evaluate(() => document.querySelector('head link[rel=stylesheet]').getAttribute('href'));
    const first = await address();
    for (const colour of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
      preview.write('themes/default/assets/css/70-own.css', `h1 { color: ${colour}; }\n`);
      await tab.waitForFunction(wanted => getComputedStyle(document.querySelector('h1')).color === wanted, colour);
    }
    is(await loads() && await tab.evaluate(() => scrollY) === 2000, 'the page was not loaded again, nor moved');
    is(await address() !== first, 'its address is the new one');
    await tab.waitForFunction(() => document.querySelectorAll('head link[rel=stylesheet]').length === 1, undefined, { timeout: 3000 }).catch(() => is(false, 'the old sheet goes'));
    preview.write('content/en/a.md', long('With another text'));
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'With another text');
    is(!await loads(), 'a changed text is loaded');
  },

  async 'mistakes come and go without a reload'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/b/'));
    const loads = await marked(tab);
    const messages = tab.locator('#luotsi-messages');
    preview.write('content/en/a.md', WRONG);
    await messages.waitFor();
    const text = await messages.locator('pre').textContent();
    is(text.includes('error[unknown-key]') && text.includes(' --> content/en/a.md:2:1\n') && text.includes('2 | titel: Wrong\n') && text.includes('did you mean `title`?'), `the snippet of the terminal: ${text}`);
    is(preview.said.includes(text.trim()), `all that the terminal says: ${preview.said}`);
    is(/^There (is 1 error|are \d+ errors);/.test(await messages.locator('[role=alert]').textContent()), 'one sentence is announced');
    is(await messages.getAttribute('lang') === 'en' && await messages.getAttribute('dir') === 'ltr', 'it says its language');
    is(await tab.evaluate(() => document.activeElement === document.body), 'the focus stays where it was');
    preview.write('content/en/a.md', long('Mended'));
    await messages.waitFor({ state: 'detached' });
    is(await loads(), 'the page was not loaded again');
  },

  async 'mistakes are read and hidden with the keyboard'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/b/'));
    preview.write('content/en/a.md', WRONG);
    const messages = tab.locator('#luotsi-messages');
    await messages.waitFor();
    await tab.keyboard.press('Tab');
    is(await tab.evaluate(() => document.activeElement.matches('#luotsi-messages button')), 'the first stop is the button');
    is(await outline(tab) >= 2, 'its focus shows');
    await tab.keyboard.press('Tab');
    is(await tab.evaluate(() => document.activeElement.matches('#luotsi-messages pre')), 'the next the messages');
    is(await outline(tab) >= 2, 'their focus shows');
    await tab.keyboard.press('Tab');
    is(await tab.evaluate(() => document.activeElement.matches('.skip')), 'then the page');
    await tab.keyboard.press('Shift+Tab');
    await tab.keyboard.press('Escape');
    is(await messages.count() === 0, 'Escape hides them');
    is(await tab.evaluate(() => document.activeElement.matches('.skip')), 'the focus is back where it came from');
    await tab.reload();
    await pause(300);
    is(await messages.count() === 0, 'hidden is hidden');
    preview.write('content/en/a.md', WRONG.replace('titel', 'titles'));
    await messages.waitFor();
    is((await messages.locator('pre').textContent()).includes('titles'), 'another mistake is shown');
    await messages.getByRole('button').focus();
    await tab.keyboard.press('Enter');
    is(await messages.count() === 0, 'the button hides them');
    preview.write('content/en/a.md', long('Mended'));
    for (let answer = 'luotsi-messages'; answer.includes('luotsi-messages'); await pause(100)) answer = await (await fetch(preview.url('/en/a/'))).text();
    await pause(300);
    preview.write('content/en/a.md', WRONG.replace('titel', 'titles'));
    await messages.waitFor();
    is(await messages.count() === 1, 'the same mistake is shown when it is made again');
  },

  async 'mistakes can be read in every scheme and direction'({ preview, browser, is }) {
    preview.write('content/en/a.md', WRONG);
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }, { viewport: { width: 320, height: 480 } }]) {
      for (const path of ['/en/b/', '/ar/a/', '/nowhere/']) {
        const name = `${JSON.stringify(options)} ${path}`;
        const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', bypassCSP: true, ...options });
        const tab = await context.newPage();
        await tab.goto(preview.url(path));
        await tab.locator('#luotsi-messages').waitFor();
        await tab.evaluate(axe);
        const { violations } = await tab.evaluate(() => axe.run('#luotsi-messages'));
        is(violations.length === 0, `${name}: ${violations.map(one => `${one.id} ${one.nodes[0].html}`)}`);
        const looks = await tab.evaluate(() => {
          const { color, backgroundColor, position, direction, textAlign } = getComputedStyle(document.querySelector('#luotsi-messages'));
          const light = colour => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
          return { contrast: Math.abs(light(color) - light(backgroundColor)), isDark: light(backgroundColor) < 380, position, direction, textAlign, sideways: document.documentElement.scrollWidth > innerWidth };
        });
        is(looks.contrast > 500, `${name}: text and ground differ`);
        is(looks.isDark === (options.colorScheme === 'dark') || options.forcedColors, `${name}: the scheme is followed`);
        is(looks.position === 'fixed' && looks.direction === 'ltr', `${name}: it lies over the page, from left to right`);
        is(!looks.sideways, `${name}: nothing scrolls sideways`);
        await context.close();
      }
    }
  },

  async 'a preview that starts again is found again'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/b/'));
    const loads = await marked(tab);
    const { port } = preview;
    await preview.stop();
    await pause(1500);
    await preview.start(port);
    await pause(3000);
    is(await loads(), 'the same page is left alone');
    preview.write('content/en/b.md', '---\ntitle: After\n---\n');
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'After', undefined, { timeout: 20_000 });
    await preview.stop();
    preview.write('content/en/b.md', '---\ntitle: Meanwhile\n---\n');
    await preview.start(port);
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'Meanwhile', undefined, { timeout: 20_000 });
  },

  async 'what was open stays open'({ preview, tab, is }) {
    await tab.goto(preview.url('/en/faq/all/'));
    await tab.locator('summary', { hasText: 'Two?' }).click();
    preview.write('content/en/faq/all.md', questions('After'));
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'After');
    await settled(tab);
    const open = await tab.locator('main details').evaluateAll(all => all.map(one => one.open));
    is(String(open) === 'false,true', `two questions: ${open}`);
  },

  async 'many tabs do not use up the connections'({ preview, tab, is }) {
    const context = tab.context();
    const tabs = [];
    for (let number = 0; number < 10; number += 1) {
      const one = await context.newPage();
      // A tab that is not in front, as browsers tell it.
      await one.addInitScript(() => Object.defineProperty(document, 'hidden', { get: () => window.isInFront !== true }));
      await one.goto(preview.url('/en/b/'), { timeout: 5000 }).catch(() => is(false, `tab ${number} is not loaded`));
      tabs.push(one);
    }
    preview.write('content/en/b.md', '---\ntitle: In front\n---\n');
    await pause(500);
    await tabs[0].evaluate(() => { window.isInFront = true; document.dispatchEvent(new Event('visibilitychange')); });
    await tabs[0].waitForFunction(() => document.querySelector('h1').textContent === 'In front', undefined, { timeout: 5000 }).catch(() => is(false, 'a tab that comes to the front is brought up to date'));
  },

  async 'a guide that starts with mistakes'({ preview, tab, is }) {
    await preview.stop();
    preview.write('content/en/b.md', WRONG);
    await preview.start();
    await tab.goto(preview.url('/en/b/'));
    await tab.locator('#luotsi-messages').waitFor();
    preview.write('content/en/b.md', '---\ntitle: At last\n---\n');
    await tab.waitForFunction(() => document.querySelector('h1').textContent === 'At last');
    is(await tab.locator('#luotsi-messages').count() === 0, 'they are gone');
  },
};

const top = (tab, id) => tab.evaluate(name => Math.round(document.getElementById(name).getBoundingClientRect().top), id);
const settled = async tab => { await tab.waitForLoadState('load'); await pause(150); };
const outline = tab => tab.evaluate(() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth); });

/** Whether the page is still the one that was loaded. */
async function marked(tab) {
  await tab.evaluate(() => { window.isTheSame = true; });
  return () => tab.evaluate(() => window.isTheSame === true);
}

const browser = await launch();
let [passed, failed] = [0, 0];
for (const [name, check] of Object.entries(CHECKS)) {
  if (positionals.length && !positionals.some(one => name.includes(one))) continue;
  const problems = [];
  const is = (holds, what) => { if (!holds) problems.push(what); };
  const preview = new Preview();
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  const tab = await context.newPage();
  tab.on('pageerror', error => problems.push(`a script fails: ${error.message}`));
  tab.on('console', message => { if (/Content Security Policy/.test(message.text())) problems.push(message.text()); });
  tab.on('request', request => is(request.url().startsWith('http://127.0.0.1:'), `asks ${request.url()}`));
  try {
    await preview.start();
    await check({ preview, tab, browser, is });
  } catch (error) {
    problems.push(`${error.message.split('\n')[0]} ${(error.stack ?? '').match(/serve\.mjs:\d+/)?.[0] ?? ''}`);
  }
  await context.close();
  if (preview.process?.exitCode === null) await preview.stop();
  rmSync(preview.folder, { recursive: true });
  console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}`);
  problems.forEach(problem => console.log(`     - ${problem}`));
  if (problems.length) failed += 1; else passed += 1;
}
await browser.close();
console.log(`serve: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
