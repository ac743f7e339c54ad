// One answer that the server refuses must not keep the others on the device.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, signIn } from './support.mjs';

let server, browser;
before(async () => ([server, browser] = await begin()), { timeout: 150_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('an answer that is refused is held, and the next one is saved', async () => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, server, server.accounts.find(one => one.email === 'nino.beridze@customs.example'));
  await page.goto(`${server.origin}/modules?lang=en`);
  const module = await page.locator('.card h3 a').first().getAttribute('href');
  await page.goto(`${server.origin}${module}/quiz`);
  await page.locator('main form button').last().click();
  await page.waitForURL('**/attempts/*');
  await page.locator('#net[data-state]').waitFor();
  // A NUL, as a broken keyboard or clipboard may bring it: the database takes none, so the server refuses the batch.
  const choices = page.locator('fieldset.q:has(input[type=radio])');
  await page.context().setOffline(true);
  const [broken, sound] = [choices.nth(0).locator('input[type=radio]').first(), choices.nth(1).locator('input[type=radio]').first()];
  await broken.evaluate(radio => (radio.value = '1\0'));
  await broken.check();
  await sound.check();
  await page.locator('#net[data-state=offline]').waitFor();
  await page.context().setOffline(false);
  await page.locator('#net').filter({ hasText: /help from your coordinator/ }).waitFor();
  const [name, value] = await sound.evaluate(radio => [radio.name, radio.value]);
  const fresh = await (await browser.newContext({ storageState: await page.context().storageState(), javaScriptEnabled: false })).newPage();
  await fresh.goto(page.url());
  assert.ok(await fresh.locator(`input[name="${name}"][value="${value}"]`).isChecked(), 'the sound answer is on the server');
});
