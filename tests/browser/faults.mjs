// Do the checks catch what they are for? A small good guide passes them all; then it is broken, one fault at a time,
// and the check concerned must say so:
//   node faults.mjs [check …]

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CHECKS, run } from './run.mjs';
import { launch } from './support.mjs';

const BASE_URL = 'https://guide.example/guide/';
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";

// --- a good guide ------------------------------------------------------------

const CSS = `:root { color-scheme: light dark; scroll-padding-block: 1rem }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; padding: 1rem; background: Canvas; color: CanvasText; overflow-wrap: anywhere }
a { color: LinkText } nav a, summary { display: inline-block; min-block-size: 2.75rem; min-inline-size: 2.75rem } ul { padding-inline-start: 1rem }
:focus-visible { outline: 3px solid CanvasText; outline-offset: 2px }
.skip { position: absolute; inset-block-start: -6rem } .skip:focus { inset-block-start: 0; background: Canvas }
.term { color: inherit; text-decoration: underline dotted; display: inline-block } article { position: relative }
[role=tooltip] { position: absolute; inset-inline: 0; padding: .5rem; border: 1px solid; background: Canvas }
.term:not(.put-away):is(:hover, :focus-visible) + [role=tooltip], .term:not(.put-away) + [role=tooltip]:hover { display: block }
[role=tooltip]::after { content: ""; position: absolute; inset: -.8rem 0; z-index: -1 }
.term:focus-visible { scroll-margin-block: 8rem }
.scroller { overflow-x: auto; overflow-wrap: normal }
@media (min-width: 40rem) { header summary { display: none } header details::details-content { content-visibility: visible; block-size: auto } }
@media print {
  header, footer, nav, .skip { display: none } [role=tooltip] { display: none !important } html, body { background: #fff; color: #000 }
  details::details-content { content-visibility: visible; block-size: auto } a[href^="http"]::after { content: " (" attr(href) ")" }
}
`;

/** All files of the guide; `end` is what links to folders end in. */
function goodGuide(end = '') {
  const head = (title, up, extra = '') => `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="${up}assets/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="${up}assets/style.css">${extra}`;
  const page = ({ lang, dir = 'ltr', path, kind, title, body, alternates = [], article = `lang="${lang}" dir="${dir}"`, notice = '', canonical = path, script = false }) => {
    const up = '../'.repeat(path.split('/').length - 1);
    const extra = `<meta name="description" content="About ${title}"><link rel="canonical" href="${BASE_URL}${canonical}">
${alternates.map(([tag, to]) => `<link rel="alternate" hreflang="${tag}" href="${BASE_URL}${to}">`).join('')}
${Object.entries({ title, type: 'article', url: BASE_URL + path, site_name: 'Guide', locale: lang, description: title }).map(([name, value]) => `<meta property="og:${name}" content="${value}">`).join('')}
<script type="application/ld+json">{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[]}</script>${script ? `<script src="${up}assets/text-1.js" defer></script>` : ''}`;
    return `<!DOCTYPE html><html lang="${lang}" dir="${dir}"><head>${head(`${title} – Guide ${lang}`, up, extra)}</head>
<body class="${kind}"><a class="skip" href="#main">Skip ${lang}</a><header><nav class="languages" aria-label="Languages"><a href="${up}fi/${end}">Suomi</a> <a href="${up}en/${end}">English</a></nav>
<details class="menu"><summary>Menu</summary><nav aria-label="Main"><ul><li><a href="${up}${lang}/${end}">Home</a></li><li><a href="${up}${lang}/step/${end}">Agreement step</a></li></ul></nav></details></header>
<main id="main" tabindex="-1">${notice}<article ${article}><h1>${title}</h1>${body}</article></main><footer><nav aria-label="Foot"><ul><li><a href="${up}fi/faq/${end}">Answers</a></li></ul></nav></footer></body></html>`;
  };
  const homes = [['fi', 'fi/'], ['en', 'en/'], ['x-default', 'fi/']];
  const steps = [['fi', 'fi/step/'], ['en', 'en/step/'], ['x-default', 'fi/step/']];
  const term = (up, word) => `<p>One <a class="term" href="${up}fi/faq/${end}#q1" aria-describedby="term-a">${word}</a><span role="tooltip" id="term-a" hidden>What it means.</span> is explained.</p>`;
  const text = `<h2 id="why">Why</h2><p>A plain text with <a href="../../fi/faq/${end}#q2">a question</a> and <a href="https://other.example/">another site</a>.</p>
<div class="scroller" role="region" aria-label="Table" tabindex="0"><table><caption>Times</caption><tr><th scope="col">When</th><th scope="col">What</th></tr><tr><td>First</td><td>${'Supercalifragilistic&nbsp;'.repeat(4)}</td></tr></table></div>`;
  const questions = [1, 2, 3].map(n => `<details><summary>Question ${n}?</summary><div id="q${n}"><p>Answer number ${n} is long enough to be found.</p></div></details>`).join('') + '<p>End.</p>'.repeat(40);
  const languages = `<ul><li><a lang="fi" href="fi/${end}">Suomi</a></li><li><a lang="en" href="en/${end}">English</a></li><li><a lang="ar" dir="rtl" href="ar/${end}">العربية</a></li></ul>`;
  const locations = ['fi/', 'en/', 'fi/step/', 'en/step/', 'fi/faq/', 'ar/'];
  return {
    'index.html': `<!DOCTYPE html><html lang="fi"><head>${head('Guide', '')}</head><body class="chooser"><main id="main"><h1>Guide</h1><nav aria-label="Languages">${languages}</nav></main></body></html>`,
    '404.html': `<!DOCTYPE html><html lang="fi"><head>${head('Nothing here', end ? '' : '/guide/')}</head><body class="lost"><main id="main"><h1>Nothing here</h1><p><a href="${end ? '' : '/guide/'}fi/${end}">Guide</a></p></main></body></html>`,
    'fi/index.html': page({ lang: 'fi', path: 'fi/', kind: 'home', title: 'Koti', body: '<h2>Ovet</h2><p>Sisään.</p>', alternates: homes }),
    'en/index.html': page({ lang: 'en', path: 'en/', kind: 'home', title: 'Home', body: '<h2>Doors</h2><p>Come in.</p>', alternates: homes }),
    'ar/index.html': page({ lang: 'ar', dir: 'rtl', path: 'ar/', kind: 'home', title: 'الصفحة', body: '<p>مرحبا بكم في الدليل</p>' }),
    'fi/step/index.html': page({ lang: 'fi', path: 'fi/step/', kind: 'step', title: 'Sopimus', body: text + term('../../', 'word'), alternates: steps, script: true }),
    'en/step/index.html': page({ lang: 'en', path: 'en/step/', kind: 'step', title: 'Agreement', body: text, alternates: steps }),
    'ar/step/index.html': page({ lang: 'ar', dir: 'rtl', path: 'ar/step/', kind: 'step', title: 'Sopimus', article: 'lang="fi" dir="ltr"', notice: '<p>ليست بالعربية</p>', body: text, alternates: steps, canonical: 'fi/step/' }),
    'fi/faq/index.html': page({ lang: 'fi', path: 'fi/faq/', kind: 'faq', title: 'Kysymykset', body: questions }),
    'fi/old/index.html': `<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Muuttanut</title><meta http-equiv="refresh" content="0; url=../step/${end}"></head><body><main><h1>Muuttanut</h1><p><a href="../step/${end}">Sopimus</a></p></main></body></html>`,
    'assets/style.css': CSS,
    'assets/text-1.js': readFileSync(new URL('../../themes/default/assets/js/text/terms.js', import.meta.url), 'utf8'),
    'assets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>',
    'sitemap.xml': `<urlset>${locations.map(path => `<url><loc>${BASE_URL}${path}</loc><xhtml:link hreflang="fi"/></url>`).join('')}</urlset>`,
    'robots.txt': `Sitemap: ${BASE_URL}sitemap.xml\n`,
    _headers: `/*\n  Content-Security-Policy: ${POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  Permissions-Policy: camera=()\n`,
  };
}

// --- its faults ----------------------------------------------------------------

/** Replaces text in a file; the text must be there. */
const swap = (file, from, to) => site => {
  const broken = site[file].replace(from, to);
  if (broken === site[file]) throw new Error(`${file} does not hold ${from}`);
  site[file] = broken;
};
const css = more => site => { site['assets/style.css'] += more; };
const body = more => swap('fi/step/index.html', '</article>', `${more}</article>`);
const both = (...changes) => site => changes.forEach(change => change(site));
const loosePolicy = site => { for (const file of Object.keys(site)) site[file] = site[file].replaceAll("script-src 'self'", "script-src 'self' 'unsafe-inline'"); };
const script = code => both(loosePolicy, body(`<script>${code}</script>`));

const FAULTS = [
  ['head', 'skips from level 2', body('<h4>Deep</h4>')],
  ['head', '2 first-level headings', body('<h1>Second</h1>')],
  ['head', 'outside main', both(swap('fi/step/index.html', '<h1>Sopimus</h1>', ''), swap('fi/step/index.html', '<header>', '<header><h1>Sopimus</h1>'))],
  ['head', 'has the title', swap('fi/faq/index.html', '<title>Kysymykset', '<title>Sopimus')],
  ['head', 'no description', swap('fi/step/index.html', 'name="description"', 'name="other"')],
  ['head', 'no og:url', swap('fi/step/index.html', 'og:url', 'og:link')],
  ['head', 'no JSON', swap('fi/step/index.html', '{"@context"', '{@context"')],
  ['head', 'as its canonical address', swap('fi/step/index.html', `canonical" href="${BASE_URL}fi/step/`, `canonical" href="${BASE_URL}fi/`)],
  ['head', 'does not lead back', swap('en/step/index.html', `hreflang="fi" href="${BASE_URL}fi/step/"`, `hreflang="fi" href="${BASE_URL}fi/faq/"`)],
  ['head', 'a redirect or a fallback', swap('fi/step/index.html', '<link rel="alternate"', `<link rel="alternate" hreflang="ar" href="${BASE_URL}ar/step/"><link rel="alternate"`)],
  ['head', 'no x-default', swap('fi/step/index.html', 'x-default', 'sv')],
  ['head', 'no valid language tag', swap('en/index.html', 'lang="en"', 'lang="en_GB"')],
  ['head', 'blocks zooming', swap('fi/index.html', 'initial-scale=1', 'maximum-scale=1')],
  ['head', 'not in the site map', swap('sitemap.xml', `<loc>${BASE_URL}fi/faq/</loc>`, `<loc>${BASE_URL}fi/</loc>`)],
  ['head', 'lists no page of its own', swap('sitemap.xml', 'en/step/', 'ar/step/')],
  ['links', 'leads to nothing: ../nowhere/', body('<a href="../nowhere/">x</a>')],
  ['links', 'no such place', body('<a href="../faq/#q9">x</a>')],
  ['links', 'leads to a redirect', body('<a href="../old/">x</a>')],
  ['links', 'without its last slash', body('<a href="../faq">x</a>')],
  ['links', 'host or root', body('<a href="/guide/fi/">x</a>')],
  ['links', 'leads out of the site', body('<a href="../../../elsewhere/">x</a>')],
  ['links', 'twice', body('<p id="why">x</p>')],
  ['links', 'empty reference', body('<a href="#">x</a>')],
  ['links', 'at a deeper address', swap('404.html', '/guide/assets/style.css', 'assets/style.css')],
  ['nu', 'No “p” element in scope', body('<p><ul><li>x</li></ul></p>')],
  ['nu', 'CSS', css('p { colour: red }')],
  ['quiet', 'console:', script('console.error("no")')],
  ['quiet', 'breaks its content security policy', body('<p style="color: red">x</p>')],
  ['quiet', 'asks another host', body('<img src="https://other.example/x.png" alt="">')],
  ['quiet', 'stores something', script('localStorage.setItem("a", "b")')],
  ['quiet', 'stores something', script('document.cookie = "a=b; max-age=900"')],
  ['quiet', 'requests', body([1, 2, 3].map(n => `<img src="../../assets/icon.svg?${n}" alt="">`).join('') + '<img src="../../robots.txt" alt=""><img src="../../sitemap.xml" alt=""><img src="../old/index.html" alt="">')],
  ['quiet', 'weighs', site => body(`<p>${Array.from({ length: 20000 }, (_, n) => (n * 7919 * 7919 % 999983).toString(36)).join(' ')}</p>`)(site)],
  ['quiet', 'loose content security policy', loosePolicy],
  ['quiet', 'another content security policy', swap('fi/index.html', "img-src 'self'", "img-src 'none'")],
  ['keyboard', 'no skip link', swap('fi/step/index.html', '<a class="skip" href="#main">Skip fi</a>', '')],
  ['keyboard', 'cannot be seen', css('.skip:focus { inset-block-start: -6rem }')],
  ['keyboard', 'does not move the focus into main', swap('fi/step/index.html', 'href="#main"', 'href="#nothing"')],
  ['keyboard', 'shows no outline', css(':focus-visible { outline: none; box-shadow: 0 0 3px red }')],
  ['keyboard', 'shows no outline', css('summary:focus-visible { outline-width: 1px }')],
  ['keyboard', 'has a contrast of', css(':focus-visible { outline-color: #ddd }')],
  ['keyboard', 'out of order', body('<p><a tabindex="1" href="../faq/">First</a></p>')],
  ['keyboard', 'covered or out of sight', css('body::after { content: ""; position: fixed; inset: 0; background: Canvas }')],
  ['keyboard', 'too little room', css('nav a { min-block-size: 0; min-inline-size: 0; display: inline; font-size: 10px; line-height: 1 } nav li { line-height: 10px; font-size: 10px } nav ul { margin: 0 }')],
  ['keyboard', 'Tab reaches', script('addEventListener("keydown", e => { if (e.key === "Tab" && document.activeElement.matches("main a")) e.preventDefault() })')],
  ['keyboard', 'Enter does not open the menu', script('document.querySelector("header details").addEventListener("click", e => e.preventDefault())')],
  ['keyboard', 'which the menu covers', swap('fi/step/index.html', /<details class="menu">[^]*<\/details>/, '<button type="button" popovertarget="menu">Menu</button><div id="menu" popover><nav aria-label="Main"><a href="../">Home</a></nav></div>'), '#menu:popover-open { position: fixed; inset: 0; inline-size: auto; block-size: auto } @media (min-width: 40rem) { header button { display: none } }'],
  ['reflow', 'the page scrolls sideways', body('<div style="x" class="wide">x</div>'), '.wide { inline-size: 30rem }'],
  ['reflow', 'sticks out', body('<p class="wide">far out</p>'), 'body { overflow-x: clip } .wide { inline-size: 30rem }'],
  ['reflow', 'cuts off its text with text spacing', body('<p class="cut">These words fit until a reader spaces them out</p>'), '.cut { block-size: 3.3rem; inline-size: 14rem; overflow: hidden; line-height: 1.6 }'],
  ['reflow', 'with 200 % text', body('<p class="cut">Big</p>'), '.cut { block-size: 26px; margin: 0; overflow: hidden }'],
  ['reflow', 'cannot have the focus', swap('fi/step/index.html', 'tabindex="0"', '')],
  ['reflow', 'no named region', swap('fi/step/index.html', 'role="region" aria-label="Table"', '')],
  ['rtl', 'its direction is ltr', swap('ar/index.html', 'dir="rtl"', 'dir="ltr"')],
  ['rtl', 'without its direction', swap('ar/step/index.html', 'lang="fi" dir="ltr"', 'lang="fi"')],
  ['rtl', 'without a notice', swap('ar/step/index.html', '<p>ليست بالعربية</p>', '')],
  ['rtl', 'scrolls sideways', css('.skip { left: -999rem }')],
  ['rtl', 'sets its heading rtl, left', css('h1 { text-align: left }')],
  ['disclosure', 'does not open the answer', swap('fi/faq/index.html', '<div id="q2">', '<div>'), '', swap('fi/faq/index.html', 'Question 2?', '<span id="q2">Question 2?</span>')],
  ['disclosure', 'does not open with Enter', both(loosePolicy, swap('fi/faq/index.html', '</article>', '</article><script>document.addEventListener("keydown", e => { if (e.key === "Enter") e.preventDefault() })</script>'))],
  ['terms', 'twice', body('<p><a class="term" href="../../fi/faq/#q1" aria-describedby="term-a">word</a><span role="tooltip" hidden>x</span></p>')],
  ['terms', 'no running text', swap('fi/step/index.html', '<p>One <a', '<blockquote>One <a')],
  ['terms', 'does not explain “word”', swap('fi/step/index.html', 'id="term-a"', 'id="term-b"')],
  ['terms', 'before anyone asks', swap('fi/step/index.html', 'id="term-a" hidden', 'id="term-a"')],
  ['terms', 'does not explain it on focus', css('.term:focus-visible + [role=tooltip]:not(:hover) { display: none !important }')],
  ['terms', 'under the pointer', css('.term:hover + [role=tooltip] { display: none !important }')],
  ['terms', 'whole explanation on focus (320 px)', css('[role=tooltip] { inline-size: 30rem }')],
  ['terms', 'when the pointer goes there', css('[role=tooltip] { pointer-events: none; margin-block-start: 1rem }')],
  ['terms', 'after Escape', swap('assets/text-1.js', "'Escape'", "'Enter'")],
  ['terms', 'at the foot of the window', swap('assets/text-1.js', 'explanation.style.translate = `', 'explanation.title = `'), css('article { margin-block-start: 40rem } article::after { content: ""; display: block; block-size: 60rem }')],
  ['terms', 'prints an explanation', css('@media print { [role=tooltip] { display: block !important } }')],
  ['noscript', 'other words', script('document.querySelector("h2").textContent = "Written by a script"')],
  ['noscript', 'is empty', both(loosePolicy, site => { site['fi/step/index.html'] = site['fi/step/index.html'].replace(/<body class="step">[^]*<\/body>/, '<body class="step"><script>document.body.append("x")</script></body>'); })],
  ['noscript', 'a button that does nothing', body('<button type="button">Copy</button>')],
  ['noscript', 'does not show the link', css('header details { visibility: hidden }')],
  ['noscript', 'languages', swap('index.html', '<a lang="en" href="en/">English</a>', 'English')],
  ['noscript', 'leads to a page in', swap('index.html', 'lang="en" href="en/"', 'lang="en" href="fi/"')],
  ['print', 'nav.languages is printed', css('@media print { header, nav.languages { display: block } }')],
  ['print', 'of the navigation is printed', css('@media print { footer { display: block } footer nav { display: block } }')],
  ['print', 'coloured ground', css('@media print { body { background: #123 } }')],
  ['print', 'folded text is missing', css('@media print { details::details-content { content-visibility: hidden } }')],
  ['print', 'the address of a link', css('@media print { a[href^="http"]::after { content: "" } }')],
  ['print', 'is missing on paper', css('@media print { h2 { display: none } }')],
  ['axe', 'image-alt', body('<img src="../../assets/icon.svg">')],
  ['axe', 'color-contrast (1280 px, light)', css('p { color: #aaa }')],
  ['axe', 'color-contrast (1280 px, dark)', css('@media (prefers-color-scheme: dark) { p { color: #333 } }')],
  ['axe', 'color-contrast (320 px, dark)', css('@media (max-width: 30rem) { p { color: #777 } }')],
  ['axe', 'region', swap('fi/step/index.html', '<header>', '<p>Outside</p><header>')],
];

/** Faults of the edition for a disk alone. */
const OFFLINE_FAULTS = [
  ['links to a folder', swap('fi/index.html', 'href="../fi/step/index.html"', 'href="../fi/step/"')],
  ['leads to nothing on the disk', swap('fi/index.html', '../fi/step/index.html', '../fi/stop/index.html')],
  ['its style is not applied', swap('fi/step/index.html', 'assets/style.css', 'assets/styles.css')],
  ['offline, console', body('<p style="color: red">x</p>')],
  ['has 9 pages', site => { delete site['fi/old/index.html']; }],
];

// --- the run ---------------------------------------------------------------------

function write(dir, site) {
  rmSync(dir, { recursive: true, force: true });
  for (const [path, text] of Object.entries(site)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

const temporary = mkdtempSync(join(tmpdir(), 'luotsi-faults-'));
const settings = { dir: join(temporary, 'site'), offline: join(temporary, 'offline'), baseUrl: BASE_URL, results: join(temporary, 'results'), thorough: true, browser: await launch() };
const wanted = process.argv.slice(2);
const named = name => wanted.length === 0 || wanted.includes(name);
let passed = 0;
let failed = 0;
const tell = (ok, text) => {
  if (ok) passed += 1; else failed += 1;
  if (!ok) console.log(`FAIL ${text}`);
};
const found = ({ problems }) => problems.map(({ where, what }) => `${where}: ${what}`);

write(settings.dir, goodGuide());
write(settings.offline, goodGuide('index.html'));
// Forms, the kit and the ways of readers are looked at in the guide that is shipped: the small one has none of them.
const tried = new Set(['offline', ...FAULTS.map(([name]) => name)]);
for (const [name, check] of Object.entries(await run(CHECKS.filter(name => named(name) && tried.has(name)), settings))) {
  tell(check.problems.length === 0, `${name} finds fault with a good guide:\n       ${found(check).join('\n       ')}`);
}
for (const [name, message, ...changes] of FAULTS) {
  if (!named(name)) continue;
  const site = goodGuide();
  for (const change of changes) if (typeof change === 'string') css(change)(site); else change(site);
  write(settings.dir, site);
  const check = (await run([name], settings))[name];
  tell(check.problems.some(({ what }) => what.includes(message)), `${name} misses “${message}”; it found:\n       ${found(check).join('\n       ') || 'nothing'}`);
}
write(settings.dir, goodGuide());
for (const [message, change] of named('offline') ? OFFLINE_FAULTS : []) {
  const site = goodGuide('index.html');
  change(site);
  write(settings.offline, site);
  const { offline } = await run(['offline'], settings);
  tell(offline.problems.some(({ what }) => what.includes(message)), `offline misses “${message}”; it found:\n       ${found(offline).join('\n       ') || 'nothing'}`);
}
await settings.browser.close();
rmSync(temporary, { recursive: true });
console.log(`faults: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
