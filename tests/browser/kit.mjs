// The organiser's kit does what it says: ticks stay, days become dates and a calendar, messages are filled in and copied,
// the directory narrows; and with its controls on the page it is still free of violations.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DESKTOP, PHONE, unfold } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PARSER = join(import.meta.dirname, '..', 'sheets', 'ics.py');
// Where tests/run puts the parser's library.
const PYTHON = join(import.meta.dirname, '..', '..', 'target', 'readers', 'bin', 'python');

export default async function check(t) {
  const of = kind => t.pages.filter(page => page.kind === kind && !page.isFallback);
  const [lists, messages, directories] = [of('checklist'), of('message'), of('directory')];
  for (const [name, found] of Object.entries({ checklist: lists, message: messages, directory: directories })) if (!found.length) t.fail(name, 'there is no such page to look at');
  const dated = lists.filter(page => page.html.includes('data-due='));
  const sections = t.pages.filter(page => page.html.includes('class="kit-dates"') && page.kind === 'section' && !page.isFallback);
  if (!dated.length || !sections.length) return t.fail('checklists', 'none has dates');

  await each(t, [dated[0]], ticks);
  await each(t, [dated[0]], carried);
  await each(t, [dated[0], ...sections], dates);
  await each(t, [messages.find(page => page.html.includes('data-sms')), messages.find(page => page.html.includes('letter-subject') && page.html.includes('data-placeholder'))], words);
  await each(t, [messages.find(page => page.html.includes('data-sms'))], copied);
  await each(t, directories, narrowed);
  const looked = new Set([lists[0], dated[0], sections[0], messages[0], messages.find(page => page.html.includes('data-sms')), directories[0],
    ...t.pages.filter(page => page.kind === 'section' && page.html.includes('class="seen"')).slice(0, 1),
    ...t.pages.filter(page => page.isFallback && page.dir === 'rtl' && ['checklist', 'message', 'directory'].includes(page.kind)).slice(0, 30).filter((page, at, all) => all.findIndex(one => one.kind === page.kind) === at)]);
  await each(t, [...looked], clean);
}

/** Each page in a browser that has kept nothing yet; `is` tells a problem when something does not hold. */
async function each(t, list, visit) {
  for (const page of list) {
    t.count += 1;
    const context = await t.browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
    const tab = await context.newPage();
    tab.setDefaultNavigationTimeout(120_000);
    const is = (holds, what) => { if (!holds) t.fail(page, what); };
    tab.on('pageerror', error => t.fail(page, `its script fails: ${error.message}`));
    tab.on('request', request => is(/^(GET|HEAD)$/.test(request.method()) && (request.url().startsWith(t.server.origin) || /^(blob|data):/.test(request.url())), 'sends something'));
    try {
      await tab.goto(t.server.url(page.path));
      await visit({ t, tab, page, is });
    } catch (error) {
      t.fail(page, `${visit.name}: ${error.message.split('\n')[0]} ${(error.stack ?? '').match(/kit\.mjs:\d+/)?.[0] ?? ''}`);
    }
    await context.close();
  }
}

const text = locator => locator.evaluate(element => element.textContent.trim());
const said = async (locator, pattern) => {
  for (let wait = 0; wait < 20; wait += 1) {
    if (pattern.test(await text(locator))) return true;
    await new Promise(resolve => { setTimeout(resolve, 50); });
  }
  return false;
};
const saved = async (tab, button) => {
  const [download] = await Promise.all([tab.waitForEvent('download'), button.press('Enter')]);
  return { name: download.suggestedFilename(), path: await download.path() };
};

/** Ticks by the keyboard, kept through a reload, an edit of the text and a change of language. */
async function ticks({ t, tab, page, is }) {
  const boxes = tab.locator('.task input');
  const all = await boxes.count();
  const ids = await tab.locator('.task').evaluateAll(tasks => tasks.map(task => task.dataset.item));
  const ticked = () => tab.locator('.task:has(input:checked)').evaluateAll(tasks => tasks.map(task => task.dataset.item).join());
  const counted = async done => is((await text(tab.locator('.ticks-count'))).includes(`${done}`) && await tab.locator('.kit progress').evaluate((bar, done) => bar.value === done, done), `does not count ${done} of its ticks`);
  await counted(0);
  is(await tab.evaluate(() => localStorage.length) === 0, 'keeps something before anything is ticked');
  for (const at of [0, 2]) {
    await boxes.nth(at).focus();
    await tab.keyboard.press('Space');
  }
  const two = [ids[0], ids[2]].join();
  await counted(2);
  is((await text(tab.locator('.ticks-count'))).includes(`${all}`), 'does not say how many items there are');
  await tab.reload();
  is(await ticked() === two, 'forgets its ticks when it is loaded again');

  // The same list with other words and another order: only the ids stay.
  const edited = page.html.replace(/(<ul class="tasks">)(\s*<li class="task"[\s\S]*?<\/li>)(\s*<li)/, '$1<li class="task" data-item="brand-new" data-plain="New"><label><input type="checkbox" id="task-new"> <span>New</span></label></li>$2$3').replaceAll(/(<label><input[^>]*> <span>)[^<]*/g, '$1Something else');
  is(edited !== page.html, 'could not be edited');
  await tab.route('**/*', route => (route.request().resourceType() === 'document' ? route.fulfill({ body: edited, contentType: 'text/html; charset=utf-8' }) : route.continue()));
  await tab.reload();
  is(await ticked() === two, 'loses its ticks when its text is edited');
  await tab.unroute('**/*');

  const other = await tab.locator('.languages a[hreflang]:not([aria-current])').first().getAttribute('href');
  await tab.goto(new URL(other, t.server.url(page.path)).href);
  is(await ticked() === two, 'loses its ticks in another language');
  await tab.goBack();

  await tab.locator('.ticks-clear').press('Enter');
  await counted(0);
  is(await said(tab.locator('.ticks-told'), /./), 'does not say that the ticks are cleared');
  is(await tab.evaluate(() => localStorage.length) === 0, 'keeps cleared ticks');
  await tab.locator('.ticks-undo').press('Enter');
  is(await ticked() === two, 'does not put cleared ticks back');
  is(await tab.evaluate(() => document.activeElement.matches('.ticks-clear')), 'loses the focus when the ticks come back');
}

/** To another device and back. */
async function carried({ tab, is }) {
  await tab.locator('.kit-carry summary').press('Enter');
  await tab.locator('.task input').nth(1).press('Space');
  const { path } = await saved(tab, tab.locator('.ticks-export'));
  const id = await tab.locator('.list').getAttribute('data-list');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  is(file.lists[id]?.length === 1, 'does not save its ticks in a file');
  await tab.evaluate(() => localStorage.clear());
  await tab.reload();
  await tab.locator('.task input').nth(3).press('Space');
  const read = async body => {
    const [chooser] = await Promise.all([tab.waitForEvent('filechooser'), tab.evaluate(() => document.querySelector('.ticks-import').click())]);
    await chooser.setFiles({ name: 'ticks.json', mimeType: 'application/json', buffer: Buffer.from(body) });
    is(await said(tab.locator('.ticks-told'), /./), 'says nothing about a file');
  };
  await read(readFileSync(path));
  is(await tab.locator('.task input:checked').count() === 2, 'does not add the ticks of a file to its own');
  for (const foreign of ['', 'null', '{"luotsi":"ticks","lists":null}', '{"luotsi":"ticks","lists":{"other/list":["aim"]}}', '<html>']) await read(foreign);
  is(await tab.locator('.task input:checked').count() === 2, 'takes ticks from a file that is none');
}

/** The programme's days become dates, and a calendar that another program can read. */
async function dates({ t, tab, page, is }) {
  const fold = tab.locator('details.kit');
  if (!await fold.evaluate(details => details.open)) await fold.locator('summary').press('Enter');
  const status = fold.locator('[role=status]');
  await fold.locator('.dates-calendar').press('Enter');
  is(await said(status, /./) && await tab.evaluate(() => document.activeElement.type === 'date'), 'offers a calendar without dates');
  await tab.locator('#dates-start').fill('2027-01-31');
  await tab.locator('#dates-start').blur();
  await tab.locator('#dates-end').fill('2027-08-31');
  await tab.locator('#dates-end').blur();
  const all = await tab.locator('[data-due]').count();
  is(await said(status, new RegExp(`${all}.*${all}`)), 'does not date everything that is due');
  const found = await tab.locator('[data-due]').evaluateAll(tasks => Object.fromEntries(tasks.map(task => [task.dataset.due, task.querySelector('time')?.dateTime])));
  for (const [due, date] of Object.entries(found)) is(date === expected(due), `dates ${due} on ${date} rather than ${expected(due)}`);
  const shown = await text(tab.locator('[data-due] time').first());
  is(/20(26|27)/.test(shown) && !/\d{4}-\d\d/.test(shown), `writes a date as ${shown}`);

  await tab.reload();
  is(await tab.locator('#dates-start').inputValue() === '2027-01-31', 'forgets the programme’s days');
  is(await tab.evaluate(() => Object.keys(localStorage).join()) === 'luotsi:programme', 'keeps the days under another name');
  if (!await fold.evaluate(details => details.open)) await fold.locator('summary').press('Enter');
  await tab.locator('[data-due]').first().evaluate((task, words) => { task.dataset.plain = words; }, 'Ask: who, when; \\n is no line\nEND:VEVENT, nor is this one its end');
  const plain = await tab.locator('[data-due]').evaluateAll(tasks => tasks.map(task => task.dataset.plain));
  const { name, path } = await saved(tab, fold.locator('.dates-calendar'));
  is(name.endsWith('.ics'), `names its calendar ${name}`);
  const file = join(t.results, `${page.lang}-${name}`);
  const raw = readFileSync(path);
  writeFileSync(file, raw);
  is((raw.toString().match(/^BEGIN:VEVENT/gm) ?? []).length === all, 'leaves something out of the calendar');
  const parsed = spawnSync(PYTHON, [PARSER, file], { encoding: 'utf8' });
  is(parsed.status === 0, `its calendar is not valid: ${parsed.error ?? (parsed.stdout + parsed.stderr).trim().split('\n').slice(-3).join(' ')}`);
  const read = parsed.status === 0 ? JSON.parse(parsed.stdout) : [];
  is(read.sort().join('|') === plain.sort().join('|'), 'its calendar reads otherwise than the list');
  const again = await saved(tab, fold.locator('.dates-calendar'));
  is(raw.equals(readFileSync(again.path)), 'makes another calendar of the same dates');

  await tab.locator('#dates-end').fill('2026-12-31');
  await tab.locator('#dates-end').blur();
  is(await said(status, /^[^\d]+$/), 'does not say that the end is before the start');
}

/** The date of a task of a programme from 31 January to 31 August 2027. */
function expected(due) {
  const [, anchor, count = '0', unit] = /^(start|end)(?:([+-]\d+)([dwm]))?$/.exec(due);
  const [year, month, day] = anchor === 'start' ? [2027, 0, 31] : [2027, 7, 31];
  const iso = date => date.toISOString().slice(0, 10);
  if (unit !== 'm') return iso(new Date(Date.UTC(year, month, day + Number(count) * (unit === 'w' ? 7 : 1))));
  const last = new Date(Date.UTC(year, month + Number(count) + 1, 0));
  return iso(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))));
}

/** A message is filled in, copied, opened in the mail program, counted and saved. */
async function words({ tab, is }) {
  const fold = tab.locator('.words details');
  if (!await fold.evaluate(details => details.open)) await fold.locator('summary').press('Enter');
  const inputs = tab.locator('[data-word]');
  const first = inputs.first();
  const [name, label] = [await first.getAttribute('data-word'), await first.getAttribute('data-label')];
  const own = tab.locator(`.letter .placeholder[data-placeholder="${name}"]`);
  is((await text(own.first())).includes(label), 'does not name an empty place');
  const letter = tab.locator('.letter').filter({ has: tab.locator(`.letter-text [data-placeholder="${name}"]`) }).first();
  const told = letter.locator('.copy-told');
  const clipboard = () => tab.evaluate(() => navigator.clipboard.readText());

  await letter.locator('.copy-text').press('Enter');
  is(await said(told, new RegExp(label.replace(/[^\p{L}\d ]/gu, '.'), 'u')), 'does not say which places are empty when it copies');
  is((await clipboard()).includes(`[${label}]`), 'copies an empty place without its name');
  await first.pressSequentially('Ääkkönen & <b>Öbro</b>?');
  is(await text(own.first()) === 'Ääkkönen & <b>Öbro</b>?', 'does not show at once what is filled in');
  is(await own.first().evaluate(place => place.matches('.filled') && place.children.length === 0), 'takes what is filled in for HTML');
  is(await tab.evaluate(() => localStorage.length) === 0, 'keeps words without being asked');
  for (const input of await inputs.all()) if (!await input.inputValue()) await input.fill('x');
  await letter.locator('.copy-text').press('Enter');
  await said(told, /./);
  is(!(await clipboard()).includes('[') && (await clipboard()).includes('<b>Öbro</b>'), 'does not copy what is filled in');
  is(!/\u00a0|\t/.test(await clipboard()) && (await clipboard()).includes('\n\n'), 'does not copy plain text with paragraphs');
  const list = letter.locator('.letter-text ul > li').first();
  if (await list.count()) is((await clipboard()).includes(`\n- ${(await text(list)).slice(0, 12)}`), 'copies a list without dashes');

  const withSubject = tab.locator('.letter:has(.letter-subject)').first();
  await withSubject.locator('.copy-subject').press('Enter');
  await said(withSubject.locator('.copy-told'), /./);
  const subject = (await text(withSubject.locator('.letter-subject'))).replaceAll('\u00a0', ' ');
  is(await clipboard() === subject, 'does not copy the subject');
  const mail = new URL(await withSubject.locator('.copy-mail').getAttribute('href'));
  const query = new URLSearchParams(mail.search.replaceAll('+', '%2B'));
  is(mail.protocol === 'mailto:' && query.get('subject') === subject && query.get('body').includes('\r\n\r\n') && !mail.search.includes('+'), 'makes a wrong address for the mail program');
  const file = await saved(tab, withSubject.locator('.copy-save'));
  is(file.name.endsWith('.txt') && readFileSync(file.path, 'utf8').includes(subject), 'saves no text');

  const short = tab.locator('.letter[data-sms]').first();
  if (await short.count()) {
    const count = short.locator('.copy-count');
    await short.locator('.copy-text').press('Enter');
    await said(short.locator('.copy-told'), /./);
    const length = (await clipboard()).length;
    is((await text(count)).match(/\d+/g).join('/') === `${length}/160`, `counts ${await text(count)} where there are ${length}`);
    const place = await short.locator('.placeholder').first().getAttribute('data-placeholder');
    const before = await text(count);
    await tab.locator(`[data-word="${place}"]`).fill('y'.repeat(160));
    is(await text(count) !== before && await count.evaluate(element => element.matches('.over')), 'does not say that a text is too long');
    is(!await short.locator('.copy-mail').count(), 'opens a text message in the mail program');
  }

  // Kept only when asked, and for other messages too.
  await tab.locator('.words-keep').press('Space');
  is(await tab.evaluate(() => Object.keys(localStorage).join()) === 'luotsi:programme-words', 'keeps words under another name');
  await tab.reload();
  is(await first.inputValue() !== '' && (await text(own.first())) === await first.inputValue(), 'forgets the words that it shall keep');
  if (!await fold.evaluate(details => details.open)) await fold.locator('summary').press('Enter');
  await tab.locator('.words-keep').press('Space');
  is(await tab.evaluate(() => localStorage.length) === 0, 'keeps words that it shall forget');

  // Where there is no clipboard, as on pages from a disk, the old way works.
  await tab.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await letter.locator('.copy-text').press('Enter');
  is(await said(told, new RegExp((await told.getAttribute('data-copied')).slice(0, 8))), 'cannot copy without a clipboard');
}

/** What a text may be made of, and what is copied of it. */
const TEXTS = [
  ['<ul>\n<li><strong>Time:</strong> Monday at 10\n<ul>\n<li>in the library</li>\n</ul>\n</li>\n</ul>', '- Time: Monday at 10\n  - in the library'],
  ['<ol start="3">\n<li>Bring:\n<ul>\n<li>paper</li>\n<li>pen</li>\n</ul>\n</li>\n</ol>', '3. Bring:\n  - paper\n  - pen'],
  ['<div class="table"><table><caption>Table 1</caption><thead><tr><th>Day</th><th>Time</th></tr></thead><tbody><tr><td>Mon</td><td>10</td></tr></tbody></table></div>', 'Day | Time\nMon | 10'],
  ['<p>See <a href="https://example.org">https://example.org</a></p>', 'See https://example.org'],
  ['<p>Read <a href="https://example.org/a">this</a> or <a href="mailto:a@example.org">write to us</a></p>', 'Read this (https://example.org/a) or write to us (a@example.org)'],
  ['<blockquote>\n<p>Aino<br>\nMentor</p>\n</blockquote>', 'Aino\nMentor'],
];

/** Text messages: what is written, what is copied, and the room that it takes. */
const SHORT = [
  ['«Hei» ”Hej” „Hallo“ ‚na‘', '"Hei" "Hej" "Hallo" \'na\'', [24, 160]],
  ['Åäö Ω [5 €]', 'Åäö Ω [5 €]', [14, 160]],
  ['Žanna', 'Žanna', [5, 70]],
  ['مرحبا', 'مرحبا', [5, 70]],
];

/** No word of a text is lost on the way to the clipboard, and none runs into another. */
async function copied({ tab, is }) {
  const read = async (letter, html) => {
    await letter.locator('.letter-text').evaluate((element, html) => { element.innerHTML = html; }, html);
    await tab.evaluate(() => document.dispatchEvent(new CustomEvent('luotsi:words')));
    await letter.locator('.copy-told').evaluate(element => { element.textContent = ''; });
    await letter.locator('.copy-text').press('Enter');
    await said(letter.locator('.copy-told'), /./);
    return tab.evaluate(() => navigator.clipboard.readText());
  };
  const long = tab.locator('.letter:not([data-sms])').first();
  for (const [html, plain] of TEXTS) {
    const copy = await read(long, html);
    is(copy === plain, `copies “${copy}” instead of “${plain}”`);
  }
  const short = tab.locator('.letter[data-sms]').first();
  for (const [html, plain, room] of SHORT) {
    const copy = await read(short, html);
    is(copy === plain, `copies “${copy}” instead of “${plain}”`);
    const count = await text(short.locator('.copy-count'));
    is(count.match(/\d+/g).join('/') === room.join('/'), `counts ${count} where there are ${room.join('/')}: ${plain}`);
  }
}

/** The directory narrows by words and language, by a button and not before. */
async function narrowed({ tab, page, is }) {
  const entries = tab.locator('.entry');
  const all = await entries.count();
  const shown = () => tab.locator('.entry:visible').count();
  const status = tab.locator('form.kit [role=status]');
  const name = await text(entries.nth(1).locator('h2'));
  await tab.locator('#filter-words').fill(name.toUpperCase());
  is(await shown() === all, 'narrows before the button is pressed');
  await tab.keyboard.press('Enter');
  const few = await shown();
  is(few >= 1 && few < all && await entries.nth(1).isVisible(), 'does not find an entry by its name');
  is(await said(status, new RegExp(`${few}\\D+${all}`)), 'does not say how many are left');
  await tab.locator('#filter-words').fill('qqqqqq');
  await tab.keyboard.press('Enter');
  is(await shown() === 0 && await said(status, /^\D+$/), 'does not say that nothing fits');
  await tab.locator('.filter-all').press('Enter');
  is(await shown() === all && await said(status, new RegExp(`${all}\\D+${all}`)), 'does not show all again');
  const language = tab.locator('#filter-language');
  if (await language.count()) {
    await language.selectOption({ index: 1 });
    is(await shown() === all, 'narrows on choice in a list');
    await tab.locator('form.kit [type=submit]').press('Enter');
    is(await shown() > 0 && await shown() < all, 'does not narrow by language');
  }
  is(await tab.evaluate(() => localStorage.length === 0), 'keeps what was looked for');
  for (const link of await tab.locator('.entry a').evaluateAll(links => links.filter(link => link.host !== location.host).map(link => link.closest('p').textContent))) is(/\(.+\)/.test(link), 'has a link that does not say that it leads out');
  for (const checked of await tab.locator('.entry .checked dd').allInnerTexts()) is(checked.trim(), 'has an entry that does not say whether it was checked');
  is(await tab.locator('.entry .checked').count() === all, 'has an entry that does not say whether it was checked');

  // One of another status than the rest makes a choice of it.
  const running = page.html.replace('data-status="unknown"', 'data-status="running"');
  if (running === page.html) return;
  await tab.route('**/*', route => (route.request().resourceType() === 'document' ? route.fulfill({ body: running, contentType: 'text/html; charset=utf-8' }) : route.continue()));
  await tab.reload();
  await tab.locator('#filter-status').selectOption('running');
  await tab.locator('form.kit [type=submit]').press('Enter');
  is(await shown() === 1, 'does not narrow by status');
}

/** Free of violations with the controls on the page; nothing runs over the edge of a phone. */
async function clean({ t, tab, page, is }) {
  await tab.evaluate(axe);
  for (const [viewport, colorScheme] of [[DESKTOP, 'light'], [PHONE, 'dark']]) {
    await tab.setViewportSize(viewport);
    await tab.emulateMedia({ colorScheme });
    await tab.evaluate(unfold);
    const violations = await tab.evaluate(async tags => (await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations
      .flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.target.join(' ')}`)), tags);
    for (const violation of violations) t.fail(page, `${violation} (${viewport.width} px, ${colorScheme})`);
    is(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `scrolls sideways at ${viewport.width} px`);
    const small = await tab.locator('main :is(button, select, input, summary):visible').evaluateAll(all => all.filter(one => {
      const box = (one.closest('label') ?? one).getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    }).map(one => one.className || one.id));
    for (const one of small) t.fail(page, `has a control smaller than 24 px: ${one}`);
  }
}
