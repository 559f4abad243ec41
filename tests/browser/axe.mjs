// Every page of every language through axe: wide and light, narrow, wide and dark.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE, samples, unfold } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const looks = [
  { name: '1280 px, light', viewport: DESKTOP, colorScheme: 'light', open: false },
  { name: '320 px, all opened', viewport: PHONE, colorScheme: 'light', open: true },
  { name: '1280 px, dark, all opened', viewport: DESKTOP, colorScheme: 'dark', open: true },
  { name: '320 px, menu open', viewport: PHONE, colorScheme: 'dark', menu: true },
];

export default async function check(t) {
  const rules = new Set();
  const sampled = new Set(samples(t.pages));
  await t.each(t.pages, {}, async (tab, page) => {
    await tab.evaluate(axe);
    for (const look of looks) {
      if (look.menu && !sampled.has(page)) continue;
      // A page that stands in for a missing one has the same content as the page it stands in for: one look at its frame is enough.
      if (look !== looks[0] && page.robots.includes('noindex') && !sampled.has(page)) continue;
      await tab.setViewportSize(look.viewport);
      await tab.emulateMedia({ colorScheme: look.colorScheme });
      // What is folded away is not looked at, so it is unfolded.
      if (look.open) await tab.evaluate(unfold);
      if (look.menu) await tab.evaluate(() => document.querySelectorAll('header [popover]').forEach(popover => popover.showPopover()));
      const { violations, passed } = await tab.evaluate(async tags => {
        const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
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
  });
  t.note(`${t.pages.length} pages × ${looks.length - 1} looks, the open menu on ${sampled.size}, ${rules.size} different rules met and held`);
}
