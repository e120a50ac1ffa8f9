// Tests every kind of page in Chromium: no error, no network, the right pictures, accessibility.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeFindings, sampleSite } from './browser.mjs';

let sample;

// All deploy in one week: of 5,000 services its digest would list 34,902 failures to look through.
before(async () => {
  sample = await sampleSite('100');
});

after(() => sample?.close());

const open = (name, options) => sample.open(name, options);

/// A page of each kind; the names of files come from the site itself.
function kinds() {
  const pages = readdirSync(join(sample.folder, 'site', 'services')).filter((name) => name.endsWith('.html'));
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

describe('every kind of page', () => {
  test('loads without an error and without leaving the site', async () => {
    for (const [kind, name] of Object.entries(kinds())) {
      const { page, trouble, close } = await open(name);
      assert.equal(await page.locator('h1').count(), 1, kind);
      assert.deepEqual(trouble, [], kind);
      await close();
    }
  });

  test('allows no script and no style inside its text, whatever its kind', async () => {
    for (const [kind, name] of Object.entries(kinds())) {
      const { page, close } = await open(name, { javaScriptEnabled: false });
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      assert.match(policy, /^default-src 'none';/, kind);
      assert.doesNotMatch(policy, /unsafe|https?:|data:|\*/, kind);
      assert.equal(await page.locator('[style], style, script:not([src])').count(), 0, kind);
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
    const picture = page.locator('main img').first();
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
      const picture = page.locator('main picture img').first();
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

  for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
    test(`has nothing for axe to find in ${colorScheme} colours, ${width} pixels wide`, async () => {
      for (const [kind, name] of Object.entries(kinds())) {
        const { page, close } = await open(name, {
          colorScheme, viewport: { width, height: 900 }, bypassCSP: true
        });
        assert.deepEqual(await axeFindings(page), [], kind);
        await close();
      }
    });
  }
});
