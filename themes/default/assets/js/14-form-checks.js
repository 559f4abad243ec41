// Looks through the answers when the reader asks for it, in the manner of the GOV.UK Design System: all that is wrong is told
// at once at the top of the page, with links, and again beside each question. What was written stays.
(luotsi => {
  const { controls, fields, given, isAsked, isGiven, question } = luotsi.answers;

  // Digits of any script, without invisible marks of direction: ٣٠ is as good as 30. The digits of a script stand in a row from zero.
  const digits = text => text.trim().replace(/\p{Cf}/gu, '').replace(/\p{Nd}/gu, digit => {
    const value = [...Array(10).keys()].find(step => !/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - step - 1)));
    return String(value ?? digit);
  });

  const limits = ({ min, max }) => {
    if (min && max) return luotsi.phrase('limit_between', { min, max });
    if (min) return luotsi.phrase('limit_min', { min });
    return max ? luotsi.phrase('limit_max', { max }) : '';
  };

  /** What is wrong with what was given, or nothing. */
  const wrong = field => {
    const { type, min, max, choices, error } = field.dataset;
    const unfinished = controls(field).find(control => isAsked(control) && control.validity.badInput);
    if (unfinished) return { at: [unfinished], message: luotsi.phrase('error_date') };
    const [first] = given(field);
    if (!first) return null;
    const text = digits(first.value);
    const say = message => ({ at: [first], message });
    if (type === 'email' && !/^\S+@[^\s@]+\.[^\s@]+$/.test(text)) return say(error ?? luotsi.phrase('error_email'));
    if (type === 'tel' && !/^[+(\d][\d\s()./-]{4,}$/.test(text)) return say(error ?? luotsi.phrase('error_tel'));
    if (type === 'number' && (!/^-?\d+$/.test(text) || Number(text) < Number(min ?? -Infinity) || Number(text) > Number(max ?? Infinity))) {
      return say(error ?? `${luotsi.phrase('error_number')} ${limits(field.dataset)}`.trim());
    }
    if (['text', 'textarea'].includes(type) && max && first.value.length > max) return say(luotsi.phrase('error_long', { n: first.value.length, max }));
    if (choices && given(field).length > choices) return say(luotsi.phrase('error_choices', { max: choices }));
    return null;
  };

  /** Where an answer is needed and there is none. A list needs it in the rows that are begun; one that is required, in its first row too. */
  const missing = field => {
    const isRequired = 'required' in field.dataset;
    const demanding = [field, ...field.querySelectorAll('*')].filter(element => element.getAttribute('aria-required') === 'true');
    if (demanding.length === 0) return isRequired && given(field).length === 0 ? [controls(field)[0]] : [];
    return demanding.filter(element => {
      const row = element.closest('[data-row]');
      if (row && given(row).length === 0 && !(isRequired && row.dataset.row === '1')) return false;
      return element.localName === 'fieldset' ? given(element).length === 0 : !isGiven(element);
    });
  };

  /** Everything that is wrong, in the order of the form. */
  const problems = form => {
    const found = [];
    const answered = new Set(fields(form).filter(field => given(field).length).map(field => field.dataset.oneOf));
    for (const field of fields(form)) {
      const { oneOf, error = luotsi.phrase('error_missing') } = field.dataset;
      const mistake = wrong(field);
      const empty = missing(field);
      if (mistake) found.push({ field, ...mistake });
      else if (empty.length) found.push({ field, at: empty, message: error });
      else if (oneOf && !answered.has(oneOf)) {
        // One message for the group, at its first question.
        answered.add(oneOf);
        found.push({ field, at: [controls(field)[0]], message: error });
      }
    }
    return found;
  };

  const describe = (element, id) => {
    const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    element.setAttribute('aria-describedby', [id, ...ids].join(' '));
  };

  const mark = ({ field, at, message }) => {
    const id = `f-${field.dataset.field}-error`;
    const error = luotsi.make('p', ` ${message}`, { id, class: 'error' });
    error.prepend(luotsi.make('strong', luotsi.phrase('error')));
    const before = field.querySelector(':scope > .hint') ?? field.querySelector(':scope > legend, :scope > label');
    before.after(error);
    field.classList.add('wrong');
    for (const element of at) {
      // A single radio cannot be invalid; its group can.
      const bearer = element.type === 'radio' ? element.closest('fieldset') : element;
      bearer.setAttribute('aria-invalid', 'true');
      describe(bearer, id);
    }
    if (field.localName === 'fieldset' && !at.includes(field)) describe(field, id);
  };

  const unmark = form => {
    for (const error of form.querySelectorAll('.error')) {
      for (const element of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
        const rest = element.getAttribute('aria-describedby').split(' ').filter(id => id !== error.id);
        if (rest.length) element.setAttribute('aria-describedby', rest.join(' '));
        else element.removeAttribute('aria-describedby');
      }
      error.remove();
    }
    for (const element of form.querySelectorAll('[aria-invalid]')) element.removeAttribute('aria-invalid');
    for (const field of form.querySelectorAll('.wrong')) field.classList.remove('wrong');
  };

  const summary = found => {
    const box = luotsi.part('mistakes');
    for (const { field, at: [first], message } of found) {
      const target = first.localName === 'fieldset' ? controls(first)[0] : first;
      const link = luotsi.make('a', message, { href: `#${target.id}` });
      // Many questions may say the same; a link says which it leads to.
      if (found.filter(other => other.message === message).length > 1) link.textContent = `${question(field)} – ${message}`;
      link.addEventListener('click', event => {
        event.preventDefault();
        field.scrollIntoView();
        target.focus({ preventScroll: field.offsetHeight < innerHeight });
      });
      const item = document.createElement('li');
      item.append(link);
      box.querySelector('ul').append(item);
    }
    return box;
  };

  const title = document.title;

  /** Takes away every message. */
  const forget = form => {
    document.querySelector('.mistakes')?.remove();
    document.title = title;
    unmark(form);
  };

  /** Looks through the answers and tells what is wrong, or that all is well. */
  const check = (form, status) => {
    forget(form);
    const found = problems(form);
    if (found.length === 0) return luotsi.say(status, luotsi.phrase('all_well'));
    status.textContent = '';
    found.forEach(mark);
    const box = summary(found);
    document.querySelector('main').prepend(box);
    document.title = `${luotsi.phrase('error')} ${title}`;
    box.focus();
  };

  luotsi.checks = { check, forget };
})(globalThis.luotsi ??= {});
