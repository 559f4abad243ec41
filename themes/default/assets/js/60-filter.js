// Narrows a directory by words, language and status: a button does it, and a line says how many are left.
(() => {
  const { place, fill, tell } = luotsiKit;
  const form = place('kit-filter');
  if (!form) return;
  const entries = [...document.querySelectorAll('.entry')];
  const [words, language, status] = ['words', 'language', 'status'].map(name => form.querySelector(`#filter-${name}`));
  const told = form.querySelector('[role=status]');
  const lower = text => text.toLocaleLowerCase(form.closest('[lang]')?.lang);

  const speaks = (entry, tag) => !tag || (tag === '-' ? !entry.dataset.languages : lower(entry.dataset.languages).includes(tag));
  const is = (entry, word) => !word || entry.dataset.status === word;

  // A choice that every entry fits, or none, is no choice.
  for (const [select, fits] of [[language, speaks], [status, is]]) {
    for (const option of [...select.options].slice(1)) if (!entries.some(entry => fits(entry, option.value))) option.remove();
    if (select.options.length < 3) select.parentElement.remove();
  }

  const show = () => {
    const wanted = lower(words.value).split(/\s+/).filter(word => word);
    let shown = 0;
    for (const entry of entries) {
      const text = lower(entry.textContent);
      entry.hidden = !(wanted.every(word => text.includes(word)) && speaks(entry, language.value) && is(entry, status.value));
      shown += entry.hidden ? 0 : 1;
    }
    tell(told, shown ? fill(told.dataset.text, { shown, all: entries.length }) : told.dataset.none);
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    show();
  });
  form.querySelector('.filter-all').addEventListener('click', () => {
    form.reset();
    show();
  });
})();
