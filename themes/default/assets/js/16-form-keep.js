// Keeping the answers in this browser, only when the reader asks for it: under the form's own name, the same in every language.
(luotsi => {
  const { read, write } = luotsi.answers;
  const key = form => `luotsi:form:${form.dataset.form}`;

  // A browser may forbid storage altogether, or have no room.
  const attempt = (work, otherwise) => {
    try { return work(); } catch { return otherwise; }
  };

  const kept = form => attempt(() => JSON.parse(localStorage.getItem(key(form))), null);

  // Answers that stay as they were: an easier language may leave out a question, or an option and all that is asked after it.
  let elsewhere = {};

  /** The answers that are not among others; of several ticked boxes, those. */
  const beyond = (answers, others) => {
    const found = {};
    for (const [name, answer] of Object.entries(answers)) {
      const rest = Array.isArray(answer) ? answer.filter(text => !others[name]?.includes(text)) : [];
      if (!Object.hasOwn(others, name)) found[name] = answer;
      else if (rest.length) found[name] = rest;
    }
    return found;
  };

  const forget = form => {
    elsewhere = {};
    attempt(() => localStorage.removeItem(key(form)));
  };

  const keep = form => {
    const answers = read(form);
    // What has been answered here since is no longer as it was.
    elsewhere = beyond(elsewhere, answers);
    for (const [name, answer] of Object.entries(elsewhere)) answers[name] = Array.isArray(answer) ? [answers[name] ?? [], answer].flat() : answer;
    return attempt(() => { localStorage.setItem(key(form), JSON.stringify(answers)); return true; }, false);
  };

  /** Wires the box, and brings back what was kept. */
  const prepare = (form, box, status, tellChange) => {
    const restore = () => {
      const before = kept(form);
      if (!before) return;
      write(form, before);
      elsewhere = beyond(before, read(form));
      tellChange();
      box.checked = true;
      luotsi.say(status, luotsi.phrase('restored'));
    };
    restore();
    // The box is off meanwhile: two windows that kept what each has from the other would never come to rest.
    const refresh = () => {
      if (!box.checked) return;
      box.checked = false;
      elsewhere = {};
      restore();
      if (!box.checked) luotsi.say(status, luotsi.phrase('keep_off'));
    };
    // The same form may be open in another tab, or have been changed since this page was left.
    addEventListener('storage', event => { if (event.key === key(form)) refresh(); });
    addEventListener('pageshow', event => { if (event.persisted) refresh(); });
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
