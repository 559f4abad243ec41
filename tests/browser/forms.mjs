// Forms on screen: filled by keyboard, checked, kept only when asked, saved and opened, printed; and nothing leaves the page.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DESKTOP, PHONE } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const AGREEMENT = 'fi/lomakkeet/mentorointisopimus/';
const IN_SWEDISH = 'sv/blanketter/mentorskapsavtal/';
const SURVEY = 'fi/lomakkeet/valiseuranta/';
const IN_EASY_FINNISH = 'fi-simple/lomakkeet/valiseuranta/';
const LONG = 'Aktori etsii töitä vanhustyöstä ja opettelee työelämän sanoja. '.repeat(14) + 'Viimeinen lause.';
const plain = text => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** All a check needs: a tab of its own on a form, in a context that nobody else writes to. */
async function open(t, path, options = {}) {
  const context = await t.browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  tab.setDefaultNavigationTimeout(120_000);
  const requests = [];
  await tab.goto(t.server.url(path));
  // A browser may ask for the icon whenever it likes.
  tab.on('request', request => { if (!request.url().endsWith('/icon.svg')) requests.push(request.url()); });
  tab.on('pageerror', error => t.fail(path, `script: ${error.message}`));
  t.count += 1;
  return { tab, context, requests };
}

const stored = tab => tab.evaluate(() => Object.fromEntries(Object.entries(localStorage)));
const status = (tab, part) => tab.locator(`.${part} .status`);
const press = (tab, deed) => tab.locator(`[data-do=${deed}]`).click();

/** Waits until an element says something that matches; tells what it said instead. */
async function says(t, where, element, pattern) {
  await element.filter({ hasText: pattern }).waitFor({ timeout: 3000 })
    .catch(async () => t.fail(where, `a status says “${await element.textContent()}” instead of ${pattern}`));
}

async function byKeyboard(t) {
  const { tab, context, requests } = await open(t, AGREEMENT);
  const told = (what, holds) => { if (!holds) t.fail(AGREEMENT, what); };

  // Every question of the agreement by Tab, typing, arrows and the space bar, until the button after the form.
  await tab.locator('#f-mentor_name').focus();
  const answered = new Set();
  for (let stops = 0; stops < 250; stops += 1) {
    const at = await tab.evaluate(() => {
      const { name, type, localName, dataset, id } = document.activeElement;
      return { name, type, localName, deed: dataset.do, id };
    });
    if (at.deed === 'check') break;
    if (at.name && !answered.has(at.name)) {
      answered.add(at.name);
      if (at.type === 'radio' || at.type === 'checkbox') await tab.keyboard.press('Space');
      else if (at.type === 'date') await tab.keyboard.type('12012026');
      else if (at.type === 'time') await tab.keyboard.type('0430PM');
      else if (/count/.test(at.name)) await tab.keyboard.type('8');
      else if (/length/.test(at.name)) await tab.keyboard.type('60');
      else await tab.keyboard.type('Vastaus');
    }
    await tab.keyboard.press('Tab');
  }
  await tab.keyboard.press('Enter');
  await says(t, AGREEMENT, status(tab, 'finishing'), /kunnossa/);
  const missed = await tab.evaluate(() => [...document.querySelectorAll('.fields [name]')]
    .filter(control => !control.closest('[hidden]') && !/radio|checkbox/.test(control.type) && !control.value).map(control => control.name));
  told(`the keyboard does not reach or fill ${missed.join(', ')}`, missed.length === 0);
  told('stores something though nobody asked', Object.keys(await stored(tab)).length === 0);
  told(`asks for ${requests.join(', ')} while it is filled in`, requests.length === 0);

  // The policy holds for scripts too: nothing can be sent to another host, and no form can be sent anywhere.
  const reached = await tab.evaluate(() => fetch('https://example.org/').then(() => true, () => false));
  told('lets a script reach another host', !reached);
  const policy = await tab.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  told(`has a policy that lets a form be sent: ${policy}`, /form-action 'none'/.test(policy) && !/unsafe/.test(policy));
  await context.close();
}

async function mistakes(t) {
  const path = 'fi/lomakkeet/mentorin-ilmoittautuminen/';
  const { tab, context } = await open(t, path);
  const told = (what, holds) => { if (!holds) t.fail(path, what); };
  const summary = tab.locator('main > .mistakes:first-child');
  const messages = () => summary.locator('a').allTextContents();

  const title = await tab.title();
  await tab.fill('#f-name', 'Aino');
  await press(tab, 'check');
  told('has no error summary at the top of main that has the focus', await summary.evaluate(box => box === document.activeElement && box.getAttribute('role') === 'alert'));
  told('does not say of an error in its title', await tab.title() === `Virhe: ${title}`);
  told('loses what was written', await tab.inputValue('#f-name') === 'Aino');
  told('asks again for what was answered', !(await messages()).some(text => text.includes('nimesi')));
  const beside = await tab.locator('#f-municipality').evaluate(input => ({
    invalid: input.ariaInvalid ?? input.getAttribute('aria-invalid'),
    words: (input.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '),
  }));
  told('does not tell the error beside the field', beside.invalid === 'true' && beside.words.startsWith('Virhe:'));
  await summary.locator('a').first().click();
  told('a link of the summary does not lead to its field', await tab.evaluate(() => document.activeElement.id) === 'f-email');

  // One of the two ways of contact is enough, and each has its shape.
  const says = async text => { await press(tab, 'check'); return (await messages()).some(message => message.includes(text)); };
  await tab.fill('#f-email', 'aino(at)example.org');
  told('takes a wrong e-mail address', await says('sähköpostiosoite'));
  await tab.fill('#f-email', '');
  await tab.fill('#f-phone', '٠٤٠ ١٢٣ ٤٥٦٧');
  told('wants an address though there is a number', !await says('sähköpostiosoite'));
  told('marks fields that are well', await tab.locator('#f-email[aria-invalid], #f-phone[aria-invalid]').count() === 0);
  await context.close();

  const mentee = await open(t, 'fi/lomakkeet/aktorin-ilmoittautuminen/');
  const box = mentee.tab.locator('[data-choices] input');
  for (const index of [0, 1, 2, 3, 4, 5]) await box.nth(index).check();
  await press(mentee.tab, 'check');
  told('takes more choices than allowed', await mentee.tab.locator('[data-choices] > .error').count() === 1);
  await mentee.context.close();
}

/** A list needs what its columns ask for only in rows that are begun, and in the first. */
async function neededRows(t) {
  const { tab, context } = await open(t, AGREEMENT);
  const told = (what, holds) => { if (!holds) t.fail(AGREEMENT, what); };
  const list = tab.locator('[data-field=goals]');
  const wanting = async () => {
    await press(tab, 'check');
    return list.locator('[aria-invalid=true]').evaluateAll(all => all.map(control => control.name).join());
  };
  await list.locator('[name$=".goal"]').evaluateAll(all => all.forEach(control => control.setAttribute('aria-required', 'true')));
  told('does not want the first row of a needed list', await wanting() === 'goals.1.goal');
  await tab.fill('#f-goals-1-goal', 'Työpaikka');
  told('wants rows that nobody has begun', await wanting() === '');
  await tab.fill('#f-goals-2-noticed', 'Sopimuksesta');
  told('does not want the rest of a row that is begun', await wanting() === 'goals.2.goal');
  await list.evaluate(field => field.removeAttribute('data-required'));
  await tab.fill('#f-goals-1-goal', '');
  told('does not look at the rows of a list that may be left out', await wanting() === 'goals.2.goal');
  await tab.fill('#f-goals-2-noticed', '');
  told('wants the first row of a list that may be left out', await wanting() === '');
  await context.close();
}

async function conditionsAndRows(t) {
  const { tab, context } = await open(t, AGREEMENT);
  const told = (what, holds) => { if (!holds) t.fail(AGREEMENT, what); };
  const other = tab.locator('[data-field=topics_other]');
  const said = tab.locator('.unseen[role=status]');

  told('shows a question that nobody asks for', !await other.isVisible());
  await tab.locator('#f-topics_in-other').focus();
  await tab.keyboard.press('Space');
  told('does not show a question that an answer asks for', await other.isVisible());
  await says(t, AGREEMENT, said, /Mikä muu aihe/);
  told('moves the focus when a question appears', await tab.evaluate(() => document.activeElement.id) === 'f-topics_in-other');
  await tab.fill('#f-topics_other', 'Palkka');
  await tab.uncheck('#f-topics_in-other');
  told('shows a question that is no longer asked', !await other.isVisible());

  const list = tab.locator('[data-field=next]');
  const rows = () => list.locator('.row').count();
  await tab.fill('#f-next-2-place', 'Kirjasto');
  const before = await rows();
  await list.locator('.add').click();
  told('does not add a row with a number of its own', await rows() === before + 1 && await tab.evaluate(() => document.activeElement.name) === `next.${before + 1}.date`);
  await says(t, AGREEMENT, said, /Rivi 5/);
  await list.locator('.remove').first().click();
  told('does not move the answers up when a row is removed', await rows() === before && await tab.inputValue('#f-next-1-place') === 'Kirjasto');
  told('loses the focus when a row is removed', await tab.evaluate(() => document.activeElement.textContent) === 'Rivi 1');
  while (await list.locator('.add').isVisible()) await list.locator('.add').click();
  told(`lets a list grow to ${await rows()} rows`, await rows() === 12);
  await context.close();
}

/** An answer that need not be given can be taken back. */
async function takingBack(t, path, group, answer, words) {
  const { tab, context } = await open(t, path);
  const told = (what, holds) => { if (!holds) t.fail(path, what); };
  const button = tab.locator(`[data-field=${group}] .unchoose`);
  const radio = tab.locator(`#f-${group}-${answer}`);
  told('offers to take back an answer that nobody has given', !await button.isVisible());
  await tab.check('#keep-answers');
  await radio.focus();
  await tab.keyboard.press('Space');
  told('does not offer to take an answer back', await button.isVisible());
  await tab.reload();
  told('does not offer to take back an answer that was kept', await radio.isChecked() && await button.isVisible());
  await button.focus();
  await tab.keyboard.press('Enter');
  told('does not take an answer back', !await radio.isChecked() && !await button.isVisible());
  told('loses the focus when an answer is taken back', await radio.evaluate(input => input === document.activeElement));
  await says(t, path, tab.locator('.unseen[role=status]'), words);
  told('keeps an answer that was taken back', !(group in JSON.parse(Object.values(await stored(tab))[0] ?? '{}')));
  told('lets a needed answer be taken back', await tab.locator('[aria-required=true] > .unchoose').count() === 0);
  await context.close();
}

async function keeping(t) {
  const { tab, context } = await open(t, AGREEMENT);
  const told = (what, holds) => { if (!holds) t.fail(AGREEMENT, what); };
  await tab.fill('#f-mentor_name', 'Aino');
  await tab.check('#f-topics_in-other');
  await tab.fill('#f-topics_other', 'Palkka');
  await tab.uncheck('#f-topics_in-other');
  told('stores answers before the reader asks', Object.keys(await stored(tab)).length === 0);
  await tab.check('#keep-answers');
  for (let row = 0; row < 2; row += 1) await tab.locator('[data-field=next] .add').click();
  await tab.fill('#f-next-6-place', 'Kahvila');
  const kept = JSON.parse((await stored(tab))['luotsi:form:forms/agreement'] ?? '{}');
  told('keeps the answer to a question that is not asked', !('topics_other' in kept) && kept.mentor_name === 'Aino');

  await tab.reload();
  told('does not bring the answers back after a reload', await tab.inputValue('#f-mentor_name') === 'Aino' && await tab.inputValue('#f-next-6-place') === 'Kahvila');
  await says(t, AGREEMENT, status(tab, 'keeping'), /säilytetyt/);
  await tab.goto(t.server.url(IN_SWEDISH));
  told('does not bring the answers back in Swedish', await tab.inputValue('#f-mentor_name') === 'Aino' && await tab.isChecked('#keep-answers'));
  await tab.uncheck('#keep-answers');
  told('still stores what shall not be kept', Object.keys(await stored(tab)).length === 0 && await tab.inputValue('#f-mentor_name') === 'Aino');

  await tab.check('#keep-answers');
  await press(tab, 'clear');
  told('clears without asking', await tab.inputValue('#f-mentor_name') === 'Aino');
  await tab.keyboard.press('Escape');
  told('does not give the focus back when clearing is called off', await tab.evaluate(() => document.activeElement.dataset.do) === 'clear');
  await press(tab, 'clear');
  await press(tab, 'clear-yes');
  await says(t, IN_SWEDISH, status(tab, 'finishing'), /tom/);
  told('does not clear everything', await tab.inputValue('#f-mentor_name') === '' && Object.keys(await stored(tab)).length === 0 && !await tab.isChecked('#keep-answers'));
  await context.close();
}

/** An easier language has no place for some answers, and two windows may have one form open: neither loses what the other has. */
async function keptElsewhere(t) {
  const { tab, context } = await open(t, SURVEY);
  const told = (what, holds) => { if (!holds) t.fail(SURVEY, what); };
  const long = LONG.repeat(60);
  await tab.check('#keep-answers');
  await tab.check('#f-overall-strongly_agree');
  await tab.fill('#f-overall_text', long);
  await tab.goto(t.server.url(IN_EASY_FINNISH));
  told('has every answer in the easier language too, so that this proves nothing', await tab.locator('#f-overall-strongly_agree').count() === 0);
  await tab.fill('#f-meetings', '7');
  await tab.goto(t.server.url(SURVEY));
  told('loses an answer that an easier language does not have', await tab.isChecked('#f-overall-strongly_agree'));
  told('loses a long answer', await tab.inputValue('#f-overall_text') === long);
  await tab.check('#f-overall-agree');
  await tab.reload();
  told('puts an old answer in the place of a new one', await tab.isChecked('#f-overall-agree') && await tab.inputValue('#f-meetings') === '7');

  const other = await context.newPage();
  await other.goto(t.server.url(IN_EASY_FINNISH));
  // The first window says again that answers are back.
  await status(tab, 'keeping').evaluate(element => { element.textContent = ''; });
  await other.fill('#f-meetings', '8');
  await says(t, SURVEY, status(tab, 'keeping'), /säilytetyt/);
  await tab.fill('#f-overall_text', 'Hyvin');
  const kept = JSON.parse((await stored(tab))['luotsi:form:forms/interim-survey'] ?? '{}');
  told('loses what was written in another window', kept.meetings === '8' && kept.overall_text === 'Hyvin' && kept.overall === 'agree');
  await other.uncheck('#keep-answers');
  await says(t, SURVEY, status(tab, 'keeping'), /poistettiin/);
  await tab.fill('#f-overall_text', 'Huonosti');
  told('keeps anew what another window has forgotten', Object.keys(await stored(tab)).length === 0);
  await context.close();
}

async function filesAndPaper(t) {
  const { tab, context, requests } = await open(t, AGREEMENT, { acceptDownloads: true });
  const told = (what, holds) => { if (!holds) t.fail(AGREEMENT, what); };
  const saved = async deed => {
    const [download] = await Promise.all([tab.waitForEvent('download'), press(tab, deed)]);
    const file = join(t.results, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  };
  await tab.fill('#f-mentor_name', '<b>Aino</b>');
  await tab.fill('#f-start', LONG);
  await tab.check('#f-rhythm-weekly');
  await tab.fill('#f-period_from', '2026-12-01');
  await tab.fill('#f-goals-2-goal', 'Työpaikka');

  const file = await saved('save');
  const data = JSON.parse(readFileSync(file, 'utf8'));
  told('saves a file that does not say what it is', data.form === 'forms/agreement' && data.language === 'fi' && data.version && data.title === 'Mentorointisopimus');
  told('saves a file without the answers in words', data.answers.rhythm === 'weekly' && data.labels.rhythm.answer[0] === 'Viikoittain');
  const text = readFileSync(await saved('save-text'), 'utf8');
  told('saves a text without questions and answers', text.includes('Kuinka usein tapaamme\n  Viikoittain') && text.includes('1. joulukuuta 2026') && text.includes('Viimeinen lause.'));

  // Paper: long answers whole; the empty form without a word of them.
  const paper = async name => {
    const pdf = join(t.results, `${name}.pdf`);
    await tab.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
    return plain(execFileSync('pdftotext', ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' }));
  };
  const filled = await paper('form-filled');
  for (const words of [LONG, '1. joulukuuta 2026', 'Työpaikka', 'Aino']) if (!filled.includes(plain(words))) t.fail(AGREEMENT, `“${words.slice(0, 40)}…” is not whole on paper`);
  told('prints a question that is not asked', !filled.includes(plain('Mikä muu aihe')));
  told('prints its buttons', !filled.includes(plain('Tulosta tyhjä lomake')));
  await tab.evaluate(() => { globalThis.print = () => {}; });
  await press(tab, 'print-empty');
  const empty = await paper('form-empty');
  told('prints answers on the empty form', !empty.includes(plain('Viimeinen lause')) && !empty.includes(plain('joulukuuta')));
  told('leaves questions out of the empty form', empty.includes(plain('Mikä muu aihe')) && empty.includes(plain('Vastaa vain, jos')));

  // Opened again, in another language; what is foreign is left alone.
  await tab.goto(t.server.url(IN_SWEDISH));
  writeFileSync(file, JSON.stringify({ ...data, answers: { ...data.answers, stranger: 'x', rhythm: ['weekly'], count: { deep: 1 } } }));
  const choose = given => tab.setInputFiles('#open-answers', given);
  await choose(file);
  await says(t, IN_SWEDISH, status(tab, 'keeping'), /5.*2/);
  told('does not fill the form from the file', await tab.inputValue('#f-start') === LONG && await tab.isChecked('#f-rhythm-weekly'));
  told('takes an answer for markup', await tab.locator('main b:text-is("Aino")').count() === 0 && await tab.inputValue('#f-mentor_name') === '<b>Aino</b>');
  const wrong = (name, content) => choose({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await wrong('other.json', JSON.stringify({ form: 'forms/consent', title: 'Samtycken', answers: { mentor_name: 'Nej' } }));
  await says(t, IN_SWEDISH, status(tab, 'keeping'), /Samtycken/);
  for (const content of ['no JSON', 'null', '[]', '{"form":"forms/agreement","answers":[]}']) {
    await wrong('broken.json', content);
    await says(t, IN_SWEDISH, status(tab, 'keeping'), /inte en blankett/);
  }
  told('a file of another form changes answers', await tab.inputValue('#f-mentor_name') === '<b>Aino</b>');
  const foreign = requests.filter(url => !url.startsWith(t.server.origin) && !url.startsWith('blob:'));
  told(`asks another host: ${foreign.join(', ')}`, foreign.length === 0);
  await context.close();
}

async function withoutScript(t, forms) {
  await t.each(forms, { javaScriptEnabled: false, viewport: PHONE }, async (tab, page) => {
    const unseen = await tab.locator('.fields :is(.field, .info, .only-if, input, textarea, select)').evaluateAll(all => all.filter(element => !element.checkVisibility()).length);
    if (unseen) t.fail(page, `hides ${unseen} parts of the form without a script`);
    if (await tab.locator('.fields button, .tools').count()) t.fail(page, 'has buttons that do nothing without a script');
    const text = tab.locator('.fields :is(input[type=text], textarea)').first();
    await text.fill('Aino');
    if (await text.inputValue() !== 'Aino') t.fail(page, 'cannot be filled without a script');
  });
}

async function accessible(t, forms) {
  await t.each(forms, {}, async (tab, page) => {
    await tab.evaluate(axe);
    await tab.locator('[data-do=clear]').click();
    await press(tab, 'check');
    // Each form once; where it was written, and from right to left, in the other look as well.
    const looks = [['320 px, dark', PHONE, 'dark']];
    if (page.lang === t.original || page.dir === 'rtl') looks.push(['1280 px, light', DESKTOP, 'light']);
    for (const [name, viewport, colorScheme] of looks) {
      await tab.setViewportSize(viewport);
      await tab.emulateMedia({ colorScheme });
      const { wide, violations } = await tab.evaluate(async tags => {
        const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        const wide = document.documentElement.scrollWidth > innerWidth;
        return { wide, violations: violations.flatMap(rule => rule.nodes.map(node => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ').trim()}`)) };
      }, tags);
      for (const violation of violations) t.fail(page, `${violation} (${name}, errors shown)`);
      if (wide) t.fail(page, `scrolls sideways (${name}, errors shown)`);
    }
    const small = await tab.locator('.fields :is(input, select, textarea, button), .tools :is(button, input)').evaluateAll(all => all
      .filter(element => element.checkVisibility()).map(element => ({ name: element.id || element.className, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24).map(({ name }) => name));
    if (small.length) t.fail(page, `has targets smaller than 24 px: ${small.slice(0, 3).join(', ')}`);
  });
}

export default async function check(t) {
  const forms = t.pages.filter(page => page.kind === 'form' && !page.isFallback);
  if (!t.at(AGREEMENT)) return t.fail(AGREEMENT, 'there is no agreement to fill in');
  await byKeyboard(t);
  await mistakes(t);
  await neededRows(t);
  await conditionsAndRows(t);
  await takingBack(t, AGREEMENT, 'phone', 'silent', /Vastaus on poistettu: /);
  await keeping(t);
  await keptElsewhere(t);
  await filesAndPaper(t);
  await withoutScript(t, forms);
  await accessible(t, forms);
  t.note(`${forms.length} forms filled, checked, kept, saved, printed; without a script and with errors shown`);
}
