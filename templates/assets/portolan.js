// Portolan, what every signed-in page runs: the strip that says where the work is, and the outbox that sends it.
// Every page works without it. Words come from data- attributes, never from here.
// portolan-answers.js (quizzes, written tasks) and portolan-sync.js (My sync) stand on it.
export const one = (css, root) => (root || document).querySelector(css);
export const all = (css, root) => Array.from((root || document).querySelectorAll(css));
export const on = (target, names, act) => names.split(' ').forEach(name => target.addEventListener(name, act));
export const json = JSON.stringify;

const net = one('[data-net]');
const post = one('[data-outbox]');
export const person = post && post.dataset.person;
// waiting, held: answers in the queue. writer: 1 this tab writes, 0 another one does.
// unsaved: something was typed since the last writing down. failed: the last sending did not arrive.
export const now = {waiting: 0, held: 0};
let db, sending, tries = 0, notBefore = 0, limit = 20;

export const clock = when => {
  const t = new Date(when);
  return [t.getHours(), t.getMinutes()].map(n => ('0' + n).slice(-2)).join(':');
};
export const word = name => net.getAttribute('data-t-' + name);
export const say = (state, when) => {
  if (!net) return;
  if (now.writer === 0) state = 'other-tab';
  else if (now.unsaved && /server|device/.test(state)) state = 'unsaved';
  let text = word(state);
  if (now.waiting && !/{n}/.test(text)) text += ' · ' + word('waiting');
  if (now.held && state != 'held') text += ' · ' + word('held');
  text = text.replace('{time}', when && clock(when)).replace('{n}', now.waiting);
  net.dataset.state = state;
  // The same words are not announced twice.
  if (net.textContent != text) net.textContent = text;
  all('[data-send-now]').forEach(button => button.hidden = !now.waiting && !now.held);
  all('[data-signin]').forEach(link => link.hidden = state != 'signin');
};

// Storage: ops waits to be sent, chain holds the hash of every op by [attempt, device, seq], receipts the proof.
export const open = () => new Promise((ok, no) => {
  setTimeout(no, 8e3);
  const asked = indexedDB.open('portolan', 1);
  asked.onupgradeneeded = () => {
    // The chains are gone or never were: this device begins under a new name, so that no number is used twice.
    localStorage.removeItem('portolan');
    asked.result.createObjectStore('ops', {keyPath: 'n', autoIncrement: true});
    asked.result.createObjectStore('chain');
    asked.result.createObjectStore('receipts', {keyPath: 'op_id'});
  };
  asked.onerror = no;
  asked.onsuccess = () => ok(db = asked.result);
});
export const run = (mode, work) => new Promise((ok, no) => {
  const deal = db.transaction(['ops', 'chain', 'receipts'], mode, {durability: 'strict'});
  const asked = work(deal.objectStore('ops'), deal.objectStore('chain'), deal.objectStore('receipts'), deal);
  deal.oncomplete = () => ok(asked && asked.result);
  deal.onabort = () => no(deal.error);
});
export const queue = async () => {
  const mine = (await run('readonly', ops => ops.getAll())).filter(row => row.person == person);
  const rows = mine.filter(row => !row.held);
  now.waiting = rows.length;
  now.held = mine.length - rows.length;
  document.dispatchEvent(new CustomEvent('outbox', {detail: mine}));
  return rows;
};

// Send, oldest first. A 200 is not a receipt: only a receipt with our id and our hash is.
const batch = async () => {
  const part = [];
  let size = 0;
  for (const row of await queue()) {
    size += new TextEncoder().encode(json(row.op)).length;
    if (part[0] && (part.length >= limit || size > 16e3)) break;
    part.push(row);
  }
  if (!part[0]) return;
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 45e3);
  const reply = await fetch(post.dataset.outbox, {
    method: 'POST', credentials: 'same-origin', redirect: 'error', keepalive: true, signal: stop.signal,
    headers: {'Content-Type': 'application/json', 'X-CSRF-Token': post.dataset.csrf},
    body: json({ops: part.map(row => row.op)})
  });
  const status = reply.status;
  if (status == 401 || status == 403) throw 'signin';
  if (status == 429 || status > 499) throw 'waiting';
  const refused = /4(00|09|10|13|22)/.test(status);
  // One refused answer must not stop the others: find it by sending one at a time. A refusal is a page, not JSON.
  if (refused && part[1]) return limit = 1;
  const {receipts, signature} = refused ? {} : await reply.json();
  let when, done = 0;
  await run('readwrite', (ops, chain, sent) => part.forEach(row => {
    const op = row.op;
    const receipt = refused ? {status} : receipts.find(r => r.op_id == op.op_id && r.sha256 == op.sha256);
    if (!receipt) return;
    done = 1;
    if (receipt.status == 'stored') {
      when = receipt.received_at;
      ops.delete(row.n);
      sent.put(Object.assign({person, label: row.label, made_at: op.made_at, attempt: op.attempt, signature}, receipt));
    } else {
      limit = 20;
      row.held = receipt.status;
      ops.get(row.n).onsuccess = found => found.target.result && ops.put(row);
    }
  }));
  if (!done) throw 'waiting';
  await queue();
  say(when ? 'server' : 'held', when);
  return 1;
};
export const send = urgent => {
  if (!db || !person) return;
  if (urgent) notBefore = 0;
  if (sending || performance.now() < notBefore) return sending;
  return sending = (async () => {
    now.failed = 0;
    try {
      while (await batch()) tries = 0;
    } catch (reason) {
      now.failed = reason;
      const wait = Math.min(3e5, 1e3 * 2 ** tries++) * (.5 + Math.random() / 2);
      notBefore = performance.now() + wait;
      setTimeout(send, wait + 9);
      say(typeof reason == 'string' ? reason : 'offline');
    }
    sending = 0;
  })();
};

on(document, 'visibilitychange', () => document.hidden || send(1));
on(self, 'online', () => send(1));
on(self, 'offline', () => now.waiting && say('offline'));
setInterval(send, 6e4);
on(document, 'click', async e => {
  if (e.target.closest('[data-print]')) print();
  if (!db || !e.target.closest('[data-send-now]')) return;
  // The person asks: what was held is tried again too.
  await run('readwrite', ops => {
    ops.openCursor().onsuccess = found => {
      const at = found.target.result;
      if (!at) return;
      if (at.value.held && at.value.person == person) at.update(Object.assign(at.value, {held: 0}));
      at.continue();
    };
  });
  send(1);
});
on(document, 'submit', e => {
  const warning = e.target.dataset.signout;
  if (warning && now.waiting + now.held && !confirm(warning)) e.preventDefault();
});
// One address in two forms: what is typed into one box stands in the other.
const same = all('[data-same]');
on(document, 'input change', e => same.includes(e.target) && same.forEach(box => box.value = e.target.value));
all('[data-print]').forEach(button => button.hidden = false);
const focus = one('[data-focus]');
if (focus) focus.focus();

export const ready = post && open().then(queue).then(rows => {
  if (now.held || rows[0]) say(rows[0] ? 'waiting' : 'held');
  send();
});
// A page without answers to keep does not care when the device cannot keep any.
if (ready) ready.catch(() => {});
const worker = document.documentElement.dataset.worker;
if (worker && navigator.serviceWorker) on(self, 'load', () => navigator.serviceWorker.register(worker).catch(() => {}));
