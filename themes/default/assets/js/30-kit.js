// What the organiser's kit shares: remembering in this browser, files to download, words from the theme.
//
// Knows no kind of page. Phrases come from the templates; nothing is ever sent.
(() => {
  const recall = key => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };

  /** Remembers a value, or forgets it when it is `null`; `false` when the browser does not allow it. */
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch { return false; }
  };

  const keys = prefix => {
    try { return Object.keys(localStorage).filter(key => key.startsWith(prefix)); } catch { return []; }
  };

  /** Puts what a template holds behind it, and returns the first element of that. */
  const place = name => {
    const template = document.querySelector(`template.${name}`);
    if (!template) return null;
    const part = template.content.cloneNode(true);
    const first = part.firstElementChild;
    template.after(part);
    return first;
  };

  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  /** Says something in a status line, also when it said the same before. */
  const tell = (status, text) => {
    status.textContent = '';
    setTimeout(() => { status.textContent = text; }, 60);
  };

  const download = (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  /** A document's id as the name of a file. */
  const fileName = (id, ending) => `${id.replace(/[^\w-]+/g, '-')}.${ending}`;

  globalThis.luotsiKit = { recall, keep, keys, place, fill, tell, download, fileName };
})();
