// Ticks of a checklist stay in this browser, by the ids of the list and of its items: the same in every language
// and after the text has changed. Ids that this page does not know are kept for the one that does.
(() => {
  const { recall, keep, keys, place, fill, tell, download, fileName } = luotsiKit;
  const PREFIX = 'luotsi:list:';
  const panel = place('kit-ticks');
  if (!panel) return;
  const told = panel.querySelector('.ticks-told');
  const list = document.querySelector('.list[data-list]');
  const boxes = new Map([...list?.querySelectorAll('.task') ?? []].map(task => [task.dataset.item, task.querySelector('input')]));

  const done = id => {
    const ids = recall(PREFIX + id);
    return new Set(Array.isArray(ids) ? ids.filter(item => typeof item === 'string') : []);
  };
  const save = (id, items) => keep(PREFIX + id, items.size ? [...items].sort() : null);
  const say = (name, values = {}) => tell(told, fill(told.dataset[name], values));

  const count = () => {
    const status = panel.querySelector('.ticks-count');
    const progress = panel.querySelector('progress');
    progress.max = boxes.size;
    progress.value = [...boxes.values()].filter(box => box.checked).length;
    status.textContent = fill(status.dataset.text, { done: progress.value, all: boxes.size });
  };

  /** What is kept on the page, and on the page what is kept. */
  const show = () => {
    const items = done(list.dataset.list);
    boxes.forEach((box, item) => { box.checked = items.has(item); });
    count();
  };
  const store = () => {
    const items = done(list.dataset.list);
    boxes.forEach((box, item) => (box.checked ? items.add(item) : items.delete(item)));
    if (!save(list.dataset.list, items)) say('notKept');
    count();
  };

  if (list) {
    const clear = panel.querySelector('.ticks-clear');
    const undo = panel.querySelector('.ticks-undo');
    let before = [];
    boxes.forEach(box => {
      box.autocomplete = 'off';
      box.addEventListener('change', () => { undo.hidden = true; store(); });
    });
    clear.addEventListener('click', () => {
      before = [...boxes.values()].filter(box => box.checked);
      before.forEach(box => { box.checked = false; });
      undo.hidden = before.length === 0;
      store();
      say('cleared');
    });
    undo.addEventListener('click', () => {
      before.forEach(box => { box.checked = true; });
      clear.focus();
      undo.hidden = true;
      store();
      say('restored');
    });
    show();
    // The same list may be open in another tab, or have been changed since this page was left.
    addEventListener('storage', event => { if (event.key === PREFIX + list.dataset.list) show(); });
    addEventListener('pageshow', event => { if (event.persisted) show(); });
  }

  // To another device: a file with the ticks of this list, on the page of all lists with those of all.
  panel.querySelector('.ticks-export').addEventListener('click', () => {
    const ids = list ? [list.dataset.list] : keys(PREFIX).map(key => key.slice(PREFIX.length)).sort();
    const lists = Object.fromEntries(ids.map(id => [id, [...done(id)].sort()]));
    download(fileName(list?.dataset.list ?? 'checklists', 'json'), 'application/json', `${JSON.stringify({ luotsi: 'ticks', lists }, null, 2)}\n`);
    say('saved');
  });

  /** The lists of a file, by id; empty when it is something else. */
  const listsIn = text => {
    try {
      const file = JSON.parse(text);
      if (file.luotsi !== 'ticks') return [];
      return Object.entries(file.lists).filter(([id, items]) => /^[\w/-]{1,100}$/.test(id) && Array.isArray(items));
    } catch { return []; }
  };
  const chooser = panel.querySelector('input[type=file]');
  panel.querySelector('.ticks-import').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', async () => {
    const lists = listsIn(await chooser.files[0]?.text() ?? '');
    chooser.value = '';
    if (!lists.length || (list && !lists.some(([id]) => id === list.dataset.list))) return say('foreign');
    const kept = lists.every(([id, items]) => save(id, new Set([...done(id), ...items.filter(item => typeof item === 'string')])));
    if (list) show();
    say(kept ? 'imported' : 'notKept');
  });
})();
