// Portolan, quizzes and written tasks: answers are written down on the device as they are given.
// One writer per attempt; a chain of hashes shows any gap; the form itself still carries every answer.
import {all, json, now, on, one, open, person, queue, ready, run, say, send, word} from './portolan.js';
import './portolan-timer.js';

const form = one('form[data-attempt]');
const attempt = form.dataset.attempt;
const name = 'portolan ' + attempt;
const strip = one('#net');
const boxes = all('[data-question]', form);
// last: what is written down already, by kind and question. seq, previous: the end of this device's chain.
const last = {};
// shown: what the strip said before another tab took over.
let device, seq, previous, broken, debounce, saving = 0, leaving, warned, shown;

const uuid = () => crypto.randomUUID ? crypto.randomUUID() : '10000000-1000-4000-8000-100000000000'.replace(/[018]/g,
  c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
const parse = text => JSON.parse(text || '[]');
const pause = ms => new Promise(ok => setTimeout(ok, ms));

// SHA-256 of our own: it also works on http origins, and it is synchronous, so that an answer can still
// be written while the page is being closed. The constants are the roots of the first primes.
const cubes = [], squares = [];
for (let n = 2, d; cubes.length < 64; n++) {
  for (d = 2; n % d;) d++;
  if (d == n) {
    cubes.push(n ** (1 / 3) % 1 * 2 ** 32 | 0);
    squares.push(n ** .5 % 1 * 2 ** 32 | 0);
  }
}
export const sha256 = text => {
  const bytes = new TextEncoder().encode(text), size = bytes.length;
  const data = new Int32Array((size + 8 >> 6) * 16 + 16);
  bytes.forEach((b, i) => data[i >> 2] |= b << 24 - i % 4 * 8);
  data[size >> 2] |= 128 << 24 - size % 4 * 8;
  data[data.length - 1] = size * 8;
  const turn = (x, i, j, k) => (x >>> i | x << 32 - i) ^ (x >>> j | x << 32 - j) ^ k;
  const spin = (x, k) => x >>> k | x << 32 - k;
  let sum = squares.slice(0, 8);
  for (let at = 0; at < data.length; at += 16) {
    const w = Array.from(data.subarray(at, at + 16));
    let [a, b, c, d, e, f, g, h] = sum;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + turn(x, 7, 18, x >>> 3) + w[i - 7] + turn(y, 17, 19, y >>> 10) | 0;
      }
      const t = h + turn(e, 6, 11, spin(e, 25)) + (e & f ^ ~e & g) + cubes[i] + w[i];
      [a, b, c, d, e, f, g, h] = [t + turn(a, 2, 13, spin(a, 22)) + (a & b ^ a & c ^ b & c) | 0, a, b, c, d + t | 0, e, f, g];
    }
    sum = [a, b, c, d, e, f, g, h].map((x, i) => x + sum[i] | 0);
  }
  return sum.map(x => (x >>> 0).toString(16).padStart(8, 0)).join('');
};

// The controls named q.* of a question make one array of strings; flag.* is its mark "check later".
const each = act => boxes.forEach(box => ['answer', 'flag'].forEach(kind => act(kind + box.dataset.question,
  all('input,select,textarea', box).filter(c => c.name.startsWith(kind == 'flag' ? 'flag.' : 'q.')), kind, box)));
const picks = control => /radio|checkbox/.test(control.type);
// rendered: as the server wrote it, whatever was touched since.
const read = (controls, rendered) => {
  const value = [];
  controls.forEach(c => {
    const text = !rendered || picks(c) ? c.value : c.options ? (one('[selected]', c) || c.options[0]).value : c.defaultValue;
    if (picks(c) ? rendered ? c.defaultChecked : c.checked : text || c.options)
      value.push(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
  });
  return json(value);
};
const fill = (controls, value) => controls.forEach((c, i) => {
  if (picks(c)) c.checked = value.includes(c.value);
  else c.value = value[i] || '';
});

// Write every changed answer down in one transaction. Only then may the screen say so.
// Nothing is waited for before the calls are made, because the page may be closing. chain.add fails when
// another tab has written this number already, so two tabs can never fork the chain.
const save = (closing, again) => {
  clearTimeout(debounce);
  if (!now.writer || saving && !closing) return;
  now.unsaved = 0;
  const rows = [], before = [seq, previous, Object.assign({}, last)];
  each((key, controls, kind, box) => {
    const value = read(controls);
    if (value == last[key]) return;
    last[key] = value;
    const question = box.dataset.question;
    const op = {op_id: uuid(), attempt, device, seq: ++seq, kind, question, value: JSON.parse(value),
      made_at: new Date().toISOString(), mono_ms: Math.round(performance.now()), prev: previous};
    op.sha256 = previous = sha256([op.op_id, attempt, device, seq, kind, question, value, op.made_at, previous].join('|'));
    rows.push({person, label: box.dataset.label, op});
  });
  if (!rows[0]) return;
  // A browser may throw the transaction of a closing page away; this copy is looked at by the next page.
  try {
    if (closing) localStorage[name + ' closing'] = json(rows);
  } catch (e) {}
  saving++;
  return (async () => {
    try {
      await run('readwrite', (ops, chain, receipts, deal) => {
        rows.forEach(row => {
          ops.add(row);
          chain.add(row.op.sha256, [attempt, device, row.op.seq]);
        });
        if (deal.commit) deal.commit();
      });
      saving--;
      if (closing) localStorage.removeItem(name + ' closing');
      broken = 0;
      now.waiting += rows.length;
      say(navigator.onLine ? 'device' : 'offline', Date.now());
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
      save();
      send();
    } catch (error) {
      saving--;
      [seq, previous] = before;
      Object.assign(last, before[2]);
      if (error && error.name == 'ConstraintError') return lose();
      // The browser may have closed the database under memory pressure: open it again, once.
      try {
        if (again) throw error;
        await open();
        await head();
        await save(1, 1);
      } catch (e) {
        fail();
      }
    }
  })();
};
const fail = () => {
  broken = 1;
  say('storage');
};
const head = () => run('readonly', (ops, chain) => {
  seq = 0;
  previous = '';
  chain.openCursor(IDBKeyRange.bound([attempt, device], [attempt, device, []]), 'prev').onsuccess = found => {
    const row = found.target.result;
    if (row) [seq, previous] = [row.key[2], row.value];
  };
});

// One writer per attempt. The tab that loses hands its answers over to the one that goes on.
const talk = self.BroadcastChannel && new BroadcastChannel(attempt);
if (talk) talk.onmessage = e => {
  each((key, controls) => {
    const [value, written] = e.data[key];
    fill(controls, JSON.parse(value));
    last[key] = written;
  });
  save();
};
const own = async () => {
  try {
    await head();
    // What still waits in the queue goes back onto the form, unless the person has already typed something newer.
    (await queue()).forEach(row => row.op.attempt == attempt && each((key, controls) => {
      if (key != row.op.kind + row.op.question) return;
      if (read(controls) == last[key]) fill(controls, row.op.value);
      last[key] = json(row.op.value);
    }));
    // The last words of a page that was closed before they were written: no number of the chain is theirs.
    parse(localStorage[name + ' closing']).forEach(row => row.person == person && row.op.seq > seq && each((key, controls) => {
      if (key == row.op.kind + row.op.question && read(controls) == last[key]) fill(controls, row.op.value);
    }));
    form.autocomplete = 'off';
    now.writer = 1;
    if (shown) [strip.dataset.state, strip.textContent] = shown;
    shown = 0;
    all('[data-continue]').forEach(button => button.remove());
    all('[data-paused]', form).forEach(c => c.disabled = c.removeAttribute('data-paused'));
    if (now.waiting) say('waiting');
    await save(1);
    localStorage.removeItem(name + ' closing');
    send(1);
  } catch (e) {
    fail();
  }
};
const lose = () => {
  if (now.writer === 0) return;
  const state = {};
  each((key, controls) => state[key] = [read(controls), last[key]]);
  if (now.writer && talk) talk.postMessage(state);
  now.writer = 0;
  shown = [strip.dataset.state, strip.textContent];
  all('input,select,textarea,button', form).forEach(c => {
    if (!c.disabled) c.disabled = c.dataset.paused = true;
  });
  say('other-tab');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.continue = '';
  button.textContent = word('continue');
  button.onclick = () => claim({steal: true});
  strip.after(button);
};
const claim = steal => {
  if (navigator.locks) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1e3);
    return navigator.locks.request(name, steal || {signal: stop.signal}, () => {
      own();
      return new Promise(() => {});
    }).catch(lose);
  }
  // Without Web Locks: a lease in storage, renewed every two seconds, void after five.
  const [holder, since] = parse(localStorage[name]);
  if (!steal && holder && Date.now() - since < 5e3) return lose();
  const me = uuid(), renew = () => localStorage[name] = json([me, Date.now()]);
  renew();
  let timer = setInterval(renew, 2e3);
  const stop = () => timer = clearInterval(timer);
  on(self, 'storage', e => {
    if (!timer || e.key != name || parse(e.newValue)[0] == me) return;
    stop();
    lose();
  });
  on(self, 'pagehide', () => {
    if (!timer) return;
    stop();
    localStorage.removeItem(name);
  });
  own();
};

each((key, controls) => last[key] = read(controls, 1));
on(form, 'input change', e => {
  // What the server understood of a number is about the number before.
  const heard = e.target.inputMode && one('[data-heard]', e.target.closest('fieldset'));
  if (heard) {
    heard.remove();
    e.target.removeAttribute('aria-invalid');
  }
  if (!now.writer) return;
  now.unsaved = 1;
  say('unsaved');
  clearTimeout(debounce);
  debounce = setTimeout(save, e.type == 'input' && !picks(e.target) ? 800 : 0);
});
on(form, 'focusout', () => save());
on(document, 'visibilitychange', () => document.hidden && save(1));
on(self, 'pagehide', () => save(1));
on(self, 'pageshow', e => e.persisted && !broken && location.reload());
on(form, 'submit', async e => {
  if (leaving == 1 || broken || now.writer == null) return;
  e.preventDefault();
  if (!now.writer || leaving) return;
  leaving = 2;
  const by = e.submitter || document.activeElement;
  await save(1);
  await Promise.race([send(1), pause(8e3)]);
  leaving = 0;
  // No way to the server: the answers stay here. A second press goes all the same.
  if (!navigator.onLine || now.failed && !warned) {
    warned = 1;
    return say(now.failed == 'signin' ? 'signin' : 'notsent');
  }
  leaving = 1;
  if (by && by.form == form) by.click();
  else form.submit();
  await pause(5e3);
  leaving = 0;
});
ready.then(() => {
  device = localStorage.portolan = localStorage.portolan || uuid();
  claim();
}).catch(fail);
