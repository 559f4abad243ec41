// The Nu checker of the W3C over every page and style sheet: no errors; warnings are told.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { files } from './support.mjs';

export default async function check(t) {
  const packaged = dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json'));
  const jar = join(packaged, readdirSync(packaged, { recursive: true }).find(file => file.endsWith('vnu.jar')));
  // By name: given a folder, it takes every file for a page.
  const checked = files(t.dir).filter(file => /\.(html|css|svg)$/.test(file)).map(file => join(t.dir, file));
  const looked = spawnSync('java', ['-jar', jar, '--also-check-css', '--also-check-svg', '--format', 'json', '--exit-zero-always', ...checked], { encoding: 'utf8', maxBuffer: 1 << 28 });
  t.count = checked.length;
  if (looked.error) throw looked.error;
  const { messages } = JSON.parse(looked.stderr);
  const warnings = new Map();
  for (const { type, subType, url, lastLine, message, extract } of messages) {
    const file = decodeURIComponent(url.replace('file:', '')).replace(`${t.dir}/`, '');
    if (type === 'error' || type === 'non-document-error') t.fail(`${file}:${lastLine}`, `${message} — ${(extract ?? '').replace(/\s+/g, ' ').trim()}`);
    // On a disk no file is of the page's own origin, and data is taken for a script: `quiet` looks at the policy in a browser.
    else if (subType === 'warning' && !/violates Content Security Policy/.test(message)) warnings.set(message, [...(warnings.get(message) ?? []), file]);
  }
  for (const [message, files] of warnings) t.note(`warning on ${files.length}: ${message} (${files[0]})`);
}
