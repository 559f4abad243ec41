// One choice of several cannot be taken back by itself, so a question that may be left out gets a button for it.
(luotsi => {
  const isOptional = group => group.getAttribute('aria-required') !== 'true';
  const chosen = group => group.querySelector('input[type=radio]:checked');

  /** What the button belongs to, for those who do not see where it stands: the statement or the question. */
  const label = group => (group.querySelector('.asks') ?? group.querySelector('legend')).textContent.trim();

  /** Puts the buttons into a form, and keeps them hidden while there is nothing to take back. */
  const prepare = (form, status, tellChange) => {
    const groups = [...form.querySelectorAll('[role=radiogroup]')].filter(isOptional);
    const update = () => { for (const group of groups) group.querySelector('.unchoose').hidden = !chosen(group); };
    for (const group of groups) {
      const button = luotsi.button(luotsi.phrase('unchoose'), () => {
        const control = chosen(group);
        control.checked = false;
        // The button is gone now, and the focus must not go with it.
        control.focus();
        tellChange();
        luotsi.say(status, luotsi.phrase('unchosen', { question: label(group) }));
      });
      button.classList.add('unchoose');
      button.append(luotsi.make('span', `: ${label(group)}`, { class: 'unseen' }));
      group.append(button);
    }
    form.addEventListener('change', update);
    update();
  };

  luotsi.choices = { prepare };
})(globalThis.luotsi ??= {});
