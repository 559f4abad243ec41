// Pages of every language through axe, with all that is folded away open: wide and narrow, light and dark.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE, unfold } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Both widths and both schemes on every page that is looked at, the other two pairs on samples. */
const LOOKS = [
  { name: '1280 px, light', viewport: DESKTOP, colorScheme: 'light' },
  { name: '320 px, dark', viewport: PHONE, colorScheme: 'dark' },
  { name: '1280 px, dark', viewport: DESKTOP, colorScheme: 'dark', sampled: true },
  { name: '320 px, light, menu open', viewport: PHONE, colorScheme: 'light', sampled: true },
];

export default async function check(t) {
  const rules = new Set();
  await t.each(t.chosen, {}, async (tab, page) => {
    await tab.evaluate(axe);
    await tab.evaluate(unfold);
    for (const look of LOOKS) {
      if (look.sampled && !t.samples.includes(page)) continue;
      await tab.setViewportSize(look.viewport);
      await tab.emulateMedia({ colorScheme: look.colorScheme });
      if (look.name.includes('menu')) await tab.evaluate(() => document.querySelectorAll('header [popover]').forEach(popover => popover.showPopover()));
      const { violations, passed } = await tab.evaluate(async tags => {
        const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false });
        return {
          passed: result.passes.map(rule => rule.id),
          violations: result.violations.flatMap(rule => rule.nodes.map(node => ({
            rule: rule.id, node: node.target.join(' '), why: node.failureSummary.split('\n').slice(1).join(' ').trim(),
          }))),
        };
      }, tags);
      passed.forEach(rule => rules.add(rule));
      for (const { rule, node, why } of violations) t.fail(page, `${rule} (${look.name}) at ${node}: ${why}`);
    }
    await tab.setViewportSize(LOOKS[0].viewport);
  });
  t.note(`${t.chosen.length} pages × 2 looks, ${t.samples.length} of them × 4, ${rules.size} different rules met and held`);
}
