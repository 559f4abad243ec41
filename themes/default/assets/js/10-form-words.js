// The words and parts that a form's script puts into the page. All of them stand in the page's templates, in its language:
// here is no phrase, and none is ever read as markup.
(luotsi => {
  const template = name => document.getElementById(`form-${name}`).content;

  /** A part made ready by the theme: `keeping`, `finishing`, `mistakes`. */
  luotsi.part = name => template(name).firstElementChild.cloneNode(true);

  /** A phrase, its `{name}`s filled. */
  luotsi.phrase = (name, fill = {}) =>
    template('phrases').querySelector(`[data-name="${name}"]`).textContent.replace(/\{(\w+)\}/g, (all, key) => fill[key] ?? all);

  /** An element with a text and attributes. */
  luotsi.make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /** A button that only exists because there is a script. */
  luotsi.button = (text, press) => {
    const button = luotsi.make('button', text, { type: 'button' });
    button.addEventListener('click', press);
    return button;
  };

  // A status that says the same thing twice is read once, so it is emptied first.
  luotsi.say = (status, text) => {
    status.textContent = '';
    setTimeout(() => { status.textContent = text; }, 50);
  };
})(globalThis.luotsi ??= {});
