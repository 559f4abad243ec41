// Lists whose rows can be added and removed.
(luotsi => {
  const rows = list => [...list.querySelectorAll('.row')];
  const most = list => Number(list.dataset.most);

  /** Makes a list as long as its answers need: never shorter than it was printed, never longer than it may be. */
  const show = (list, count) => {
    const first = Number(list.dataset.rows);
    const wanted = Math.min(Math.max(count, first), Math.max(most(list), first));
    while (rows(list).length > wanted) rows(list).at(-1).remove();
    while (rows(list).length < wanted) add(list);
    name(list);
  };

  const add = list => {
    const last = rows(list).at(-1);
    const row = last.cloneNode(true);
    const number = Number(last.dataset.row);
    row.dataset.row = number + 1;
    const { field } = list.dataset;
    for (const element of row.querySelectorAll('[id], [for]')) {
      for (const [attribute, sign] of [['id', '-'], ['for', '-'], ['name', '.']]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(`${field}${sign}${number}${sign}`, `${field}${sign}${number + 1}${sign}`));
      }
    }
    for (const control of luotsi.answers.controls(row)) {
      control.value = '';
      control.removeAttribute('aria-invalid');
    }
    last.after(row);
    return row;
  };

  // The answers below move up, so that names and numbers stay in their places.
  const remove = (list, row) => {
    const all = rows(list);
    for (let at = all.indexOf(row); at < all.length - 1; at += 1) {
      const below = luotsi.answers.controls(all[at + 1]);
      luotsi.answers.controls(all[at]).forEach((control, index) => { control.value = below[index].value; });
    }
    all.at(-1).remove();
  };

  /** Rows say their number, and the button to remove one says which; a lone row cannot be removed. */
  const name = list => {
    const all = rows(list);
    for (const row of all) {
      const number = row.dataset.row;
      row.querySelector('legend').textContent = luotsi.phrase('row', { number });
      const button = row.querySelector('.remove');
      button.textContent = luotsi.phrase('row_remove', { number });
      button.hidden = all.length === 1;
    }
    list.querySelector('.add').hidden = all.length >= most(list);
  };

  const focus = row => {
    const legend = row.querySelector('legend');
    legend.tabIndex = -1;
    legend.focus();
  };

  /** Puts the buttons into a list. */
  const prepare = (list, status, tellChange) => {
    list.dataset.rows = rows(list).length;
    for (const row of rows(list)) row.append(luotsi.make('button', '', { type: 'button', class: 'remove' }));
    const adding = luotsi.button(luotsi.phrase('row_add'), () => {
      const row = add(list);
      name(list);
      row.querySelector('input, select, textarea').focus();
      const added = luotsi.phrase('row_added', { number: row.dataset.row });
      luotsi.say(status, adding.hidden ? `${added} ${luotsi.phrase('rows_full')}` : added);
    });
    adding.classList.add('add');
    list.append(adding);
    list.addEventListener('click', event => {
      const row = event.target.closest('.remove')?.closest('.row');
      if (!row) return;
      const { row: number } = row.dataset;
      remove(list, row);
      name(list);
      focus(rows(list)[Math.min(number, rows(list).length) - 1]);
      luotsi.say(status, luotsi.phrase('row_removed', { number }));
      tellChange();
    });
    name(list);
  };

  luotsi.rows = { prepare, show };
})(globalThis.luotsi ??= {});
