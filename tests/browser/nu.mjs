// The Nu checker of the W3C over pages and style sheets: no errors; warnings are told.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { files } from './support.mjs';

export default async function check(t) {
  const packaged = dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json'));
  const jar = join(packaged, readdirSync(packaged, { recursive: true }).find(file => file.endsWith('vnu.jar')));
  // By name: given a folder, it takes every file for a page.
  const pages = new Set(t.own.map(page => page.file));
  const checked = files(t.dir).filter(file => /\.(css|svg)$/.test(file) || pages.has(file)).map(file => join(t.dir, file));
  t.count = checked.length;
  // Half the time of what Java does by itself for a program that runs long.
  const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m'];
  const { messages } = JSON.parse(await told('java', [...quick, '-jar', jar, '--also-check-css', '--also-check-svg', '--format', 'json', '--exit-zero-always', ...checked]));
  const warnings = new Map();
  for (const { type, subType, url, lastLine, message, extract } of messages) {
    const file = decodeURIComponent(url.replace('file:', '')).replace(`${t.dir}/`, '');
    if (type === 'error' || type === 'non-document-error') t.fail(`${file}:${lastLine}`, `${message} — ${(extract ?? '').replace(/\s+/g, ' ').trim()}`);
    // On a disk no file is of the page's own origin, and data is taken for a script: `quiet` looks at the policy in a browser.
    else if (subType === 'warning' && !/violates Content Security Policy/.test(message)) warnings.set(message, [...(warnings.get(message) ?? []), file]);
  }
  for (const [message, files] of warnings) t.note(`warning on ${files.length}: ${message} (${files[0]})`);
}

/** What a program writes to its error stream, while other checks go on. */
function told(program, words) {
  return new Promise((resolve, reject) => {
    const running = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    running.stderr.setEncoding('utf8').on('data', part => { text += part; });
    running.on('error', reject).on('close', () => resolve(text));
  });
}
