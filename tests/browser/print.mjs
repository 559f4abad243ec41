// On paper: the content without the site's furniture, nothing folded away, addresses after links.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DESKTOP } from './support.mjs';

const folder = 'print';

/** What must not and what must be on paper, told from the page on screen. Runs in the browser. */
function parts() {
  // What the glossary says of a word is shown on screen only.
  const text = element => {
    const copy = element.cloneNode(true);
    for (const explanation of copy.querySelectorAll('[role=tooltip]')) explanation.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const main = document.querySelector('main');
  const own = location.origin;
  // Tools of the screen: what a script adds, and links to files.
  const isTool = element => element.closest('.tools, .downloads, .mistakes, .kit, .kit-letter, .words');
  return {
    furniture: [...document.querySelectorAll('.skip, header :is(summary, button, nav li), footer nav li, nav[aria-label] li')].filter(element => !element.closest('article')).map(text),
    content: text(main.querySelector('article') ?? main),
    headings: [...main.querySelectorAll('h1, article :is(h2, h3)')].filter(element => !element.closest('nav') && !isTool(element)).map(text),
    folded: [...main.querySelectorAll('details')].filter(details => !isTool(details)).map(details => text(details.querySelector(':scope > :not(summary)') ?? details)),
    outside: [...main.querySelectorAll('article a[href^="http"]')].filter(link => new URL(link.href).origin !== own).map(link => new URL(link.href).host),
  };
}

/** What of the furniture is still shown when the page is printed. Runs in the browser. */
const shown = () => [...document.querySelectorAll('.skip, nav, button, body > header summary')]
  .filter(element => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0)
  .map(element => element.localName + (element.className ? `.${element.className.replaceAll(' ', '.')}` : ''));

// Lines break and words are hyphenated on paper, and ligatures come out as one character: only letters and digits are compared.
const plain = text => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export default async function check(t) {
  const chosen = t.samples;
  const paper = join(t.results, folder);
  mkdirSync(paper, { recursive: true });
  let sheets = 0;
  await t.each(chosen, { viewport: DESKTOP, colorScheme: 'dark' }, async (tab, page) => {
    const { furniture, content, headings, folded, outside } = await tab.evaluate(parts);
    await tab.emulateMedia({ media: 'print' });
    for (const what of new Set(await tab.evaluate(shown))) if (!page.isFrame) t.fail(page, `${what} is printed`);
    const ink = await tab.evaluate(() => [document.documentElement, document.body, document.querySelector('main')].map(element => getComputedStyle(element).backgroundColor));
    if (ink.some(colour => !/^(rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)|rgba\(255, 255, 255.*|transparent)$/.test(colour))) t.fail(page, `prints on a coloured ground: ${ink.join(', ')}`);
    await tab.emulateMedia({ media: null });

    const file = join(paper, `${page.file.replaceAll('/', '-').replace(/\.html$/, '')}.pdf`);
    await tab.pdf({ path: file, format: 'A4', preferCSSPageSize: true });
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
    sheets += text.split('\f').length - 1;
    // Letters that run from right to left come out of a PDF in shapes and orders of their own.
    if (page.dir === 'rtl') return text.trim() ? undefined : t.fail(page, 'is empty on paper');
    const lines = new Set(text.split('\n').map(line => plain(line)));
    const all = plain(text);
    // Words that the text has as well may stand on a line of their own.
    const own = plain(content);
    if (!page.isFrame) for (const words of furniture) if (lines.has(plain(words)) && !own.includes(plain(words))) t.fail(page, `“${words}” of the navigation is printed`);
    for (const words of headings) if (!all.includes(plain(words))) t.fail(page, `the heading “${words}” is missing on paper`);
    for (const words of folded) if (!all.includes(plain(words).slice(0, 60))) t.fail(page, `folded text is missing on paper: “${words.slice(0, 40)}…”`);
    for (const host of outside) if (!all.includes(plain(host))) t.fail(page, `the address of a link to ${host} is not printed`);
  });
  t.note(`${chosen.length} pages make ${sheets} sheets, kept in ${folder}/`);
}
