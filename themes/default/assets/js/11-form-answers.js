// What is written in a form: read, put back, told in words.
//
// Answers are a flat list by the names of controls, the same in every language: `mentor_name: "Aino"`, `topics: ["cv"]`,
// `goals.1.goal: "…"`. What is hidden is not asked, so it is no answer.
(luotsi => {
  const isAsked = element => !element.closest('[hidden]');
  const isTicked = control => control.type === 'radio' || control.type === 'checkbox';
  const isGiven = control => (isTicked(control) ? control.checked : control.value.trim() !== '');

  /** The controls of a form or of a part of it. */
  const controls = part => [...part.querySelectorAll('input[name], textarea[name], select[name]')];
  const given = part => controls(part).filter(control => isAsked(control) && isGiven(control));

  /** The fields of a form that are asked now. */
  const fields = form => [...form.querySelectorAll('[data-field]:not([data-type=info])')].filter(isAsked);

  const read = form => {
    const answers = {};
    for (const control of given(form)) {
      if (control.type === 'checkbox') (answers[control.name] ??= []).push(control.value);
      else answers[control.name] = control.value;
    }
    return answers;
  };

  /** Puts answers in place of all that is there; tells how many found a place, and how many did not. */
  const write = (form, answers) => {
    for (const control of controls(form)) {
      if (isTicked(control)) control.checked = false;
      else control.value = '';
    }
    for (const list of form.querySelectorAll('.repeated')) luotsi.rows.show(list, highestRow(list, answers));
    const found = new Set();
    for (const control of controls(form)) {
      if (!Object.hasOwn(answers, control.name)) continue;
      const texts = [answers[control.name]].flat().filter(text => typeof text === 'string');
      if (isTicked(control)) control.checked = texts.includes(control.value);
      else if (texts.length === 1) control.value = texts[0];
      // A menu without such an option has nothing chosen, not even its first line.
      if (control.selectedIndex === -1) control.selectedIndex = 0;
      if (isGiven(control)) found.add(control.name);
    }
    luotsi.conditions.update(form);
    return { found: found.size, unknown: Object.keys(answers).length - found.size };
  };

  const highestRow = (list, answers) => {
    const rows = Object.keys(answers).map(name => name.split('.')).filter(([field]) => field === list.dataset.field);
    return Math.max(0, ...rows.map(([, row]) => Number(row) || 0));
  };

  /** The question of a field, without the note that it may be left out. */
  const question = field => (field.querySelector('.asks') ?? field).textContent.trim();

  /** An answer as people say it: the words of an option, a date with the month in words. */
  const words = control => {
    if (isTicked(control)) return control.labels[0].textContent;
    if (control.localName === 'select') return control.selectedOptions[0].textContent;
    if (control.type !== 'date') return control.value;
    const { formats } = control.closest('[data-formats]').dataset;
    return new Intl.DateTimeFormat(formats, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(control.value));
  };

  /** The answers to a field, a line for each: “Rivi 1, Tavoite: …”. */
  const lines = field => given(field).map(control => {
    const names = [];
    for (let group = control.closest('fieldset'); group && group !== field; group = group.parentElement.closest('fieldset')) {
      names.unshift(group.querySelector('legend').textContent.trim());
    }
    // A single control has the question itself for its label.
    if (field.localName === 'fieldset' && !isTicked(control)) names.push(control.labels[0].textContent.trim());
    return names.length ? `${names.join(', ')}: ${words(control)}` : words(control);
  });

  luotsi.answers = { controls, fields, given, isAsked, isGiven, lines, question, read, words, write };
})(globalThis.luotsi ??= {});
