// Explanations of terms: Escape puts them away, and one that would leave the window at its foot opens above its word.
{
  const termOf = element => element.closest?.('a.term') ?? element.closest?.('.term + [role=tooltip]')?.previousElementSibling;

  const raise = link => {
    const explanation = link.nextElementSibling;
    explanation.style.translate = '';
    const box = explanation.getBoundingClientRect();
    const word = link.getBoundingClientRect();
    if (box.bottom > innerHeight && box.height + 8 < word.top) explanation.style.translate = `0 ${word.top - box.bottom - 4}px`;
  };

  for (const type of ['pointerover', 'focusin']) {
    document.addEventListener(type, ({ target }) => {
      const link = target.closest?.('a.term');
      if (!link) return;
      link.classList.remove('put-away');
      raise(link);
    });
  }

  let under = null;
  document.addEventListener('pointerover', ({ target }) => { under = target; });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const element of [document.activeElement, under]) termOf(element ?? document.body)?.classList.add('put-away');
  });
}
