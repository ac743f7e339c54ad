// A demonstration server and a browser for the tests.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = process.env.CARGO_TARGET_DIR || path.join(root, 'target');
const binary = process.env.PORTOLAN_BIN || path.join(target, 'debug', 'portolan');
/** Starting includes making a database cluster and filling it. */
const patience = 120_000;

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** A port that was free a moment ago. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts the real binary on a data folder of its own. `stop()` ends it and removes the folder. */
async function startServer() {
  if (!fs.existsSync(binary)) throw new Error(`${binary} is not there; run: cargo build`);
  const memory = '/dev/shm';
  const data = fs.mkdtempSync(path.join(fs.existsSync(memory) ? memory : os.tmpdir(), 'portolan-browser-'));
  // As root, the database runs as a lesser account, which must be able to enter.
  fs.chmodSync(data, 0o711);
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const child = spawn(binary, ['serve', '--demo', '--data', data, '--listen', listen, '--log', 'warn'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', text => (said += text));
  let ended = false;
  const end = new Promise(resolve => child.once('exit', () => resolve((ended = true))));
  const origin = `http://${listen}`;
  const begin = Date.now();
  while (!(await fetch(`${origin}/readyz`).then(answer => answer.ok, () => false))) {
    if (ended || Date.now() - begin > patience) {
      child.kill('SIGKILL');
      fs.rmSync(data, { recursive: true, force: true });
      throw new Error(`the server does not become ready: ${said}`);
    }
    await pause(100);
  }
  const { accounts } = JSON.parse(fs.readFileSync(path.join(data, 'demo-accounts.json'), 'utf8'));
  const stop = async () => {
    child.kill('SIGTERM');
    await end;
    fs.rmSync(data, { recursive: true, force: true });
  };
  return { origin, accounts, data, stop, account: role => accounts.find(one => one.role === role) };
}

/** Debian's Chromium, or what CHROMIUM names. */
function openBrowser() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = places.find(place => place && fs.existsSync(place));
  if (!executablePath) throw new Error('no Chromium; run tools/setup-test.sh, or name it in CHROMIUM');
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/** A server and a browser. When there is no browser, nothing is left running. */
export async function begin() {
  const browser = await openBrowser();
  try {
    return [await startServer(), browser];
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Signs in by password, as a person does, with script or without. */
export async function signIn(page, server, account) {
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('details.check summary').click();
  await page.fill('#email2', account.email);
  await page.fill('#password', account.password);
  await page.locator('form[action="/sign-in"] button').click();
  await page.waitForURL(url => url.pathname !== '/sign-in');
}

/** What axe-core finds, a line to each. Evaluated, not added as a script: the pages' policy forbids that. */
export async function faults(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
}

/** Takes a picture of the window, or of the whole page, for people to look at. */
export async function takePicture(page, folder, name, options = {}) {
  const file = path.join(folder, `${name}.png`);
  fs.mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide', ...options });
  console.log(`${name}.png: ${Math.ceil(fs.statSync(file).size / 1000)} kB`);
}

/** Where tests put pictures: beside what the compiler makes. */
export const picturesFolder = path.join(target, 'pictures');

/** Whether something sticks out sideways. */
export const isTooWide = page => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
