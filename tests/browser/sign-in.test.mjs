// Coming in: with script and without, on a phone, in the dark, in Arabic.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, faults, isTooWide, signIn } from './support.mjs';

let server, browser;
before(async () => ([server, browser] = await begin()), { timeout: 150_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a participant signs in ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const said = [];
    page.on('console', message => message.type() === 'error' && said.push(message.text()));
    page.on('pageerror', error => said.push(error.message));
    const account = server.account('participant');
    await signIn(page, server, account);
    const answer = await page.goto(`${server.origin}/profile`);
    assert.equal(answer.status(), 200);
    assert.equal(await page.inputValue('#full_name'), account.name);
    assert.deepEqual(said, []);
    await context.close();
  });
}

test('an address typed in one box stands in the other, and after the code was sent', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/sign-in?lang=en`);
  await page.fill('#email', 'nino@customs.example');
  await page.locator('details.check summary').click();
  assert.equal(await page.inputValue('#email2'), 'nino@customs.example');
  await page.fill('#email2', 'giorgi@customs.example');
  assert.equal(await page.inputValue('#email'), 'giorgi@customs.example');
  await page.locator('form[action="/sign-in/code"] button').click();
  await page.locator('#code').waitFor();
  assert.equal(await page.inputValue('#email2'), 'giorgi@customs.example');
  await context.close();
});

test('the first view is one request of at most 14,600 bytes', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const requests = [];
  page.on('request', request => request.url().startsWith('data:') || requests.push(request));
  await page.goto(`${server.origin}/sign-in`, { waitUntil: 'networkidle' });
  assert.deepEqual(requests.map(request => new URL(request.url()).pathname), ['/sign-in']);
  const sizes = await requests[0].sizes();
  const bytes = sizes.responseBodySize + sizes.responseHeadersSize;
  assert.ok(bytes <= 14_600, `${bytes} bytes`);
  await context.close();
});

const looks = [
  { width: 320, colorScheme: 'light', lang: 'en' },
  { width: 320, colorScheme: 'dark', lang: 'ar' },
  { width: 1280, colorScheme: 'dark', lang: 'en' },
  { width: 1280, colorScheme: 'light', lang: 'ar' },
];
for (const { width, colorScheme, lang } of looks) {
  test(`pages are sound at ${width} px, ${colorScheme}, ${lang}`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const look = async place => {
      const answer = await page.goto(`${server.origin}${place}?lang=${lang}`);
      assert.ok(answer.status() < 500, place);
      assert.deepEqual(await faults(page), [], place);
      assert.equal(await isTooWide(page), false, `${place} is wider than the window`);
      assert.equal(await page.getAttribute('html', 'dir'), lang === 'ar' ? 'rtl' : 'ltr');
    };
    for (const place of ['/sign-in', '/v', '/no-such-page']) await look(place);
    await signIn(page, server, server.account('participant'));
    for (const place of ['/profile', '/modules']) await look(place);
    await context.close();
  });
}
