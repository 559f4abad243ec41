// What is asked only after certain answers: `data-when="role:mentor goals_set:yes,partly"`, all of which must hold.
(luotsi => {
  const holds = (form, condition) => {
    const [field, answers] = condition.split(':');
    // A question that this language leaves out cannot hide another.
    if (!form.querySelector(`[data-field="${field}"]`)) return true;
    const wanted = answers.split(',');
    return luotsi.answers.given(form).some(control => control.name === field && wanted.includes(control.value));
  };

  /** Shows and hides what the answers ask for; returns what changed. */
  const update = form => {
    const changed = new Set();
    const conditional = [...form.querySelectorAll('[data-when]')];
    // What appears may itself decide about another; a chain is never longer than the list.
    for (let round = 0; round < conditional.length; round += 1) {
      const wrong = conditional.filter(part => part.hidden === part.dataset.when.split(' ').every(condition => holds(form, condition)));
      for (const part of wrong) {
        part.hidden = !part.hidden;
        changed.add(part);
      }
      if (wrong.length === 0) break;
    }
    return [...changed];
  };

  const title = part => {
    if (part.dataset.type === 'info') return part.innerText.trim() || part.textContent.trim();
    return part.dataset.field ? luotsi.answers.question(part) : part.querySelector('h2').textContent;
  };

  /** Keeps the questions right while the reader answers, and tells politely what came and went. */
  const watch = (form, status) => {
    update(form);
    form.addEventListener('change', () => {
      const told = update(form).map(part => luotsi.phrase(part.hidden ? 'disappeared' : 'appeared', { question: title(part) }));
      if (told.length) luotsi.say(status, told.join(' '));
    });
  };

  luotsi.conditions = { update, watch };
})(globalThis.luotsi ??= {});
