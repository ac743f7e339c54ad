// What people type is text for everybody who reads it: no field of theirs runs as script, in whatever page it stands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, signIn } from './support.mjs';

const payloads = [
  '<script>window.__hit=1</script>',
  '"><img src=x onerror="window.__hit=1">',
  "'><svg onload=window.__hit=1>",
  '</textarea><script>window.__hit=1</script>',
  '<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>',
  '<a href="javascript:window.__hit=1">x</a>',
  '<details open ontoggle=window.__hit=1>',
];

let server, browser;
before(async () => ([server, browser] = await begin()), { timeout: 150_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page whose every violation of the policy and every dialog is noted. */
async function watched(account) {
  const told = [];
  const context = await browser.newContext();
  await context.exposeFunction('__tell', text => told.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => window.__tell(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.on('dialog', dialog => (told.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  await signIn(page, server, account);
  return { page, told };
}

/** Opens every page that links lead to, and looks whether something has run. */
async function crawl({ page, told }, first = []) {
  const waiting = [...first, '/'], seen = new Set(), shown = new Set();
  while (waiting.length && seen.size < 80) {
    const path = waiting.shift();
    if (seen.has(path) || /lang=|\.(pdf|zip)$|\/pdf$|sign-out/.test(path)) continue;
    seen.add(path);
    await page.goto(server.origin + path);
    if (await page.evaluate(() => window.__hit)) told.push(`${path}: a script of a text has run`);
    const html = await page.evaluate(() => document.body.innerText + [...document.querySelectorAll('input,textarea')].map(one => one.value).join('\n'));
    for (const payload of payloads) if (html.includes(payload)) shown.add(payload);
    waiting.push(...(await page.evaluate(() => [...document.querySelectorAll('main a[href^="/"]')].map(one => one.getAttribute('href').split('#')[0]))));
  }
  return { seen: seen.size, shown };
}

test('no text that people type runs in a page of whoever reads it', { timeout: 300_000 }, async () => {
  const nino = await watched(server.accounts.find(one => one.email === 'nino.beridze@customs.example'));
  const coordinator = await watched(server.account('coordinator'));
  // A list of people whose agency is markup, checked and sent; and a reason for taking one of them out.
  await coordinator.page.goto(`${server.origin}/cohorts?lang=en`);
  const cohort = await coordinator.page.locator('main a[href^="/cohorts/"]:not([href$="/new"])').first().getAttribute('href');
  await coordinator.page.goto(`${server.origin}${cohort}/invitations`);
  const rows = payloads.map((text, n) => `Guest Number${'abcdefg'[n]},guest${n}@customs.example,Peru,"${text.replaceAll('"', '""')}",en`);
  await coordinator.page.fill('textarea[name=text]', ['name,e-mail,country,agency,language', ...rows].join('\n'));
  await coordinator.page.locator('main form button').first().click();
  await coordinator.page.locator('form[action$="/send"] button').click();
  await coordinator.page.waitForURL(`**${cohort}*`);
  const people = await coordinator.page.evaluate(() => [...document.querySelectorAll('a[href*="/people/"]')].filter(one => one.textContent.includes('Guest')).map(one => one.getAttribute('href')));
  assert.ok(people.length >= payloads.length, 'the people of the list are there');
  for (const [n, payload] of payloads.entries()) {
    await coordinator.page.goto(server.origin + people[n]);
    const form = coordinator.page.locator('form[action$="/withdrawal"]');
    await form.locator('[name=reason]').evaluate((field, text) => (field.value = text), payload);
    const answered = coordinator.page.waitForEvent('load');
    await form.evaluate(form => form.submit());
    await answered;
  }
  // The free fields of a profile and of a quiz.
  await nino.page.goto(`${server.origin}/profile?lang=en`);
  for (const payload of payloads) {
    await nino.page.goto(`${server.origin}/profile`);
    await nino.page.fill('[name=full_name]', payload);
    const answered = nino.page.waitForEvent('load');
    await nino.page.locator('form[action="/profile"] button').first().click();
    await answered;
    if (await nino.page.evaluate(() => window.__hit)) nino.told.push('the profile runs a name');
  }
  const found = { nino: await crawl(nino), coordinator: await crawl(coordinator, people) };
  const admin = await watched(server.account('admin'));
  found.admin = await crawl(admin, people);
  assert.deepEqual([...nino.told, ...coordinator.told, ...admin.told], []);
  assert.ok(found.coordinator.seen > 15 && found.coordinator.shown.size >= 5, `texts were shown: ${found.coordinator.shown.size} on ${found.coordinator.seen} pages`);
});
