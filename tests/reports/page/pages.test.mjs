// Tests the pages of a report in Chromium: search, sorting, no script, no network, accessibility.
//
// SAMPLE_SITE is the program that writes the site, CHROMIUM the browser.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const services = 5000;
let folder;
let site;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-pages-'));
  execFileSync(process.env.SAMPLE_SITE, [folder, String(services)]);
  site = pathToFileURL(join(folder, 'site')).href + '/';
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu']
  });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/// Opens a page and notes what must not happen on it.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => trouble.push('console: ' + message.text()));
  page.on('pageerror', (error) => trouble.push('error: ' + error.message));
  page.on('dialog', (dialog) => {
    trouble.push('dialog: ' + dialog.message());
    dialog.dismiss();
  });
  page.on('requestfailed', (request) => trouble.push('failed: ' + request.url()));
  page.on('request', (request) => {
    if (!request.url().startsWith(site)) {
      trouble.push('request: ' + request.url());
    }
  });
  await page.goto(site + name);
  return { page, trouble, close: () => context.close() };
}

/// A page of each kind; the names of files come from the site itself.
function kinds() {
  const pages = readdirSync(join(folder, 'site', 'services')).filter((name) => name.endsWith('.html'));
  return {
    index: 'index.html',
    data: 'data.html',
    weeks: 'weekly/index.html',
    week: 'weekly/2024-W05.html',
    service: 'services/service-59.html',
    'service without a chart': 'services/chartless.html',
    'service without deployments': 'services/asleep.html',
    'service with a hostile name': 'services/' + pages.find((name) => name.startsWith('img-src'))
  };
}

const rows = (page) => page.locator('#services tbody tr');
const column = (page, number) =>
  page.locator(`#services tbody tr > :nth-child(${number})`).allTextContents();
const info = (page) => page.locator('.dataTables_info').textContent();

describe('list of services', () => {
  test('is complete without JavaScript', async () => {
    const { page, trouble, close } = await open('index.html', { javaScriptEnabled: false });
    assert.equal(await rows(page).count(), services);
    assert.equal(await page.locator('#services tbody a').count(), services);
    assert.equal(await page.locator('input').count(), 0);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('shows fifty services at a time', async () => {
    const { page, trouble, close } = await open('index.html');
    assert.equal(await rows(page).count(), 50);
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    await page.getByText('Next', { exact: true }).click();
    assert.equal(await info(page), '5,000 services, 51 to 100 shown');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is searched by name and tier as one types, and not by figures', async () => {
    const { page, trouble, close } = await open('index.html');
    const search = page.getByLabel('Search services');
    await search.pressSequentially('service-4999');
    assert.deepEqual(await column(page, 1), ['service-4999']);
    await search.fill('staging service-77');
    const found = await column(page, 1);
    assert.equal(found.length, 6);
    assert.ok(found.every((name) => name.startsWith('service-77')), found.join());
    await search.fill('25.00');
    assert.match(await page.locator('#services tbody').textContent(), /No service has this/);
    await search.fill('');
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is filtered by tier and by attention', async () => {
    const { page, trouble, close } = await open('index.html');
    await page.getByLabel('Tier', { exact: true }).selectOption('production');
    const tiers = await column(page, 8);
    assert.ok(tiers.every((names) => names.includes('production')), tiers.join());
    await page.getByLabel('Attention', { exact: true }).selectOption('Open failure');
    const reasons = await column(page, 9);
    assert.ok(reasons.length > 0 && reasons.every((names) => names.includes('Open failure')));
    await page.getByLabel('Tier', { exact: true }).selectOption('all');
    await page.getByLabel('Attention', { exact: true }).selectOption('any reason');
    assert.ok((await column(page, 9)).every((names) => names !== ''));
    assert.deepEqual(trouble, []);
    await close();
  });

  test('keeps its view in the address, for a bookmark and for the back button', async () => {
    const { page, trouble, close } = await open('index.html');
    await page.getByLabel('Search services').fill('service-7');
    await page.getByLabel('Tier', { exact: true }).selectOption('production');
    await page.locator('#services thead th').nth(1).click();
    await page.getByText('Next', { exact: true }).click();
    const address = page.url();
    const names = await column(page, 1);
    assert.match(address, /#search=service-7&tier=%3Dproduction&sort=1desc&page=2$/);

    const other = await open(address.slice(site.length));
    assert.deepEqual(await column(other.page, 1), names);
    assert.equal(await other.page.getByLabel('Search services').inputValue(), 'service-7');
    assert.deepEqual(other.trouble, []);
    await other.close();

    await page.goBack();
    assert.match(page.url(), /sort=1desc$/);
    await page.goBack();
    assert.match(page.url(), /tier=%3Dproduction$/);
    await page.goBack();
    assert.match(page.url(), /#search=service-7$/);
    assert.equal(await page.getByLabel('Tier', { exact: true }).inputValue(), '');
    await page.goForward();
    assert.equal(await page.getByLabel('Tier', { exact: true }).inputValue(), '=production');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('makes the best of an address that is not its own', async () => {
    for (const hash of ['tier==nowhere&sort=99up&page=-7&rows=1e9', 'search=<img src=x onerror=alert(1)>',
      'page=999999', 'content', 'x=%E0%A4%A']) {
      const { page, trouble, close } = await open('index.html#' + hash);
      assert.equal(await page.locator('#services').count(), 1);
      assert.deepEqual(trouble, [], hash);
      await close();
    }
  });

  test('sorts figures as numbers, and what has no data last in either direction', async () => {
    const { page, trouble, close } = await open('index.html');
    await page.locator('#services thead th').nth(1).click();
    assert.deepEqual((await column(page, 2)).slice(0, 2), ['59', '59']);
    await page.getByLabel('Search services').fill('service-1');
    await page.locator('#services thead th').nth(1).click();
    const counts = (await column(page, 2)).map(Number);
    assert.deepEqual(counts, [...counts].sort((a, b) => a - b));
    await page.getByLabel('Search services').fill('');
    await page.locator('#services thead th').nth(3).click();
    assert.equal(await page.locator('#services thead th').nth(3).getAttribute('aria-sort'),
      'descending');
    await page.getByLabel('Rows').selectOption('-1');
    const known = (rates) => rates.slice(0, rates.indexOf('no data'));
    const down = await column(page, 4);
    assert.equal(down.at(-1), 'no data');
    assert.equal(known(down).at(-1), '0.00 %');
    await page.locator('#services thead th').nth(3).click();
    const up = await column(page, 4);
    assert.equal(up[0], '0.00 %');
    assert.equal(up.at(-1), 'no data');
    assert.equal(known(up).length, known(down).length);
    await page.locator('#services thead th').nth(6).click();
    assert.equal((await column(page, 7)).at(-1), '');
    await page.locator('#services thead th').nth(6).click();
    assert.equal((await column(page, 7)).at(-1), '');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is used with the keyboard alone', async () => {
    const { page, trouble, close } = await open('index.html');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent),
      'Skip to the content');
    await page.locator('#services thead th').nth(1).focus();
    await page.keyboard.press('Enter');
    assert.equal((await column(page, 2))[0], '59');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is printed whole', async () => {
    const { page, close } = await open('index.html');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal(await rows(page).count(), services);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal(await rows(page).count(), 50);
    await close();
  });
});

describe('every kind of page', () => {
  test('loads without an error and without leaving the site', async () => {
    for (const [kind, name] of Object.entries(kinds())) {
      const { page, trouble, close } = await open(name);
      assert.equal(await page.locator('h1').count(), 1, kind);
      assert.deepEqual(trouble, [], kind);
      await close();
    }
  });

  test('runs no script of its text', async () => {
    const { page, close } = await open('index.html');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    await close();
  });

  test('has its style and its pictures', async () => {
    const { page, close } = await open('services/service-59.html');
    const picture = page.locator('main img');
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('main img').complete);
    assert.ok(await picture.evaluate((image) => image.naturalWidth > 0));
    assert.equal(
      await page.locator('.number').first().evaluate((cell) => getComputedStyle(cell).textAlign),
      'right');
    await close();
  });

  test('has the picture that suits its colours', async () => {
    for (const [colorScheme, ending] of [['light', 's.png'], ['dark', 's.dark.png']]) {
      const { page, trouble, close } = await open('services/service-59.html', { colorScheme });
      const picture = page.locator('main picture img');
      await picture.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector('main img').currentSrc !== '');
      const source = await picture.evaluate((image) => image.currentSrc);
      assert.ok(source.endsWith('deployment_metric' + ending), source);
      assert.deepEqual(trouble, [], colorScheme);
      await close();
    }
  });

  test('fits a screen of 360 pixels', async () => {
    for (const [kind, name] of Object.entries(kinds())) {
      const { page, close } = await open(name, { viewport: { width: 360, height: 740 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, kind);
      await close();
    }
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`has nothing for axe to find in ${colorScheme} colours`, async () => {
      for (const [kind, name] of Object.entries(kinds())) {
        const { page, close } = await open(name, { colorScheme, bypassCSP: true });
        await page.addScriptTag({ content: axe });
        const { violations } = await page.evaluate(() => window.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
        assert.deepEqual(found, [], kind);
        await close();
      }
    });
  }
});
