// The ways people take through Portolan, from the first page to the last: with script, without, offline, by keyboard.
// The tests stand on one another: the last ones look at the pages that the first ones reached.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { begin, faults, isTooWide, signIn } from './support.mjs';

const receipt = /^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const onServer = /^Saved on server \d\d:\d\d$/;
const draft = Array.from({ length: 12 }, (_, n) => `At 21:4${n % 10} I held the container, touched nothing and wrote it down.`).join('\n');

/** What the tests found on their way: paths of pages to look at later. */
const found = {};
let server, browser;
before(async () => ([server, browser] = await begin()), { timeout: 150_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const who = email => server.accounts.find(account => account.email === email);
const pathOf = page => new URL(page.url()).pathname;

/** A browser of somebody's own, signed in unless `email` is null. Faults of scripts come to `said`. */
async function arrive(email, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(20_000);
  const said = [];
  context.on('console', message => message.type() === 'error' && said.push(message.text()));
  context.on('weberror', problem => said.push(problem.error().message));
  const page = await context.newPage();
  if (email) await signIn(page, server, who(email));
  return { context, page, said, go: place => page.goto(server.origin + place) };
}

/** Presses what leads to another page, and waits until that page is there; its path. A click alone does not wait. */
async function follow(target, path) {
  const page = target.page();
  await target.click();
  await page.waitForURL(url => path.test(url.pathname));
  return pathOf(page);
}

/** Sends a save as another device of the same person would, and gives what became of it. */
async function saveFromOtherDevice(page, attempt, question, value) {
  const op = { op_id: randomUUID(), attempt, device: 'an old tablet', seq: 1, kind: 'answer', question, value, made_at: new Date().toISOString(), mono_ms: 1, prev: '' };
  const { op_id, device, seq, kind, made_at, prev } = op;
  const text = [op_id, attempt, device, seq, kind, question, JSON.stringify(value), made_at, prev].join('|');
  op.sha256 = createHash('sha256').update(text).digest('hex');
  const csrf = await page.locator('input[name=csrf]').first().inputValue();
  const answer = await page.context().request.post(`${server.origin}/outbox`, {
    headers: { 'x-csrf-token': csrf, accept: 'application/json', origin: server.origin },
    data: { ops: [op] },
  });
  assert.equal(answer.status(), 200, await answer.text());
  return (await answer.json()).receipts[0].status;
}

/** Where pages are. */
const at = {
  module: /\/modules\/[^/]+$/,
  lesson: /\/lessons\/[^/]+$/,
  quiz: /\/quiz$/,
  task: /\/task$/,
  attempt: /^\/attempts\/[^/]+$/,
  check: /\/check$/,
  receipt: /\/receipt$/,
  results: /\/results$/,
  answer: /^\/grading\/answers\/[^/]+$/,
};

/** Tries until `act` gives something; the states we wait for have no event in the page. */
async function until(act, what, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 150))) {
    const value = await act();
    if (value) return value;
  }
  assert.fail(`waited ${seconds} s for ${what}`);
}

/** Gives one question an answer, whatever its kind, by what assistive technology sees of it. */
async function answer(question) {
  const [radios, boxes, lists, text] = ['radio', 'checkbox', 'combobox', 'textbox'].map(role => question.getByRole(role));
  if (await radios.count()) await radios.first().check();
  else if (await lists.count()) {
    for (let nth = 0; nth < (await lists.count()); nth++) await lists.nth(nth).selectOption({ index: nth + 1 });
  } else if (await text.count()) await text.fill((await text.getAttribute('inputmode')) === 'decimal' ? '7' : 'seal');
  // The last checkbox of every question is the mark "check later".
  else for (const nth of [0, 1]) await boxes.nth(nth).check();
}

/** What stands in all controls of a form's questions. */
const written = page =>
  page.locator('[data-question]').evaluateAll(questions =>
    questions.map(question => {
      const controls = [...question.querySelectorAll('[name^="q."]')];
      return controls.map(c => (/radio|checkbox/.test(c.type) ? (c.checked ? c.value : '') : c.value)).filter(Boolean);
    }),
  );

const net = page => page.locator('#net');

/** Waits until the strip says what it should. */
async function strip(page, words) {
  let said;
  const says = async () => words.test((said = await net(page).textContent()));
  await until(says, `${words} in the strip`, 15).catch(error => assert.fail(`${error.message}; it says: ${said}`));
}

test('a participant reads, takes the quiz, loses the connection and hands in', async () => {
  const { context, page, said, go } = await arrive('nino.beridze@customs.example');
  await go('/modules');
  found.module = await follow(page.locator('.card h3 a').first(), at.module);
  const way = page.getByRole('heading', { name: /^Your way: \d+ of \d+ done$/ });
  const done = async () => Number((await way.textContent()).match(/\d+/)[0]);
  const before = await done();
  found.lesson = await follow(page.getByRole('link', { name: /^Continue\b.+/ }), at.lesson);
  assert.equal(await page.locator('main h1').count(), 1);
  await page.getByRole('button', { name: /^Mark as read/ }).click();
  await page.waitForURL(url => url.pathname !== found.lesson);
  await go(found.module);
  assert.equal(await done(), before + 1);

  found.start = await follow(page.getByRole('link', { name: /^Quiz: / }), at.quiz);
  found.attempt = await follow(page.getByRole('button', { name: 'Begin' }), at.attempt);
  const questions = page.locator('fieldset[data-question]');
  const count = await questions.count();
  assert.ok(count > 4, `${count} questions`);
  for (let nth = 0; nth < count - 2; nth++) await answer(questions.nth(nth));
  await strip(page, onServer);

  await context.setOffline(true);
  for (let nth = count - 2; nth < count; nth++) await answer(questions.nth(nth));
  await strip(page, /^No connection\. Keep working\. Answers on this device only: ([2-9]|\d\d)$/);
  await page.locator('[data-send-now]').waitFor();
  await context.setOffline(false);
  await strip(page, onServer);
  const given = await written(page);
  assert.ok(given.every(one => one.length > 0), JSON.stringify(given));
  await page.reload();
  assert.deepEqual(await written(page), given);

  // A second tab can only read, until it is told to take over; then the first one can only read.
  const second = await context.newPage();
  await second.goto(server.origin + found.attempt);
  const takeOver = tab => tab.getByRole('button', { name: 'Continue here' });
  await takeOver(second).waitFor();
  assert.match(await net(second).textContent(), /^This quiz is open in another tab/);
  assert.equal(await second.locator('main form :is(input:not([type=hidden]), select, button):enabled').count(), 0);
  await takeOver(second).click();
  await takeOver(page).waitFor();
  assert.deepEqual(await written(second), given);
  await takeOver(page).click();
  await takeOver(second).waitFor();
  await second.close();

  await follow(page.getByRole('button', { name: 'Check my answers' }), at.check);
  assert.equal(await page.getByRole('cell').getByText('Answered', { exact: true }).count(), count);
  found.receipt = await follow(page.getByRole('button', { name: 'Send my answers' }), at.receipt);
  assert.match((await page.locator('.code').textContent()).trim(), receipt);
  // A tablet that was offline all the while comes with another answer: it is kept, and somebody has to decide.
  assert.equal(await saveFromOtherDevice(page, found.attempt.split('/').pop(), 'q1', ['3', 'too late']), 'held');
  await page.reload();
  await page.getByText('1 saved answer arrived late or twice').waitFor();
  found.results = await follow(page.getByRole('link', { name: 'See your results' }), at.results);
  assert.equal(await page.locator('main section.q').count(), count);
  assert.match(await page.locator('.tally').textContent(), /\d+ %/);
  assert.deepEqual(said.filter(words => !/ERR_INTERNET_DISCONNECTED/.test(words)), []);
  await context.close();
});

test('a participant takes the test before a module and sees where to begin', async () => {
  const { context, page, said, go } = await arrive('nino.beridze@customs.example');
  await go('/modules');
  await follow(page.locator('.card h3 a').last(), at.module);
  const before = await follow(page.getByRole('link', { name: /^Take the test/ }).first(), /\/pre-test$/);
  await look(page, before);
  await go(`${before}?lang=en`);
  await follow(page.getByRole('button', { name: 'Begin' }), at.attempt);
  const questions = page.locator('fieldset[data-question]');
  const count = await questions.count();
  assert.ok(count > 4, `${count} questions`);
  for (let nth = 0; nth < count; nth++) await answer(questions.nth(nth));
  await strip(page, onServer);
  await follow(page.getByRole('button', { name: 'Check my answers' }), at.check);
  await follow(page.getByRole('button', { name: 'Send my answers' }), at.receipt);
  found.before = await follow(page.getByRole('link', { name: 'See your results' }), at.results);
  await page.getByText(/^Before: \d+ %$/).first().waitFor();
  assert.equal(await page.locator('section.q').count(), 0, 'no question is shown again');
  await follow(page.locator('.choices a').first(), at.lesson);
  assert.deepEqual(said, []);
  await context.close();
});

test('without script the quiz is forms, from the first page to the receipt', async () => {
  // His pages are in Russian: nothing here may depend on words.
  const { context, page, go } = await arrive('giorgi@customs.example', { javaScriptEnabled: false });
  await go('/modules');
  assert.equal(await page.getAttribute('html', 'lang'), 'ru');
  await follow(page.locator('.card h3 a').first(), at.module);
  const lesson = await follow(page.locator('.voyage .button'), at.lesson);
  await page.locator('form[action$="/read"] button').click();
  await page.waitForURL(url => url.pathname !== lesson);
  await follow(page.locator('.crumbs a').last(), at.module);
  await follow(page.locator('.voyage a[href$="/quiz"]').first(), at.quiz);
  await follow(page.locator('form[action$="/quiz"] button'), at.attempt);
  const questions = page.locator('fieldset[data-question]');
  const count = await questions.count();
  for (let nth = 0; nth < count; nth++) await answer(questions.nth(nth));
  const given = await written(page);
  await page.locator('input[name^="flag."]').first().check();
  await follow(page.locator('form[action$="/answers"] button'), at.check);
  assert.equal(await page.locator('tbody .state.done').count(), count - 1);
  await follow(page.locator('tbody .low a'), at.attempt);
  assert.deepEqual(await written(page), given);
  await page.locator('input[name^="flag."]').first().uncheck();
  await follow(page.locator('form[action$="/answers"] button'), at.check);
  assert.equal(await page.locator('tbody .state.done').count(), count);
  await follow(page.locator('form[action$="/submission"] button'), at.receipt);
  assert.match((await page.locator('.code').textContent()).trim(), receipt);
  await follow(page.locator('a[href$="/results"]'), at.results);
  assert.equal(await page.locator('main section.q').count(), count);
  await context.close();
});

test('a written task is kept while it is written, and handed in', async () => {
  const { context, page, said, go } = await arrive('nino.beridze@customs.example');
  await go(found.module);
  // Not looked at later: from now on this address leads to the attempt.
  await follow(page.getByRole('link', { name: /^Written task: / }), at.task);
  await look(page, pathOf(page));
  await go(`${pathOf(page)}?lang=en`);
  await follow(page.getByRole('button', { name: 'Begin' }), at.attempt);
  const text = page.getByRole('textbox', { name: 'Your answer' });
  await text.fill(draft);
  await strip(page, onServer);
  assert.match(await page.locator('[data-words]').textContent(), /^Words: \d+ of \d+$/);
  await page.reload();
  assert.equal(await text.inputValue(), draft);
  await follow(page.getByRole('button', { name: 'Check my answers' }), at.check);
  found.taskReceipt = await follow(page.getByRole('button', { name: 'Send my answers' }), at.receipt);
  assert.match((await page.locator('.code').textContent()).trim(), receipt);
  assert.deepEqual(said, []);
  await context.close();
});

/** In a window of a small computer the rubric goes on with the page, and the bar says what is still open. */
async function nothingIsHidden(page, criteria) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1200, height: 800 });
  assert.equal(await page.locator('[data-total]').isVisible(), true);
  const found = await page.evaluate(() => {
    const form = document.querySelector('[data-grade]');
    const box = document.querySelector('[data-total]').getBoundingClientRect();
    return { inner: form.scrollHeight - form.clientHeight, below: box.bottom - innerHeight };
  });
  assert.ok(found.inner <= 1, `${found.inner} px of the rubric are hidden in a box of its own`);
  assert.ok(found.below <= 0, 'how many criteria are open stands in the first view');
  const last = criteria.last().locator('label').last();
  await last.scrollIntoViewIfNeeded();
  await last.click({ trial: true });
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize(before);
}

test('an instructor grades by keyboard and never learns a name', async () => {
  const { context, page, said, go } = await arrive('instructor@meridian.example');
  const people = server.accounts.filter(account => account.role === 'participant');
  const identity = [...people.flatMap(({ name, email }) => [name, email]), 'Beridze', 'Khatib', 'Quispe', 'Ndiaye'];
  const blind = async () => {
    const html = await page.content();
    assert.deepEqual(identity.filter(word => html.includes(word)), [], page.url());
  };
  await go('/grading');
  await blind();
  found.answer = await follow(page.getByRole('link', { name: 'Grade the oldest task' }), at.answer);
  await blind();
  const criteria = page.locator('[data-criterion]');
  const total = page.locator('[data-total]');
  assert.match(await total.textContent(), /criteria open: \d/);
  await nothingIsHidden(page, criteria);
  const count = await criteria.count();
  for (let nth = 0; nth < count; nth++) {
    await page.keyboard.press('2');
    await criteria.nth(nth).locator('input:checked').waitFor();
  }
  assert.match(await total.textContent(), new RegExp(`^Total: ${count} of `));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
  await blind();
  found.queue = await page.locator('.crumbs a').last().getAttribute('href');
  await go(found.queue);
  await blind();
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="${found.answer}"]`) });
  assert.match(await row.textContent(), /Graded.*You/s);
  assert.deepEqual(said, []);
  await context.close();
});

test('an alumna downloads her certificate, and anyone can check it', async () => {
  const { context, page, said, go } = await arrive('aissatou@douanes.example', { acceptDownloads: true });
  // A job issues it a moment after the demonstration was filled.
  await until(async () => (await go('/certificates')) && (await page.locator('.card h2 a').count()), 'the certificate');
  found.certificate = await follow(page.locator('.card h2 a').first(), /^\/certificates\/./);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('main a[href$="/pdf"]').click()]);
  const first = fs.readFileSync(await download.path());
  const again = await (await context.request.get(`${server.origin}${found.certificate}/pdf`)).body();
  assert.equal(first.subarray(0, 5).toString(), '%PDF-');
  assert.ok(first.equals(again), 'two downloads differ');
  assert.ok(first.length <= 150 * 1024, `${first.length} bytes`);
  const link = new URL(await page.locator('a[href*="/v/"]').getAttribute('href'), server.origin);
  found.check = link.pathname;
  assert.deepEqual(said, []);
  await context.close();

  const anyone = await arrive(null, { serviceWorkers: 'block' });
  const html = await (await anyone.go(found.check)).text();
  await anyone.page.locator('.verdict.valid').waitFor();
  assert.match(html, /This certificate is valid/);
  assert.doesNotMatch(html, /<script|javascript:|\son[a-z]+=/i);
  assert.ok(html.includes(who('aissatou@douanes.example').name));
  assert.deepEqual(await anyone.context.cookies(), []);
  const middle = Math.floor((found.check.length + '/v/'.length) / 2);
  const other = found.check[middle] === 'A' ? 'B' : 'A';
  found.altered = found.check.slice(0, middle) + other + found.check.slice(middle + 1);
  await anyone.go(found.altered);
  await anyone.page.locator('.verdict.altered').waitFor();
  assert.doesNotMatch(await anyone.page.locator('main').textContent(), /is valid/);
  await anyone.context.close();
});

test('a coordinator invites from a list with a mistake, and the invited person comes in', async () => {
  const { context, page, said, go } = await arrive('coordinator@meridian.example');
  await go('/cohorts');
  found.cohort = await follow(page.locator('tbody th a').first(), /^\/cohorts\/[^/]+$/);
  found.person = await page.locator('tbody th a').first().getAttribute('href');
  found.invitations = await follow(page.getByRole('link', { name: /^Invite/ }), /\/invitations$/);
  const list = page.getByLabel('List of people');
  found.bad = [
    'Samira Haddad,samira.haddad@border.example,Jordan,Border Directorate,en',
    'Paul Moreau,paul.moreau.douanes.example,CI,Douanes,fr',
  ].join('\n');
  await list.fill(found.bad);
  await page.getByRole('button', { name: 'Check the list' }).click();
  await page.getByRole('alert').getByText('Row 2: The e-mail address has no @.').waitFor();
  assert.equal(await page.locator('#row2 .state.wrong').count(), 1);
  assert.equal(await list.inputValue(), found.bad);
  await list.fill(found.bad.replace('paul.moreau.', 'paul.moreau@'));
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('status').getByText('The invitations are on their way.').waitFor();
  assert.deepEqual(said.filter(words => !/status of 422/.test(words)), []);
  await context.close();

  const invited = await arrive(null);
  const mail = invited.page.locator('tr').filter({ hasText: 'samira.haddad@border.example' }).locator('a');
  await until(async () => (await invited.go('/demo/mail')) && (await mail.count()), 'the invitation');
  found.mail = await follow(mail.first(), /^\/demo\/mail\/./);
  const link = await invited.page.locator('.answer a[href*="/invitation/"]').getAttribute('href');
  await invited.page.goto(link);
  found.invitation = pathOf(invited.page);
  await look(invited.page, found.invitation);
  await invited.go(`${found.invitation}?lang=en`);
  await follow(invited.page.getByRole('button', { name: 'Accept and start' }), /^\/welcome$/);
  await look(invited.page, '/welcome');
  await invited.go('/welcome?lang=en');
  assert.equal(await invited.page.getByLabel('Full name').inputValue(), 'Samira Haddad');
  await invited.page.getByLabel('The same name in Latin letters').fill('Samira Haddad');
  await follow(invited.page.getByRole('button', { name: 'Confirm and start' }), /^\/modules$/);
  assert.ok((await invited.page.locator('.card').count()) > 0);
  await invited.context.close();
});

test('a participant reads what is kept, asks to be erased without a script, and takes it back', async () => {
  const { context, page, go } = await arrive('giorgi@customs.example', { javaScriptEnabled: false });
  await go('/profile?lang=en');
  await follow(page.getByRole('link', { name: 'What that means' }), /^\/profile\/erasure$/);
  await page.getByText('You are in the middle of a course.').waitFor();
  await page.getByLabel('Current password').fill('not the one');
  await page.getByRole('button', { name: 'Erase my account' }).click();
  await page.getByRole('alert').getByText('This is not your current password').waitFor();
  await page.getByLabel('Current password').fill(who('giorgi@customs.example').password);
  await page.getByRole('button', { name: 'Erase my account' }).click();
  await page.getByText(/^Your account will be erased on .+/).waitFor();
  await follow(page.getByRole('button', { name: 'Take it back: keep my account' }), /^\/profile$/);
  await page.getByRole('status').getByText('You keep your account.').waitFor();
  await page.locator('.foot').getByRole('link', { name: 'Your data' }).click();
  await page.waitForURL(url => url.pathname === '/privacy');
  assert.ok((await page.locator('main section').count()) > 9);
  await go('/profile?lang=ru');
  await context.close();
});

test('a coordinator finds the certificates of a course', async () => {
  const { context, page, go } = await arrive('coordinator@meridian.example');
  await go('/cohorts');
  for (const cohort of await page.locator('tbody th a').evaluateAll(links => links.map(link => link.getAttribute('href')))) {
    await go(`${cohort}/certificates`);
    const certificate = page.locator('tbody a[href*="/certificates/"]').first();
    if (await certificate.count()) found.certificates = [`${cohort}/certificates`, await certificate.getAttribute('href')];
  }
  assert.ok(found.certificates, 'no course has a certificate');
  await context.close();
});

test('a coordinator decides about an answer that came too late', async () => {
  const { context, page, said, go } = await arrive('coordinator@meridian.example');
  await go('/cohorts');
  for (const cohort of await page.locator('tbody th a').evaluateAll(links => links.map(link => link.getAttribute('href')))) {
    await go(cohort);
    const decide = page.getByRole('link', { name: 'Decide about them' });
    if (!found.held && (await decide.count())) found.held = await follow(decide, /\/held$/);
  }
  assert.ok(found.held, 'no course has an answer that waits');
  await look(page, found.held);
  await go(`${found.held}?lang=en`);
  await page.getByText('Waits for you').waitFor();
  found.heldOne = await follow(page.locator('tbody th a').first(), /\/held\/./);
  await look(page, found.heldOne);
  await go(`${found.heldOne}?lang=en`);
  await page.getByRole('heading', { name: 'The answer that waits' }).waitFor();
  await page.getByRole('radio', { name: /^Set it aside/ }).check();
  await page.getByLabel('Reason').fill('The tablet was lent to somebody else.');
  await follow(page.getByRole('button', { name: 'Save the decision' }), /\/held$/);
  await page.getByRole('status').getByText('The decision is saved.').waitFor();
  await page.locator('tbody').getByText('Set aside').waitFor();
  assert.deepEqual(said, []);
  await context.close();
});

/** Opens pages in one request each, but for pictures, and gives the bytes of each, headers included. */
async function weigh(page, places, langs = ['en']) {
  const weights = [];
  for (const [place, lang] of places.flatMap(place => langs.map(lang => [place, lang]))) {
    const requests = [];
    const note = request => request.url().startsWith('data:') || requests.push(request);
    page.on('request', note);
    await page.goto(`${server.origin}${place}?lang=${lang}`, { waitUntil: 'networkidle' });
    page.off('request', note);
    const beyond = requests.slice(1).map(request => new URL(request.url()).pathname);
    assert.deepEqual(beyond, [], place);
    const { responseHeadersSize: head, responseBodySize: body } = await requests[0].sizes();
    const name = place.replace(/[0-9a-f-]{36}/, '…').replace(/[A-Z2-7]{40,}/, '…');
    weights.push([`${name} ${lang}`, head + body]);
    console.log(`${name} ${lang}: ${head} + ${body} bytes`);
  }
  return weights;
}
const above = (limit, weights) => weights.filter(([, bytes]) => bytes > limit);
const mostBytes = 14_600;
const everyLanguage = ['en', 'fr', 'es', 'ru', 'ar'];
const links = (page, css) => page.locator(css).evaluateAll(found => found.map(link => link.getAttribute('href')));

test('the first view of what participants read is one request of at most 14,600 bytes', async () => {
  const { context, page, go } = await arrive('nino.beridze@customs.example', { serviceWorkers: 'block' });
  await go('/modules');
  found.other = (await links(page, '.card h3 a')).find(place => place !== found.module);
  await go(found.module);
  const lessons = await links(page, '.voyage a[href*="/lessons/"]:not(.button)');
  for (const purpose of ['quiz', 'task']) {
    await go(`${found.other}/${purpose}`);
    found[purpose] = await follow(page.locator(`form[action$="/${purpose}"] button`), at.attempt);
  }
  const weights = await weigh(page, ['/modules', found.module, found.task, ...lessons]);
  // Russian is the heaviest of the five.
  weights.push(...(await weigh(page, ['/modules', found.module, found.task, lessons[1]], ['ru'])));
  assert.deepEqual(above(mostBytes, weights), []);
  await context.close();
});

test('a quiz, too, is one request of at most 14,600 bytes, in every language', async () => {
  const { context, page } = await arrive('nino.beridze@customs.example', { serviceWorkers: 'block' });
  assert.deepEqual(above(mostBytes, await weigh(page, [found.quiz], everyLanguage)), []);
  await context.close();
});

test('the check of a certificate is one request of at most 4,000 bytes', async () => {
  const { context, page } = await arrive(null, { serviceWorkers: 'block' });
  const weights = [...(await weigh(page, [found.check], everyLanguage)), ...(await weigh(page, [found.altered]))];
  assert.deepEqual(above(4_000, weights), []);
  await context.close();
});

test('an instructor and a coordinator come to a plan, its sheets on paper, and the programme it is a step of', async () => {
  const { context, page, go } = await arrive('coordinator@meridian.example');
  await go('/programmes');
  found.programme = await follow(page.locator('.plain h2 a').first(), /^\/programmes\/./);
  await go('/courses');
  found.plan = await follow(page.locator('.card h2 a').first(), /\/plan$/);
  assert.ok((await page.locator('.day .time').count()) > 6, 'sessions with their times');
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.mast', '.crumbs', '.foot', '.links']) assert.equal(await page.locator(part).first().isVisible(), false, part);
  await page.emulateMedia({ media: 'screen' });
  found.exercise = await follow(page.locator('#exercises + ul a').first(), /\/exercises\/[^/]+$/);
  assert.equal(await page.locator('.paper').first().isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.paper').first().isVisible(), true, 'each sheet says which exercise it is of');
  await context.close();
});

test('a participant comes to the timetable, and it is one request of at most 14,600 bytes', async () => {
  const { context, page, go } = await arrive('nino.beridze@customs.example', { serviceWorkers: 'block' });
  await go('/modules');
  found.timetable = await follow(page.locator('aside a[href$="/plan"]').first(), /\/plan$/);
  assert.deepEqual(above(mostBytes, await weigh(page, [found.timetable], everyLanguage)), []);
  await context.close();
});

/** Each width with each colour scheme, and each of both in each language and direction. */
const looks = {
  en: [{ width: 320, colorScheme: 'light' }, { width: 1280, colorScheme: 'dark' }],
  ar: [{ width: 320, colorScheme: 'dark' }, { width: 1280, colorScheme: 'light' }],
};

/** Paths of the pages that were looked at. */
const seen = new Set();

/** The page that is open, on narrow and wide, light and dark windows. */
async function sound(page, lang) {
  seen.add(pathOf(page));
  assert.equal(await page.getAttribute('html', 'lang'), lang, page.url());
  assert.equal(await page.getAttribute('html', 'dir'), lang === 'ar' ? 'rtl' : 'ltr');
  for (const { width, colorScheme } of looks[lang]) {
    const where = `${pathOf(page)}, ${lang}, ${width} px, ${colorScheme}`;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await faults(page), [], where);
    assert.equal(await isTooWide(page), false, `wider than the window: ${where}`);
  }
}

async function look(page, place, then = () => {}) {
  for (const lang of Object.keys(looks)) {
    const reply = await page.goto(`${server.origin}${place}?lang=${lang}`);
    assert.equal(reply.status(), 200, place);
    await then();
    await sound(page, lang);
  }
}

describe('looks', { concurrency: 2 }, () => {
  /** Pages of somebody, named when the tests above have found them. */
  const pages = (title, email, places, more = () => {}, options = {}) =>
    test(`${title}: sound at 320 and 1280 px, light and dark, in English and Arabic`, options, async () => {
      const { context, page } = await arrive(email);
      for (const place of places()) await look(page, place);
      await more(page);
      await context.close();
    });

  pages('what anybody reads', null, () => [
    ...['/', '/help', '/privacy', '/offline', '/sign-in', '/invitation', '/lost-access', '/lost-access/sent'],
    ...['/demo/mail', found.mail, '/v', found.check, found.altered],
  ]);
  pages('a participant of one course', 'giorgi@customs.example', () => ['/modules', '/profile', '/profile/erasure']);
  pages('a participant of two courses', 'nino.beridze@customs.example', () => ['/modules']);
  pages('a participant on the way', 'nino.beridze@customs.example', () => [
    found.module,
    found.lesson,
    found.quiz,
    `${found.quiz}/check`,
    found.task,
    `${found.task}/check`,
    '/sync',
  ]);
  pages('a participant who has handed in', 'nino.beridze@customs.example', () => [
    found.start,
    found.receipt,
    found.results,
    found.taskReceipt,
    `${found.module}/task/result`,
    found.before,
    `${found.module}/post-test`,
    found.module.replace(/\/modules\/.*/, '/completion'),
  ]);
  pages('an instructor with plans', 'instructor@meridian.example', () => [
    ...['/courses', found.plan, found.exercise, found.plan.replace(/\/plan$/, '/evaluation')],
  ]);
  pages('a coordinator with a programme', 'coordinator@meridian.example', () => ['/programmes', found.programme]);
  pages('a participant with a timetable', 'nino.beridze@customs.example', () => [found.timetable]);
  pages('an alumna', 'aissatou@douanes.example', () => ['/certificates', found.certificate], async page => {
    await page.goto(`${server.origin}/modules?lang=en`);
    await follow(page.locator('.card h3 a').first(), at.module);
    await look(page, (await links(page, '.voyage a[href*="/attempts/"]')).pop());
    await page.getByText(/\+/).first().waitFor();
  });
  pages('before and after, of a group', 'coordinator@meridian.example', () => [found.held.replace(/held$/, 'tests')]);
  pages('an instructor', 'instructor@meridian.example', () => ['/grading', found.queue.replace(/\/answers$/, ''), found.queue, found.answer]);
  pages('a coordinator', 'coordinator@meridian.example', () => ['/cohorts', '/cohorts/new', found.cohort, found.person, `${found.person}/attempts`, found.held, found.heldOne], page =>
    look(page, found.invitations, async () => {
      await page.locator('#text').fill(found.bad);
      await page.locator('form[action$="/invitations"] button').click();
      await page.locator('.errors').waitFor();
    }),
  );
  pages('a coordinator with certificates', 'coordinator@meridian.example', () => found.certificates);
  pages('the administrator', 'admin@portolan.example', () => ['/admin']);
});

/** Addresses that show no page of their own. */
const notPages = [/^\/api\//, /\.(json|zip)$/, /\/pdf$/, /^\/V\//];

test('every page of the product was looked at', () => {
  const routes = fs.readFileSync(new URL('../it/whole/routes.txt', import.meta.url), 'utf8');
  /** A path with a choice of words, `{purpose:quiz|task}`, stands for one page of each. */
  const each = path => {
    const choice = path.match(/\{[^:}]*:([^}]*\|[^}]*)\}/);
    return choice ? choice[1].split('|').flatMap(word => each(path.replace(choice[0], word))) : [path];
  };
  const pages = [...routes.matchAll(/^GET (\S+)/gm)].flatMap(([, path]) => each(path)).filter(path => !notPages.some(not => not.test(path)));
  assert.ok(pages.length > 30);
  const shape = path => new RegExp(`^${path.replace(/\{[^}]*\}/g, '[^/]+')}$`);
  assert.deepEqual(pages.filter(path => ![...seen].some(place => shape(path).test(place))), []);
});
