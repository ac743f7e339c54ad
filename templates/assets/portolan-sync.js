// Portolan, My sync: lists what waits on this device, what is held, and what the server has confirmed.
// portolan.js tells by the event "outbox" whenever the queue was read; the words are in the page's templates.
import {all, clock, json, on, one, person, run} from './portolan.js';

on(document, 'outbox', async event => {
  const receipts = await run('readonly', (ops, chain, sent) => sent.getAll());
  const rows = {
    waiting: event.detail.filter(row => !row.held), held: event.detail.filter(row => row.held),
    sent: receipts.filter(row => row.person == person).sort((a, b) => a.received_at < b.received_at ? -1 : 1)
  };
  all('[data-sync-list]').forEach(list => {
    const shown = rows[list.dataset.syncList], items = one('[data-items]', list);
    one('[data-count]', list).textContent = shown.length;
    items.textContent = '';
    // Newest first, and no more than a person would read.
    shown.slice(-50).reverse().forEach(row => {
      const op = row.op || row, item = one('template', list).content.cloneNode(true);
      const words = {
        what: row.label, time: clock(op.made_at), received: clock(op.received_at), why: row.held,
        code: op.op_id.slice(0, 8), size: json(op).length,
        before: new Date(Date.parse(op.made_at) + 6048e5).toLocaleDateString(document.documentElement.lang, {day: 'numeric', month: 'long'})
      };
      all('[data-slot]', item).forEach(slot => slot.textContent = words[slot.dataset.slot]);
      items.appendChild(item);
    });
  });
});
