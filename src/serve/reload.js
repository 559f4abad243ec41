// Keeps a page as the files are now: swaps its style sheets, reloads it when it has changed itself, lays messages over it.
{
  const PLACE = 'luotsi-place';
  const HIDDEN = 'luotsi-hidden';
  let shown = JSON.parse(document.currentScript.dataset.state);
  let events;
  let leaving = false;

  // --- Hearing of changes

  const take = ({ state, messages }) => {
    if (leaving) return;
    if (state.page !== shown.page || state.styles.length !== shown.styles.length) return reload();
    state.styles.forEach((style, at) => { if (String(style) !== String(shown.styles[at])) swap(at, shown.styles[at], style); });
    if (state.messages !== shown.messages) lay(messages);
    shown = state;
  };

  const listen = () => {
    events?.close();
    const source = new EventSource(`${location.origin}/__luotsi/events?${encodeURIComponent(location.pathname)}`);
    source.onmessage = event => take(JSON.parse(event.data));
    // Some browsers try again by themselves only while the preview can be reached.
    source.onerror = () => { if (source.readyState === EventSource.CLOSED && source === events) setTimeout(() => { if (source === events) listen(); }, 500); };
    events = source;
  };

  const rest = () => { events?.close(); events = undefined; };

  // A browser has few connections for one host, and a page that nobody sees can wait.
  const follow = () => { if (document.hidden) rest(); else listen(); };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', rest);
  addEventListener('pageshow', event => { if (event.persisted) follow(); });

  // --- Style sheets

  const sheets = () => [...document.querySelectorAll('link[rel~="stylesheet"]:not([data-luotsi-old])')].filter(link => !link.closest('#luotsi-messages'));

  const swap = (at, [oldAddress], [address, version]) => {
    const old = sheets()[at];
    if (!old) return reload();
    const next = old.cloneNode();
    next.href = address === oldAddress ? `${address}?${version}` : address;
    // The old one stays until the new one is there, so that the page is never bare.
    old.dataset.luotsiOld = '';
    next.addEventListener('load', () => old.remove());
    next.addEventListener('error', reload);
    old.after(next);
  };

  // --- Reloading in place

  const reload = () => {
    leaving = true;
    // What is read now: the last thing with a name above the middle of the window, and where it stands.
    const named = [...document.querySelectorAll('main [id], main')].filter(one => one.getClientRects().length);
    const mark = named.findLast(one => one.id && one.getBoundingClientRect().top <= innerHeight / 2);
    const place = {
      path: location.pathname, x: scrollX, y: scrollY, mark: mark?.id, top: mark?.getBoundingClientRect().top,
      focus: document.activeElement?.id, open: [...document.querySelectorAll('details')].map(one => one.open),
    };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    history.scrollRestoration = 'manual';
    location.reload();
  };

  const restore = () => {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    if (place?.path !== location.pathname) return;
    const folds = document.querySelectorAll('details');
    if (folds.length === place.open.length) folds.forEach((one, at) => { one.open = place.open[at]; });
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    const mark = place.mark && document.getElementById(place.mark);
    const shift = mark && place.y > 0 ? mark.getBoundingClientRect().top + scrollY - place.top : place.y;
    scrollTo({ left: place.x, top: shift, behavior: 'instant' });
    addEventListener('load', () => { history.scrollRestoration = 'auto'; });
  };

  // --- Messages

  let before;

  const lay = html => {
    const old = document.getElementById('luotsi-messages');
    const hadFocus = old?.contains(document.activeElement);
    old?.remove();
    if (html) document.body.insertAdjacentHTML('afterbegin', html);
    equip();
    if (hadFocus) (document.querySelector('#luotsi-messages pre') ?? before)?.focus();
  };

  // The button is made here, as it does nothing without this script.
  const equip = () => {
    const section = document.getElementById('luotsi-messages');
    // What was hidden and then mended is shown again when it comes back.
    if (!section) return sessionStorage.removeItem(HIDDEN);
    const text = section.textContent;
    if (sessionStorage.getItem(HIDDEN) === text) return section.remove();
    const hide = () => {
      sessionStorage.setItem(HIDDEN, text);
      section.remove();
      before?.focus();
    };
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Hide (Escape)';
    button.addEventListener('click', hide);
    section.querySelector('pre').before(button);
    section.addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
    section.addEventListener('focusin', event => { if (!section.contains(event.relatedTarget)) before = event.relatedTarget; });
  };

  equip();
  restore();
  follow();
}
