// Portolan, service worker. Keeps only /assets/* (named by content hash) and the written page /offline.
// Pages always come from the network; personal pages are never kept. It waits until the old one is idle.
const shelf = 'portolan-1';
addEventListener('install', e => e.waitUntil(caches.open(shelf).then(c => c.add(new Request('/offline', {cache: 'reload'})))));
addEventListener('activate', e => e.waitUntil(caches.keys().then(names => Promise.all(names.map(n => n == shelf || caches.delete(n))))));
addEventListener('fetch', e => {
  const ask = e.request, url = new URL(ask.url);
  if (ask.method != 'GET' || url.origin != location.origin) return;
  if (ask.mode == 'navigate') return e.respondWith(fetch(ask).catch(() => caches.match('/offline')));
  if (!url.pathname.startsWith('/assets/')) return;
  e.respondWith(caches.open(shelf).then(async c => {
    const kept = await c.match(ask);
    if (kept) return kept;
    const reply = await fetch(ask);
    // A captive portal answers with a page of its own: that is no asset.
    if (reply.ok && !reply.redirected && !/html/.test(reply.headers.get('content-type'))) {
      await c.put(ask, reply.clone());
      const old = await c.keys();
      if (old.length > 40) await c.delete(old[1]);
    }
    return reply;
  }));
});
