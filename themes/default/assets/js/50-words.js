// The places to fill in a message: written once, seen at once in every text of the page, and kept for the other
// messages only when the reader says so.
(() => {
  const { recall, keep, place, fill, tell } = luotsiKit;
  const KEY = 'luotsi:programme-words';
  const section = document.querySelector('.words');
  if (!section || !place('kit-words')) return;
  section.querySelector('dl').hidden = true;
  const status = section.querySelector('[role=status]');
  const details = section.querySelector('details');
  const count = section.querySelector('.words-count');
  const kept = section.querySelector('.words-keep');
  const inputs = [...section.querySelectorAll('[data-word]')];
  const places = [...document.querySelectorAll('.letter .placeholder')];
  places.forEach(one => { one.dataset.empty = one.textContent; });

  const words = () => Object.fromEntries(inputs.map(input => [input.dataset.word, input.value.trim()]).filter(([, word]) => word));

  const show = () => {
    const own = words();
    for (const one of places) {
      const word = own[one.dataset.placeholder];
      one.textContent = word ?? one.dataset.empty;
      one.classList.toggle('filled', word !== undefined);
    }
    count.textContent = fill(count.dataset.text, { filled: Object.keys(own).length, all: inputs.length });
    document.dispatchEvent(new CustomEvent('luotsi:words'));
  };

  /** Words of other messages stay as they are. */
  const store = () => {
    const all = { ...recall(KEY) };
    for (const input of inputs) delete all[input.dataset.word];
    return keep(KEY, { ...all, ...words() });
  };

  inputs.forEach(input => input.addEventListener('input', () => {
    show();
    if (kept.checked && !store()) tell(status, status.dataset.notKept);
  }));
  kept.addEventListener('change', () => {
    if (!kept.checked) {
      keep(KEY, null);
      tell(status, status.dataset.forgotten);
    } else if (store()) {
      tell(status, status.dataset.kept);
    } else {
      kept.checked = false;
      tell(status, status.dataset.notKept);
    }
  });
  section.querySelector('.words-clear').addEventListener('click', () => {
    inputs.forEach(input => { input.value = ''; });
    if (kept.checked) keep(KEY, {});
    show();
    tell(status, status.dataset.cleared);
  });

  const before = recall(KEY);
  kept.checked = before !== null && typeof before === 'object';
  if (kept.checked) inputs.forEach(input => { input.value = typeof before[input.dataset.word] === 'string' ? before[input.dataset.word] : ''; });
  show();
  // On a phone the text comes first; a complete form needs no room anywhere.
  details.open = matchMedia('(min-width: 40rem)').matches && inputs.some(input => !input.value);
})();
