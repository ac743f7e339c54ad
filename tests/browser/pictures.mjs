// The pictures of docs/pictures, taken from a fresh demonstration: `npm run pictures`.
import { fileURLToPath } from 'node:url';
import { begin, signIn, takePicture } from './support.mjs';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
/** How long the certificate may take: a job makes it a moment after the start. */
const patience = 30_000;

const [server, browser] = await begin();

async function arrive(email, device) {
  const context = await browser.newContext({ ...device, colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  if (email) await signIn(page, server, server.accounts.find(account => account.email === email));
  return page;
}

const take = (page, name, options) => takePicture(page, folder, name, options);

async function participant() {
  const page = await arrive('nino.beridze@customs.example', phone);
  await page.goto(`${server.origin}/modules`);
  await take(page, 'modules');
  await page.locator('.card h3 a').first().click();
  await page.locator('a[href$="/quiz"]').first().click();
  await page.locator('form[action$="/quiz"] button').click();
  await page.waitForURL('**/attempts/*');
  await page.locator('fieldset[data-question] input[type="radio"]').first().check();
  await page.locator('#net[data-state="server"]').waitFor();
  const chosen = page.locator('fieldset[data-question]', { has: page.locator('input:checked') });
  await page.mouse.move(0, 0);
  await chosen.evaluate(question => question.scrollIntoView({ block: 'start' }));
  await take(page, 'quiz');
  await page.context().close();
}

async function instructor() {
  const page = await arrive('instructor@meridian.example', desktop);
  await page.goto(`${server.origin}/grading`);
  await page.locator('main .acts a.button').click();
  await page.waitForURL('**/grading/answers/*');
  await page.keyboard.press('4');
  await page.locator('[data-criterion] input:checked').waitFor();
  await take(page, 'grading');
  await page.context().close();
}

async function alumna() {
  const page = await arrive('aissatou@douanes.example', desktop);
  const link = page.locator('.card h2 a').first();
  for (const end = Date.now() + patience; !(await link.count()); await page.waitForTimeout(150)) {
    if (Date.now() > end) throw new Error('no certificate was issued');
    await page.goto(`${server.origin}/certificates?lang=en`);
  }
  await link.click();
  const place = await page.locator('a[href*="/v/"]').getAttribute('href');
  await take(page, 'certificate', { fullPage: true });
  await page.context().close();
  const anyone = await arrive(null, phone);
  await anyone.goto(`${new URL(place, server.origin)}?lang=ar`);
  await take(anyone, 'verify-ar', { fullPage: true });
  await anyone.context().close();
}

try {
  await participant();
  await instructor();
  await alumna();
} finally {
  await browser.close();
  await server.stop();
}
