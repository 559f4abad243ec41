// A message's texts as plain text: copied, opened in the mail program, saved, counted. What is still empty is said.
(() => {
  const { fill, tell, download, fileName } = luotsiKit;
  const template = document.querySelector('template.kit-letter');
  if (!template) return;

  // What text messages have a plainer sign for; one other sign than those of their alphabet more than halves their length.
  const PLAIN = { '”': '"', '“': '"', '„': '"', '«': '"', '»': '"', '’': "'", '‘': "'", '‚': "'", '‹': "'", '›': "'", '–': '-', '—': '-', '…': '...' };
  // The alphabet of text messages (GSM 03.38); a sign of its extension takes the room of two.
  const ALPHABET = /^[\n !-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ]*$/;
  const EXTENSION = /[[\\\]^{|}~€]/g;
  // Some mail programs cut addresses at 2083 characters.
  const LONG_ADDRESS = 2000;

  /** Where a link leads, unless its text says so. A text may hold it as it was written: browsers add a slash to the name of a host. */
  const address = link => {
    const to = link.protocol === 'mailto:' ? link.pathname : link.href;
    const isTold = [to, link.getAttribute('href')].includes(link.textContent.trim());
    return /^(https?|mailto):/.test(link.protocol) && !isTold ? ` (${to})` : '';
  };

  const inline = node => {
    if (node.nodeName === 'BR') return '\n';
    if (node.nodeType !== Node.TEXT_NODE) return [...node.childNodes].map(inline).join('') + (node.nodeName === 'A' ? address(node) : '');
    const text = node.data.replace(/[ \t\r\n\u00a0]+/g, ' ');
    return node.previousSibling?.nodeName === 'BR' ? text.trimStart() : text;
  };

  const items = list => [...list.children].map((item, index) => {
    const sign = list.matches('ol') ? `${list.start + index}.` : '-';
    return `${sign} ${blocks(item).join('\n').replaceAll('\n', '\n  ')}`;
  });
  const rows = table => [...table.rows].map(row => [...row.cells].map(cell => inline(cell).trim()).join(' | '));

  const block = element => {
    if (element.matches('ul, ol')) return [items(element).join('\n')];
    if (element.matches('table')) return [rows(element).join('\n')];
    return element.matches('pre') ? [element.textContent] : blocks(element);
  };

  /** Blocks of text, lists with dashes or numbers; words between two blocks are one as well. */
  const blocks = element => {
    const texts = [''];
    for (const node of element.childNodes) {
      if (node.matches?.('blockquote, dd, div, dl, dt, h1, h2, h3, h4, h5, h6, hr, ol, p, pre, section, table, ul')) texts.push(...block(node), '');
      else texts[texts.length - 1] += inline(node);
    }
    return texts.map(text => text.trim()).filter(text => text);
  };

  /** The room that a text takes in one text message, and how much there is. */
  const measure = text => {
    const extended = text.replace(EXTENSION, '  ');
    return ALPHABET.test(extended) ? { count: extended.length, limit: 160 } : { count: text.length, limit: 70 };
  };

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
    const isSms = 'sms' in letter.dataset;
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
      return isSms ? [...whole].map(sign => PLAIN[sign] ?? sign).join('') : whole;
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
      long.hidden = isSms || mail.href.length <= LONG_ADDRESS;
      if (!isSms) return;
      const room = measure(body);
      const isOver = room.count > room.limit;
      const phrase = fill(isOver ? count.dataset.over : count.dataset.text, room);
      if (count.textContent !== phrase) count.textContent = phrase;
      count.classList.toggle('over', isOver);
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
    if (isSms) mail.remove();
    else count.remove();
    return refresh;
  };

  const refreshers = letters.map(equip);
  const refreshAll = () => refreshers.forEach(refresh => refresh());
  document.addEventListener('luotsi:words', refreshAll);
  refreshAll();
})();
