// Pictures for people to look at. Nothing is compared: a change of look is no mistake.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MENU_BUTTON, PHONE, samples, unfold } from './support.mjs';

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

export default async function check(t) {
  const folder = join(t.results, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const chosen = samples(t.pages);
  const main = chosen.filter(page => page.lang === t.original || page.isFrame);
  const mirrored = chosen.filter(page => page.dir === 'rtl' && !page.isFrame);
  const shoot = (list, name, options, prepare = () => {}) => t.each(list, options, async (tab, page) => {
    await prepare(tab);
    const file = `${name}-${page.file.replace(/\/?index\.html$/, '').replaceAll('/', '-') || 'root'}.png`;
    await tab.screenshot({ path: join(folder, file), fullPage: true });
  });
  await shoot(main, 'desktop', { viewport: desktop });
  await shoot(main, 'phone', { viewport: phone });
  await shoot(main, 'dark', { viewport: desktop, colorScheme: 'dark' });
  await shoot(mirrored, 'rtl', { viewport: desktop });
  await shoot(mirrored, 'rtl-phone', { viewport: phone });
  await shoot(main.filter(page => page.kind === 'home' && !page.isFrame), 'menu', { viewport: PHONE }, tab => tab.locator(MENU_BUTTON).first().click());
  await shoot(main.filter(page => page.questions.length), 'open', { viewport: phone }, tab => tab.evaluate(unfold));
  await shoot(main.filter(page => ['step', 'faq', 'home'].includes(page.kind)), 'forced', { viewport: desktop }, tab => tab.emulateMedia({ forcedColors: 'active' }));
  await shoot(main.filter(page => ['step', 'faq', 'home'].includes(page.kind)), 'large', { viewport: phone, bypassCSP: true }, tab => tab.addStyleTag({ content: ':root { font-size: 200% !important }' }));
  for (const page of main.filter(page => ['step', 'faq', 'home', 'role'].includes(page.kind))) {
    const sheet = join(t.results, 'print', `${page.file.replaceAll('/', '-').replace(/\.html$/, '')}.pdf`);
    try {
      execFileSync('pdftoppm', ['-png', '-r', '60', sheet, join(folder, `print-${page.kind}`)], { stdio: 'ignore' });
    } catch { t.note(`no printed sheet of ${page.file}: run the check “print” first`); }
  }
  t.note(`in ${folder}`);
}
