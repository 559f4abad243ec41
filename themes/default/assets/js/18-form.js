// A form that its page can help with: where everything comes together. Without this script the page is the whole form already.
(luotsi => {
  // Not the form element itself: a field of the name `before` or `title` would stand in for a property of that name there.
  const form = document.querySelector('[data-form]');
  if (!form) return;

  const keeping = luotsi.part('keeping');
  const finishing = luotsi.part('finishing');
  form.before(keeping);
  form.after(finishing);
  form.classList.add('live');
  document.addEventListener('submit', event => event.preventDefault());

  const [keepStatus, status] = [keeping, finishing].map(part => part.querySelector('.status'));
  const changes = luotsi.make('p', '', { role: 'status', class: 'unseen' });
  form.after(changes);

  // What a script changes tells no one by itself.
  const changed = () => form.dispatchEvent(new Event('change'));
  for (const list of form.querySelectorAll('.repeated')) luotsi.rows.prepare(list, changes, changed);
  const box = keeping.querySelector('#keep-answers');
  // Conditions first: what they hide is not kept.
  luotsi.conditions.watch(form, changes);
  luotsi.kept.prepare(form, box, keepStatus, changed);
  luotsi.choices.prepare(form, changes, changed);
  luotsi.paper.prepare(form);

  const opening = keeping.querySelector('#open-answers');
  opening.addEventListener('change', async () => {
    if (!opening.files.length) return;
    const { changed: isChanged, message } = await luotsi.files.open(form, opening.files[0]);
    if (isChanged) {
      luotsi.checks.forget(form);
      changed();
    }
    luotsi.say(keepStatus, message);
    opening.value = ''; // the same file can be opened again
  });

  const sure = finishing.querySelector('.sure');
  const button = name => finishing.querySelector(`[data-do="${name}"]`);
  const settle = message => {
    sure.hidden = true;
    button('clear').focus();
    luotsi.say(status, message);
  };
  const clear = () => {
    luotsi.checks.forget(form);
    luotsi.kept.forget(form);
    box.checked = false;
    luotsi.answers.write(form, {});
    changed();
    settle(luotsi.phrase('cleared'));
  };
  sure.addEventListener('keydown', event => { if (event.key === 'Escape') settle(''); });

  const deeds = {
    check: () => luotsi.checks.check(form, status),
    print: () => luotsi.paper.printAnswers(),
    'print-empty': () => luotsi.paper.printEmpty(form),
    save: () => luotsi.say(status, luotsi.files.save(form)),
    'save-text': () => luotsi.say(status, luotsi.files.saveText(form)),
    clear: () => { sure.hidden = false; button('clear-no').focus(); },
    'clear-yes': clear,
    'clear-no': () => settle(''),
  };
  finishing.addEventListener('click', event => deeds[event.target.closest('[data-do]')?.dataset.do]?.());
})(globalThis.luotsi ??= {});
