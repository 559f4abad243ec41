// A calendar file (RFC 5545) of everything on the page that has a date: whole days, with ids that stay,
// so that reading it in again moves the entries rather than doubling them.
(() => {
  const { fill, tell, download, fileName, dates } = luotsiKit;
  if (!dates) return;
  const { panel, status, tasks } = dates;
  const encoder = new TextEncoder();

  const escape = text => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
  const compact = date => dates.iso(date).replaceAll('-', '');

  /** A line may have 75 octets; what does not fit goes on the next one, after a space. */
  const fold = line => {
    const lines = [''];
    let octets = 0;
    for (const sign of line) {
      const length = encoder.encode(sign).length;
      if (octets + length > 75) {
        lines.push(' ');
        octets = 1;
      }
      lines[lines.length - 1] += sign;
      octets += length;
    }
    return lines.join('\r\n');
  };

  const event = ({ task, date }, stamp) => {
    const list = task.closest('[data-list]');
    const next = new Date(date);
    next.setUTCDate(next.getUTCDate() + 1);
    const address = new URL(`${list.dataset.url ?? location.pathname}#task-${task.dataset.item}`, location.href);
    const due = task.querySelector('.due').firstChild.textContent.trim();
    return [
      'BEGIN:VEVENT',
      `UID:${escape(`${list.dataset.list.replaceAll('/', '.')}.${task.dataset.item}`)}@luotsi`,
      `DTSTAMP:${stamp}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(date)}`,
      `DTEND;VALUE=DATE:${compact(next)}`,
      `SUMMARY:${escape(task.dataset.plain)}`,
      `DESCRIPTION:${escape(`${list.dataset.title}\n${due}`)}`,
      `CATEGORIES:${escape(list.dataset.title)}`,
      ...(address.protocol.startsWith('http') ? [`URL:${address.href}`] : []),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ];
  };

  const calendar = dated => {
    const { start, end } = dates.programme();
    const stamp = (start ?? end).replaceAll('-', '');
    const language = (panel.closest('[lang]')?.lang ?? 'en').toUpperCase();
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Luotsi//Luotsi//${language}`, 'CALSCALE:GREGORIAN', ...dated.flatMap(one => event(one, stamp)), 'END:VCALENDAR'];
    return lines.map(line => `${fold(line)}\r\n`).join('');
  };

  panel.querySelector('.dates-calendar').addEventListener('click', () => {
    const dated = tasks.map(task => ({ task, date: dates.due(task.dataset.due) })).filter(({ date }) => date);
    if (!dated.length) {
      tell(status, status.dataset.needed);
      panel.querySelector('input').focus();
      return;
    }
    dated.sort((one, other) => one.date - other.date);
    const lists = new Set(dated.map(({ task }) => task.closest('[data-list]').dataset.list));
    const name = lists.size === 1 ? [...lists][0] : 'checklists';
    download(fileName(name, 'ics'), 'text/calendar;charset=utf-8', calendar(dated));
    tell(status, fill(status.dataset.saved, { dated: dated.length, all: tasks.length }));
  });
})();
