// Tests the served report in Chromium: the question box by keyboard, without scripts, and for screen
// readers, and what pages of other sites may not do. DORA_REPORT is the program.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { axeFindings } from './browser.mjs';

const timeout = Number(process.env.PAGE_TIMEOUT ?? 120_000);

/// What sample_site calls `kind`, served by the program.
async function servedSite(kind, perMinute = '0', options = []) {
  const folder = mkdtempSync(join(tmpdir(), 'dora-served-'));
  execFileSync(process.env.SAMPLE_SITE, [folder, kind]);
  const log = join(folder, 'chat.log');
  const program = spawn(process.env.DORA_REPORT, ['serve', '--data', join(folder, 'data'), '--site',
    join(folder, 'site'), '--port', '0', '--log-file', log, '--questions-per-minute', perMinute,
    ...options], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, no_proxy: '*' } });
  const ended = new Promise((resolve) => program.on('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let text = '';
    program.stdout.on('data', (part) => {
      text += part;
      if (text.includes('\n')) {
        resolve(text.trim());
      }
    });
    program.on('exit', () => reject(new Error('the server ended')));
  });
  const url = address.replace(/\?.*/, '');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    timeout,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP evil.example 127.0.0.1']
  });

  /// A browser that has the cookie; trouble tells what went wrong on its pages.
  async function visit(path = '', options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(timeout);
    const page = await context.newPage();
    const trouble = [];
    page.on('console', (message) => trouble.push('console: ' + message.text()));
    page.on('pageerror', (error) => trouble.push('error: ' + error.message));
    page.on('dialog', (dialog) => {
      trouble.push('dialog: ' + dialog.message());
      dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
        trouble.push('request: ' + request.url());
      }
    });
    await page.goto(address);
    if (path) {
      await page.goto(url + path);
    }
    return { page, trouble, close: () => context.close() };
  }

  async function close() {
    await browser.close();
    if (program.kill('SIGTERM')) {
      assert.equal(await ended, 0);
    }
    rmSync(folder, { recursive: true, force: true });
  }

  /// Ends the program like a crash.
  async function crash() {
    program.kill('SIGKILL');
    await ended;
  }
  return { url, address, browser, visit, close, crash, log: () => readFileSync(log, 'utf8') };
}

/// A page of somebody else, on a port of its own.
async function otherSite(html) {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/// A model that chooses the figures of all services, and words them when the test lets it.
async function heldModel() {
  const waiting = { choice: [], words: [] };
  const answers = {
    choice: { function: 'figures', service: 'all', tier: 'all', metric: 'deployments', n: 1, from: '', to: '' },
    words: { sentences: ['There were {f1} deployments.'] }
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      const name = JSON.parse(body).response_format.json_schema.name;
      const content = JSON.stringify(answers[name]);
      const send = () => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(
        { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }] }));
      const arrived = waiting[name].shift();
      arrived ? arrived(send) : waiting[name].push(send);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  /// Answers the next request of this name, when it is there.
  async function release(name) {
    const send = waiting[name].shift() ??
      await new Promise((resolve) => { waiting[name].push(resolve); });
    send();
  }
  const url = `http://127.0.0.1:${server.address().port}/v1`;
  return { options: ['--model', 'held', '--base-url', url], release, close: () => server.close() };
}

/// For a page: keeps what the status says, each text once for each time it is said.
function listen() {
  window.heard = [];
  const status = document.getElementById('ask-status');
  new MutationObserver(() => window.heard.push(status.textContent))
    .observe(status, { childList: true });
}

const answer = '#ask-answers .answer';

describe('a served report', () => {
  let served;

  before(async () => {
    served = await servedSite('busy-week');
  });

  after(() => served?.close());

  test('takes the token out of the address', async () => {
    const { page, close } = await served.visit();
    assert.equal(page.url(), served.url);
    const [cookie] = await page.context().cookies();
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Strict');
    await close();
  });

  test('shows nothing to a browser that never had the token', async () => {
    const context = await served.browser.newContext();
    const response = await (await context.newPage()).goto(served.url + 'services.html');
    assert.equal(response.status(), 401);
    await context.close();
  });

  test('answers by keyboard alone, and says so to screen readers', async () => {
    const { page, trouble, close } = await served.visit();
    assert.equal(await page.locator('#ask-status').getAttribute('role'), 'status');
    for (let pressed = 0; pressed < 30; ++pressed) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.id === 'ask-text')) {
        break;
      }
    }
    await page.keyboard.type('What needs attention?');
    await page.keyboard.press('Enter');
    await page.locator(answer).waitFor();
    assert.match(await page.locator('#ask-status').textContent(), /^What needs attention now: /);
    assert.equal(await page.locator(answer).count(), 1);
    await page.waitForFunction(() => document.activeElement.id === 'ask-text');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator(answer).count(), 0);
    assert.equal(page.url(), served.url, 'the page stays');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('answers each suggestion, and gives the focus back', async () => {
    const { page, trouble, close } = await served.visit('services.html');
    const buttons = page.locator('.ask-suggestions button');
    const count = await buttons.count();
    assert.ok(count >= 4);
    for (let i = 0; i < count; ++i) {
      const text = await buttons.nth(i).textContent();
      await buttons.nth(i).focus();
      await page.keyboard.press('Enter');
      await page.locator(answer).getByText(text, { exact: true }).waitFor();
      await page.waitForFunction((asked) => document.activeElement.textContent === asked, text);
    }
    assert.deepEqual(trouble, []);
    await close();
  });

  test('says that a question was not understood', async () => {
    const { page, close } = await served.visit();
    await page.locator('#ask-text').fill('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Not understood' }).waitFor();
    assert.equal(await page.locator(answer + ' img').count(), 0);
    assert.equal(await page.locator(answer + ' q').textContent(), '<img src=x onerror=alert(1)>');
    await close();
  });

  test('shows the chart of a service with its figures', async () => {
    const { page, trouble, close } = await served.visit();
    const name = await page.locator('th[scope=row] a bdi').first().textContent();
    await page.locator('#ask-text').fill(`How is ${name} doing?`);
    await page.keyboard.press('Enter');
    const picture = page.locator(answer + ' .chart img');
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction((selector) => {
      const image = document.querySelector(selector);
      return image && image.complete && image.naturalWidth > 0;
    }, answer + ' .chart img');
    assert.ok((await picture.getAttribute('alt')).startsWith(name));
    assert.deepEqual(trouble, []);
    await close();
  });

  test('works without scripts', async () => {
    const { page, close } = await served.visit('', { javaScriptEnabled: false });
    await page.locator('#ask-text').fill('What failed last week?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    assert.match(await page.locator('h1').textContent(), /^Failed deployments of all services/);
    assert.equal(await page.locator('#ask-text').inputValue(), 'What failed last week?');
    await page.locator('.ask-suggestions button').first().click();
    assert.equal(await page.locator('main .answer').count(), 1);
    await page.getByRole('link', { name: 'More questions' }).click();
    await page.getByRole('button', { name: 'Compare' }).last().click();
    assert.match(await page.locator('h1').textContent(), /compared with/);
    await page.goBack();
    await page.getByRole('button', { name: 'Show services' }).click();
    assert.match(await page.locator('h1').textContent(), /^Services whose failure rate got worse/);
    await close();
  });

  test('leaves the pages as they were: search, charts, no complaint', async () => {
    const { page, trouble, close } = await served.visit('services.html');
    await page.getByRole('combobox', { name: /^Find/ }).fill('a');
    await page.locator('#found [role=option]').first().waitFor();
    await page.goto(served.url);
    const widths = await page.locator('img').evaluateAll((images) => Promise.all(images.map((image) => {
      image.loading = 'eager';
      return image.decode().then(() => image.naturalWidth, () => 0);
    })));
    assert.ok(widths.length > 0 && widths.every((width) => width > 0), widths.join());
    assert.deepEqual(trouble, []);
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`has nothing for axe to find in ${colorScheme} colours`, async () => {
      const { page, close } = await served.visit('', { colorScheme, bypassCSP: true });
      await page.locator('#ask-text').fill('What failed last week?');
      await page.keyboard.press('Enter');
      await page.locator(answer).waitFor();
      assert.deepEqual(await axeFindings(page), []);
      for (const path of ['questions', 'answer?function=failures', 'answer?function=none']) {
        await page.goto(served.url + path);
        assert.deepEqual(await axeFindings(page), [], path);
      }
      await close();
    });
  }

  test('fits a screen of 360 pixels', async () => {
    const { page, close } = await served.visit('', { viewport: { width: 360, height: 740 } });
    await page.locator('#ask-text').fill('What failed last week?');
    await page.keyboard.press('Enter');
    await page.locator(answer).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const box = await page.locator('.ask-suggestions').boundingBox();
    assert.ok(box.height < 60, 'the suggestions are one row');
    for (const path of ['questions', 'answer?function=rank']) {
      await page.goto(served.url + path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, path);
    }
    await close();
  });

  for (const host of ['localhost', '127.0.0.1']) {
    test(`refuses the form of another site on ${host}`, async () => {
      const { page, close } = await served.visit();
      const key = await page.locator('[name=key]').first().inputValue();
      const marker = 'forged on ' + host;
      const other = await otherSite(`<form method="post" action="${served.url}chat">
        <input name="text" value="${marker}"><input name="key" value="${key}">
        <button>Send</button></form>
        <img src="${served.url}icon.svg"><script src="${served.url}assets/find.js"></script>`);
      await page.goto(`http://${host}:${other.port}/`);
      assert.equal(await page.locator('img').evaluate((image) => image.naturalWidth), 0);
      // Its scripts may not read an answer.
      const read = await page.evaluate((url) => fetch(url + 'report.json', { credentials: 'include' })
        .then((reply) => reply.text(), () => 'blocked'), served.url);
      assert.equal(read, 'blocked');
      const [response] = await Promise.all([
        page.waitForResponse((each) => each.url().endsWith('/chat')),
        page.getByRole('button').click()
      ]);
      assert.equal(response.status(), 403);
      assert.doesNotMatch(served.log(), new RegExp(marker));
      await other.close();
      await close();
    });
  }

  test('does not answer to a name that leads to it', async () => {
    const { page, close } = await served.visit();
    const response = await page.goto(served.url.replace('127.0.0.1', 'evil.example'));
    assert.equal(response.status(), 421);
    await close();
  });
});

describe('a slow model', () => {
  let model;
  let served;

  before(async () => {
    model = await heldModel();
    served = await servedSite('comments', '0', model.options);
  });

  after(async () => {
    await served?.close();
    model?.close();
  });

  async function asked() {
    const { page, close } = await served.visit();
    await page.evaluate(listen);
    await page.locator('#ask-text').fill('Tell me how all of it goes');
    await page.keyboard.press('Enter');
    return { page, close, status: page.locator('#ask-status') };
  }

  test('is waited for in sight, and its words are heard once, after the figures',
    { timeout }, async () => {
    const { page, close, status } = await asked();
    await page.getByText('Looking for the answer…').waitFor();
    assert.ok((await status.boundingBox()).width > 100, 'not only heard');
    await page.keyboard.press('Enter');
    await page.getByText(/^One question at a time/).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'ask-text');
    await model.release('choice');
    await page.locator(answer).waitFor();
    assert.equal((await status.boundingBox()).width, 1, 'only heard');
    await page.locator(answer).getByRole('link', { name: 'Link to this answer' }).focus();
    await model.release('words');
    await page.locator(answer + ' .words').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Link to this answer');
    assert.match(await page.locator(answer).textContent(),
      /Link to this answer\s*There were [\d,]+ deployments\.Worded by held from the figures below/);
    await page.waitForFunction(() => !document.querySelector('.ask [aria-disabled]'));
    const heard = await page.evaluate(() => window.heard);
    assert.match(heard[2], /^Figures of all services, /);
    assert.match(heard[3], /^There were [\d,]+ deployments\.$/);
    assert.equal(heard.length, 4, heard.join('\n'));
    await close();
  });

  test('may be left: the answer is closed before its words come',
    { timeout }, async () => {
    const { page, close } = await asked();
    await model.release('choice');
    await page.locator(answer).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await model.release('words');
    await page.waitForFunction(() => !document.querySelector('.ask [aria-disabled]'));
    assert.equal(await page.locator('#ask-answers').textContent(), '');
    assert.equal((await page.evaluate(() => window.heard)).filter((text) => /^There/.test(text)).length, 0);
    await close();
  });

  test('leaves the figures where they are if the server ends, which the next question says',
    { timeout }, async () => {
    const { page, close, status } = await asked();
    await model.release('choice');
    await page.locator(answer).waitFor();
    await served.crash();
    await page.waitForFunction(() => !document.querySelector('.ask [aria-disabled]'));
    assert.equal(await page.locator(answer).count(), 1);
    await page.keyboard.press('Enter');
    await page.getByText('No answer came. Is dora-report serve still running?').waitFor();
    assert.ok((await status.boundingBox()).width > 100);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'ask-text');
    await close();
  });
});

test('a question that is refused says so in sight, and the answer before stays', async () => {
  const served = await servedSite('quiet-week', '1');
  const { page, close } = await served.visit();
  const button = page.getByRole('button', { name: 'What needs attention?' });
  await button.click();
  await page.locator(answer).waitFor();
  await button.click();
  await page.getByText('Too many questions in a minute; wait a little.').waitFor();
  assert.equal(await page.locator(answer).count(), 1);
  // A server that fails halfway says why, or its answer is cut.
  for (const [body, text] of [['event: error\ndata: {"text":"The site was written again."}\n\n', /^The site was/],
    ['event: answer\ndata: {"html":"<art', /^No answer came/]]) {
    await page.route('**/chat', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
    await button.click();
    await page.getByText(text).waitFor();
    await page.unroute('**/chat');
  }
  await close();
  await served.close();
});

test('names that look like markup stay text', async () => {
  const served = await servedSite('hostile');
  const { page, trouble, close } = await served.visit();
  for (const button of await page.locator('.ask-suggestions button').all()) {
    await button.click();
    await page.waitForFunction(() => !document.querySelector('.ask [aria-disabled]') &&
      document.querySelector('#ask-answers .answer'));
  }
  for (const path of ['questions', 'answer?function=rank&metric=deployments', 'answer?function=failures']) {
    await page.goto(served.url + path);
  }
  assert.deepEqual(trouble, []);
  await close();
  await served.close();
});
