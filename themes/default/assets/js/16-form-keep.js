// Keeping the answers in this browser, only when the reader asks for it: under the form's own name, the same in every language.
(luotsi => {
  const key = form => `luotsi:form:${form.dataset.form}`;

  // A browser may forbid storage altogether, or have no room.
  const attempt = (work, otherwise) => {
    try { return work(); } catch { return otherwise; }
  };

  const kept = form => attempt(() => JSON.parse(localStorage.getItem(key(form))), null);
  const forget = form => attempt(() => localStorage.removeItem(key(form)));

  const keep = form => {
    const answers = luotsi.answers.read(form);
    // Answers to questions that only another language asks stay as they were.
    for (const [name, answer] of Object.entries(kept(form) ?? {})) {
      if (!form.querySelector(`[data-field="${CSS.escape(name.split('.')[0])}"]`)) answers[name] = answer;
    }
    return attempt(() => { localStorage.setItem(key(form), JSON.stringify(answers)); return true; }, false);
  };

  /** Wires the box, and brings back what was kept. */
  const prepare = (form, box, status) => {
    const before = kept(form);
    if (before) {
      box.checked = true;
      luotsi.answers.write(form, before);
      luotsi.say(status, luotsi.phrase('restored'));
    }
    const save = () => {
      if (!box.checked || keep(form)) return;
      box.checked = false;
      luotsi.say(status, luotsi.phrase('keep_failed'));
    };
    box.addEventListener('change', () => {
      if (!box.checked) {
        forget(form);
        return luotsi.say(status, luotsi.phrase('keep_off'));
      }
      luotsi.say(status, luotsi.phrase('keep_on'));
      save();
    });
    form.addEventListener('input', save);
    form.addEventListener('change', save);
  };

  luotsi.kept = { forget, prepare };
})(globalThis.luotsi ??= {});
