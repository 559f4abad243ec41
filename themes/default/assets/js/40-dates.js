// The programme's first and last day, entered once for all checklists, turn “4 weeks before the start” into dates.
//
// Days are counted in UTC, so that no clock change moves them.
(() => {
  const { recall, keep, place, fill, tell } = luotsiKit;
  const KEY = 'luotsi:programme';
  const panel = place('kit-dates');
  if (!panel) return;
  const status = panel.querySelector('[role=status]');
  const inputs = { start: panel.querySelector('#dates-start'), end: panel.querySelector('#dates-end') };
  const words = new Intl.DateTimeFormat(status.dataset.formats, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const tasks = [...document.querySelectorAll('[data-due]')];

  const dayOf = text => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? new Date(`${text}T00:00:00Z`) : null);
  const iso = date => date.toISOString().slice(0, 10);

  /** The entered days, those that are days. */
  const programme = () => Object.fromEntries(Object.entries(inputs).filter(([, input]) => input.value && input.validity.valid).map(([name, input]) => [name, input.value]));

  /** The day of `start-4w`, `end` or `end+6m`; `null` while the day that it is counted from is unknown. */
  const due = value => {
    const [, anchor, count, unit] = /^(start|end)(?:([+-]\d+)([dwm]))?$/.exec(value) ?? [];
    const date = dayOf(programme()[anchor]);
    if (!date || !count) return date;
    if (unit !== 'm') {
      date.setUTCDate(date.getUTCDate() + Number(count) * (unit === 'w' ? 7 : 1));
      return date;
    }
    // A month after 31 January is the last day of February.
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + Number(count));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
    return date;
  };

  /** Writes the date of each task beside its words, and returns how many have one. */
  const show = () => {
    let dated = 0;
    for (const task of tasks) {
      const date = due(task.dataset.due);
      task.querySelector('.on')?.remove();
      if (!date) continue;
      dated += 1;
      const time = document.createElement('time');
      time.dateTime = iso(date);
      time.textContent = words.format(date);
      const whole = document.createElement('span');
      whole.className = 'on';
      whole.append(': ', time);
      task.querySelector('.due').append(whole);
    }
    return dated;
  };

  const remember = () => {
    const days = programme();
    const dated = show();
    if (!keep(KEY, Object.keys(days).length ? days : null)) return tell(status, status.dataset.notKept);
    if (days.start && days.end && days.end < days.start) return tell(status, status.dataset.order);
    tell(status, fill(status.dataset.ready, { dated, all: tasks.length }));
  };

  const load = () => {
    const days = recall(KEY);
    for (const [name, input] of Object.entries(inputs)) input.value = dayOf(days?.[name]) ? days[name] : '';
    show();
  };
  for (const input of Object.values(inputs)) {
    input.min = '2000-01-01';
    input.max = '2099-12-31';
    input.addEventListener('change', remember);
  }
  load();
  addEventListener('storage', event => { if (event.key === KEY) load(); });
  addEventListener('pageshow', event => { if (event.persisted) load(); });

  luotsiKit.dates = { panel, status, tasks, programme, due, iso };
})();
