// Pages of every language through axe, with all that is folded away open: wide and narrow, light and dark.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE, unfold } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Samples have all looks; other pages, whose words alone are theirs, have one in turn. */
const LOOKS = [
  { name: '1280 px, light', viewport: DESKTOP, colorScheme: 'light' },
  { name: '320 px, dark', viewport: PHONE, colorScheme: 'dark' },
  { name: '1280 px, dark', viewport: DESKTOP, colorScheme: 'dark' },
  { name: '320 px, light, menu open', viewport: PHONE, colorScheme: 'light' },
];

export default async function check(t) {
  const rules = new Set();
  await t.each(t.chosen, {}, async (tab, page) => {
    await tab.evaluate(axe);
    await tab.evaluate(unfold);
    const inTurn = LOOKS[t.chosen.indexOf(page) % LOOKS.length];
    for (const look of t.samples.includes(page) ? LOOKS : [inTurn]) {
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
  t.note(`${t.chosen.length} pages, ${t.samples.length} of them in ${LOOKS.length} looks, ${rules.size} different rules met and held`);
}
