// A message's texts as plain text: copied, opened in the mail program, saved, counted. What is still empty is said.
(() => {
  const { fill, tell, download, fileName } = luotsiKit;
  const template = document.querySelector('template.kit-letter');
  if (!template) return;

  // Text messages with other signs than these are cut at 70 characters (GSM 03.38).
  const PLAIN = { '”': '"', '“': '"', '„': '"', '»': '"', '’': "'", '‘': "'", '–': '-', '—': '-', '…': '...' };
  // Some mail programs cut addresses at 2083 characters.
  const LONG_ADDRESS = 2000;

  const inline = element => [...element.childNodes].map(node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[ \t\r\n\u00a0]+/g, ' ');
    if (node.nodeName === 'BR') return '\n';
    if (node.nodeName === 'A' && /^https?:/.test(node.protocol) && node.href !== node.textContent.trim()) return `${inline(node)} (${node.href})`;
    return inline(node);
  }).join('');

  /** Blocks of text, lists with dashes or numbers. */
  const blocks = element => [...element.children].flatMap(child => {
    if (child.matches('ul, ol')) {
      const first = child.start ?? 1;
      const items = [...child.children].map((item, index) => {
        const text = item.querySelector('p, ul, ol') && !item.firstChild.data?.trim() ? blocks(item).join('\n') : inline(item).trim();
        return `${child.matches('ol') ? `${first + index}.` : '-'} ${text.replace(/\n/g, '\n  ')}`;
      });
      return items.join('\n');
    }
    return child.matches('div, section, blockquote, dl') ? blocks(child) : inline(child).trim();
  }).filter(text => text);

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages opened from a disk have no clipboard of their own.
      const area = document.createElement('textarea');
      const focused = document.activeElement;
      area.value = text;
      area.className = 'unseen';
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      focused?.focus();
      return copied;
    }
  };

  const letters = [...document.querySelectorAll('.letter')];
  const subjectOf = letter => letter.querySelector('.letter-subject');

  const equip = letter => {
    const limit = Number(letter.dataset.limit ?? 0);
    const tools = document.createElement('div');
    tools.className = 'kit-letter';
    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-labelledby', letter.getAttribute('aria-labelledby'));
    tools.append(template.content.cloneNode(true));
    letter.append(tools);
    const [told, count, mail, long] = ['told', 'count', 'mail', 'long'].map(name => tools.querySelector(`.copy-${name}`));
    const subject = subjectOf(letter) ?? letters.map(subjectOf).find(one => one);
    const list = new Intl.ListFormat(told.dataset.formats, { type: 'conjunction' });

    const text = () => {
      const whole = blocks(letter.querySelector('.letter-text')).join('\n\n');
      return limit ? whole.replace(/[”“„»’‘–—…]/g, sign => PLAIN[sign]) : whole;
    };

    /** Which places of a part are still empty, in words. */
    const missing = parts => {
      const names = new Map();
      for (const place of parts.flatMap(part => [...part.querySelectorAll('.placeholder:not(.filled)')])) {
        const input = document.querySelector(`[data-word="${CSS.escape(place.dataset.placeholder)}"]`);
        if (input) names.set(input.dataset.label, input.hasAttribute('data-required'));
      }
      const of = required => [...names].filter(([, one]) => one === required).map(([name]) => name);
      const sentence = (name, labels) => (labels.length ? [fill(told.dataset[name], { names: list.format(labels) })] : []);
      return [...sentence('needed', of(true)), ...sentence('empty', of(false))];
    };
    const say = (name, parts) => tell(told, [told.dataset[name], ...(parts ? missing(parts) : [])].join(' '));
    const whole = [letter.querySelector('.letter-text'), ...(subjectOf(letter) ? [subjectOf(letter)] : [])];

    const refresh = () => {
      const body = text();
      mail.href = `mailto:?${subject ? `subject=${encodeURIComponent(inline(subject).trim())}&` : ''}body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}`;
      long.hidden = limit > 0 || mail.href.length <= LONG_ADDRESS;
      if (!limit) return;
      const signs = body.length;
      const phrase = fill(signs > limit ? count.dataset.over : count.dataset.text, { count: signs, limit });
      if (count.textContent !== phrase) count.textContent = phrase;
      count.classList.toggle('over', signs > limit);
    };

    tools.querySelector('.copy-text').addEventListener('click', async () => say(await copy(text()) ? 'copied' : 'failed', [letter.querySelector('.letter-text')]));
    const copySubject = tools.querySelector('.copy-subject');
    if (subjectOf(letter)) copySubject.addEventListener('click', async () => say(await copy(inline(subjectOf(letter)).trim()) ? 'copiedSubject' : 'failed', [subjectOf(letter)]));
    else copySubject.remove();
    mail.addEventListener('click', () => tell(told, missing(whole).join(' ')));
    tools.querySelector('.copy-save').addEventListener('click', () => {
      const head = letter.querySelector('.subject') ? `${inline(letter.querySelector('.subject')).trim()}\n\n` : '';
      download(fileName(letter.dataset.name, 'txt'), 'text/plain;charset=utf-8', `${head}${text()}\n`.replace(/\n/g, '\r\n'));
      say('saved', whole);
    });
    if (limit) mail.remove();
    else count.remove();
    return refresh;
  };

  const refreshers = letters.map(equip);
  const refreshAll = () => refreshers.forEach(refresh => refresh());
  document.addEventListener('luotsi:words', refreshAll);
  refreshAll();
})();
