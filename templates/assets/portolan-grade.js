// Portolan, grading by keyboard. The form works without it; nothing here saves by itself.
// J next, K previous, 1-9 level of the criterion in focus (else the first without a level), S skip,
// Ctrl+Enter save, ? the list of keys. Silent inside text fields; a checkbox turns it off for this device.
const form = document.querySelector('form[data-grade]');
const all = (css, root) => Array.from((root || document).querySelectorAll(css));
const one = (css, root) => (root || document).querySelector(css);
const off = one('[data-keys-off]');
const kept = value => {
  try {
    if (value !== undefined) localStorage.portolanKeysOff = value;
    return localStorage.portolanKeysOff == 1;
  } catch (e) {
    return value == 1;
  }
};
if (off) {
  off.checked = kept();
  off.addEventListener('change', () => kept(off.checked ? 1 : 0));
}
const criteria = all('[data-criterion]', form);
const chosen = criterion => one('input:checked', criterion);
const total = one('[data-total]');
const count = () => {
  if (!total) return;
  const sum = criteria.reduce((n, c) => n + (chosen(c) ? Number(chosen(c).dataset.points) : 0), 0);
  const open = criteria.filter(c => !chosen(c)).length;
  total.textContent = total.dataset[open ? 'tOpen' : 't'].replace('{n}', Math.round(sum * 100) / 100).replace('{open}', open);
};
let changed, leaving;
form.addEventListener('input', () => {
  changed = 1;
  count();
});
form.addEventListener('submit', () => leaving = 1);
addEventListener('beforeunload', e => {
  if (!changed || leaving) return;
  e.preventDefault();
  e.returnValue = '';
});
addEventListener('pageshow', () => leaving = 0);
const go = css => {
  const link = one(css);
  if (link) link.click();
};
document.addEventListener('keydown', e => {
  if (off && off.checked || e.isComposing || e.altKey) return;
  if ((e.ctrlKey || e.metaKey) && e.key == 'Enter') {
    e.preventDefault();
    return one('[data-save]', form).click();
  }
  if (e.ctrlKey || e.metaKey) return;
  if (e.target.closest('textarea,select,[contenteditable],input:not([type=radio]):not([type=checkbox])')) return;
  const key = e.key.toLowerCase();
  if (key == 'j') go('a[data-next]');
  else if (key == 'k') go('a[data-previous]');
  else if (key == 's') go('[data-skip]');
  else if (key == '?') {
    const help = one('details[data-keys]');
    help.open = !help.open;
    if (help.open) one('summary', help).focus();
  } else if (/^[1-9]$/.test(key)) {
    const here = e.target.closest('[data-criterion]') || criteria.find(c => !chosen(c)) || criteria[0];
    const level = here && all('input[type=radio]', here)[key - 1];
    if (!level) return;
    level.checked = true;
    level.dispatchEvent(new Event('input', {bubbles: true}));
    // The next criterion without a level is now in focus, so digits can follow one another.
    const next = criteria.find(c => !chosen(c));
    (next ? one('input', next) : level).focus();
  } else return;
  e.preventDefault();
});
count();
