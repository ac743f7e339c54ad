// Every lesson of the curriculum on a phone, in each of its languages; and pictures of a few for people to look at.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { begin, isTooWide, picturesFolder, signIn, takePicture } from './support.mjs';

const reader = 'lena.reader@border.example';
const phone = { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' };
const modules = new URL('../../curriculum/modules/', import.meta.url);

let server, browser;
/** Who reads, and every lesson with a picture, in each language. */
let reading;
const pictured = [];
before(async () => ([server, browser] = await begin()), { timeout: 150_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What a module promises. */
const languages = slug => {
  const text = fs.readFileSync(new URL(`${slug}/module.toml`, modules), 'utf8');
  return text.match(/^languages = \[(.*)\]/m)[1].match(/[a-z]+/g);
};

const inDays = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const hrefs = (page, css) => page.locator(css).evaluateAll(found => found.map(link => link.getAttribute('href')));

/** A coordinator opens every course once and invites one person into each. */
async function openEveryCourse() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, server, server.accounts.find(one => one.email === 'coordinator@meridian.example'));
  await page.goto(`${server.origin}/cohorts/new?lang=en`);
  const courses = await page.locator('#course option').evaluateAll(options => options.map(option => option.value).filter(Boolean));
  for (const [nth, course] of courses.entries()) {
    await page.goto(`${server.origin}/cohorts/new`);
    await page.selectOption('#course', course);
    await page.fill('[name=code]', `EVERY-${nth}`);
    await page.fill('[name=place]', 'Valletta');
    await page.fill('[name=starts_on]', inDays(60));
    await page.fill('[name=ends_on]', inDays(64));
    await page.fill('[name=due_day]', inDays(50));
    await page.locator('main form button').last().click();
    await page.waitForURL(url => /^\/cohorts\/[0-9a-f-]{36}$/.test(url.pathname));
    await page.goto(`${page.url().split('?')[0]}/invitations`);
    await page.fill('#text', `Lena Reader,${reader},Jordan,Border Directorate,en`);
    await page.locator('form[action$="/invitations"] button').click();
    await page.locator('form[action$="/send"] button').click();
    await page.locator('.flash').waitFor();
  }
  await context.close();
  return courses.length;
}

/** The invited person comes in by one of the mails. */
async function comeIn(page) {
  const mail = page.locator('tr').filter({ hasText: reader }).locator('a').first();
  for (const end = Date.now() + 30_000; !(await mail.count()) && Date.now() < end; await page.waitForTimeout(150)) {
    await page.goto(`${server.origin}/demo/mail`);
  }
  await mail.click();
  await page.goto(await page.locator('.answer a[href*="/invitation/"]').getAttribute('href'));
  await page.locator('main form button').first().click();
  await page.waitForURL('**/welcome');
  await page.fill('[name=latin_name]', 'Lena Reader');
  await page.locator('form[action="/welcome"] button').click();
  await page.waitForURL('**/modules');
}

/** What is wrong with how a lesson looks, all its parts opened. */
const looksWrong = page =>
  page.evaluate(async () => {
    document.querySelectorAll('main details').forEach(part => (part.open = true));
    const wrong = [];
    for (const picture of document.images) {
      picture.loading = 'eager';
      await picture.decode().catch(() => {});
      if (!picture.naturalWidth) wrong.push(`a picture is not there: ${picture.src}`);
      if (picture.getBoundingClientRect().width < 100) wrong.push(`a picture is too small to see: ${picture.src}`);
    }
    const width = document.documentElement.clientWidth;
    for (const part of document.querySelectorAll('main *')) {
      // What scrolls by itself may be wider inside; words for screen readers alone are nowhere.
      if (part.closest('.scroll, .vh') && !part.matches('.scroll')) continue;
      const { left, right, width: own } = part.getBoundingClientRect();
      if (own > 0 && (left < -0.5 || right > width + 0.5)) wrong.push(`<${part.localName}> from ${left} to ${right}: ${part.textContent.slice(0, 60)}`);
    }
    return wrong;
  });

test('every lesson fits on a phone of 320 px, in each of its languages', { timeout: 600_000 }, async () => {
  const courses = await openEveryCourse();
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await comeIn(page);
  const places = await hrefs(page, '.card h3 a');
  assert.equal(places.length, courses);
  const [wrong, seen] = [[], new Set()];
  for (const place of places) {
    const slug = place.split('/').pop();
    await page.goto(`${server.origin}${place}`);
    const lessons = [...new Set(await hrefs(page, '.voyage a[href*="/lessons/"]'))];
    assert.ok(lessons.length >= 5, `${slug}: ${lessons.length} lessons`);
    for (const lang of languages(slug)) {
      for (const [nth, lesson] of lessons.entries()) {
        const where = `${slug}, ${lesson.split('/').pop()}, ${lang}`;
        const reply = await page.goto(`${server.origin}${lesson}?lang=${lang}`);
        assert.equal(reply.status(), 200, where);
        const html = page.locator('html');
        assert.equal(await html.getAttribute('lang'), lang, where);
        assert.equal(await html.getAttribute('dir'), lang === 'ar' ? 'rtl' : 'ltr', where);
        // One lesson of each module and language is for people.
        if (nth === 1) await takePicture(page, picturesFolder, `lesson-${slug}-${lang}`, { fullPage: true });
        wrong.push(...(await looksWrong(page)).map(what => `${where}: ${what}`));
        if (await isTooWide(page)) wrong.push(`${where}: scrolls sideways`);
        if (await page.locator('main img').count()) pictured.push(`${lesson}?lang=${lang}`);
        seen.add(where);
      }
    }
  }
  console.log(`${seen.size} lessons looked at`);
  assert.ok(seen.size >= 150, `${seen.size} lessons`);
  assert.deepEqual(wrong, []);
  reading = await context.storageState();
  await context.close();
});

/** A lesson's pictures that are there to be seen. */
const drawn = page =>
  page.evaluate(() => Array.from(document.images, picture => picture.naturalWidth > 0 && picture.getBoundingClientRect().width >= 100));

for (const width of [360, 1280]) {
  test(`the first view of a lesson with pictures is one request of at most 14,600 bytes at ${width} px`, { timeout: 600_000 }, async () => {
    assert.ok(pictured.length >= 60, `${pictured.length} lessons with pictures`);
    const context = await browser.newContext({ viewport: { width, height: 800 }, storageState: reading, serviceWorkers: 'block' });
    const page = await context.newPage();
    const [wrong, heaviest] = [[], [0]];
    for (const lesson of pictured) {
      const requests = [];
      const note = request => request.url().startsWith('data:') || requests.push(request);
      page.on('request', note);
      await page.goto(`${server.origin}${lesson}`, { waitUntil: 'networkidle' });
      page.off('request', note);
      const { responseHeadersSize: head, responseBodySize: body } = await requests[0].sizes();
      heaviest.push(head + body);
      const beyond = requests.slice(1).map(request => new URL(request.url()).pathname);
      if (beyond.length || head + body > 14_600) wrong.push(`${lesson}: ${head + body} bytes, and ${beyond}`);
      if ((await drawn(page)).includes(false)) wrong.push(`${lesson}: a picture is not drawn`);
    }
    console.log(`${pictured.length} lessons with pictures at ${width} px, at most ${Math.max(...heaviest)} bytes`);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test('a picture is there without script, and on paper', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: reading });
  const page = await context.newPage();
  await page.goto(`${server.origin}${pictured[0]}`);
  assert.ok(!(await drawn(page)).includes(false));
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await drawn(page)).includes(false));
  assert.equal(await page.locator('main img').first().isVisible(), true);
  await context.close();
});
