// The form on paper. A field on screen cuts a long answer, so before printing each answer is written out as text;
// an empty field stays as lines to write on. A form in which nothing is written is printed as an empty one, with all its questions.
(luotsi => {
  const isBox = control => control.type === 'radio' || control.type === 'checkbox';

  const ink = form => {
    if (luotsi.answers.given(form).length === 0) form.classList.add('blank');
    if (form.classList.contains('blank')) return;
    for (const control of luotsi.answers.given(form)) {
      if (isBox(control)) continue;
      const text = luotsi.make('span', luotsi.answers.words(control), { class: 'ink', dir: control.dir || 'auto', 'aria-hidden': 'true' });
      control.after(text);
    }
  };

  const wipe = form => {
    form.classList.remove('blank');
    for (const text of form.querySelectorAll('.ink')) text.remove();
  };

  const prepare = form => {
    addEventListener('beforeprint', () => ink(form));
    addEventListener('afterprint', () => wipe(form));
  };

  const printAnswers = () => print();
  const printEmpty = form => {
    form.classList.add('blank');
    print();
  };

  luotsi.paper = { prepare, printAnswers, printEmpty };
})(globalThis.luotsi ??= {});
