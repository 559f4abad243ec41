// The answers as a file on the reader's own device: one to open here again, one to read anywhere. Nothing goes over the net.
(luotsi => {
  const { fields, lines, question, read } = luotsi.answers;
  const BIGGEST = 2_000_000;

  const told = form => fields(form).filter(field => lines(field).length)
    .map(field => [field.dataset.field, { question: question(field), answer: lines(field) }]);

  /** Everything that is needed to go on, and the same in words, for people and other programs. No date: a file says only what was asked. */
  const json = form => JSON.stringify({
    form: form.dataset.form,
    version: form.dataset.version,
    title: form.dataset.title,
    language: form.closest('[lang]').lang,
    answers: read(form),
    labels: Object.fromEntries(told(form)),
  }, null, 2);

  const text = form => {
    const parts = [...form.querySelectorAll('.sheet')].filter(luotsi.answers.isAsked).map(section => {
      const answers = fields(section).map(field => `${question(field)}\n${lines(field).map(line => `  ${line.replaceAll('\n', '\n  ')}`).join('\n') || '  –'}`);
      const title = section.querySelector('h2').textContent;
      return [`${title}\n${'='.repeat(title.length)}`, ...answers].join('\n\n');
    });
    return `${[form.dataset.title, ...parts].join('\n\n\n')}\n`;
  };

  const download = (form, content, type, ending) => {
    const name = `${form.dataset.form.split('/').at(-1)}-${form.closest('[lang]').lang}.${ending}`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    // Some browsers start reading only after the click has been dealt with.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return luotsi.phrase('saved', { name });
  };

  const save = form => download(form, json(form), 'application/json', 'json');
  const saveText = form => download(form, text(form), 'text/plain', 'txt');

  const parsed = content => {
    try { return JSON.parse(content); } catch { return null; }
  };

  /** Reads a file back; returns what to say of it, and whether anything changed. */
  const open = async (form, file) => {
    const data = file.size <= BIGGEST ? parsed(await file.text().catch(() => '')) : null;
    const isForm = data && typeof data.form === 'string' && data.answers && typeof data.answers === 'object' && !Array.isArray(data.answers);
    if (!isForm) return { changed: false, message: luotsi.phrase('open_wrong') };
    if (data.form !== form.dataset.form) return { changed: false, message: luotsi.phrase('open_other', { title: String(data.title ?? data.form).slice(0, 200) }) };
    const { found, unknown } = luotsi.answers.write(form, data.answers);
    const messages = [luotsi.phrase('opened', { n: found })];
    if (unknown) messages.push(luotsi.phrase('opened_unknown', { n: unknown }));
    return { changed: true, message: messages.join(' ') };
  };

  luotsi.files = { open, save, saveText };
})(globalThis.luotsi ??= {});
