// Tests in Chromium that names of others are text on every page: nothing runs, nothing is reordered.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { effectsOfNames, sampleSite } from './browser.mjs';

let sample;

before(async () => {
  sample = await sampleSite('hostile');
});

after(() => sample?.close());

/// Every page of the site and the file for mail.
function pages() {
  const site = readdirSync(join(sample.folder, 'site'), { recursive: true });
  return [...site.filter((name) => name.endsWith('.html')), '../weekly.html'];
}

/// Pictures of the page that are not there or are none; those below the window too.
function broken(images) {
  return Promise.all(images.map((image) => {
    image.loading = 'eager';
    return image.decode().then(() => [], () => [image.currentSrc]);
  })).then((found) => found.flat());
}

describe('names of others', () => {
  test('do nothing on any page', async () => {
    const names = pages();
    assert.ok(names.length > 60, names.length + ' pages');
    const { page, trouble, close } = await sample.open('index.html');
    for (const name of names) {
      await page.goto(new URL(name, sample.url).href);
      assert.deepEqual(await page.evaluate(effectsOfNames), [], name);
      assert.equal(await page.locator('h1').count(), 1, name);
      assert.deepEqual(await page.locator('img').evaluateAll(broken), [], name);
      assert.deepEqual(trouble, [], name);
    }
    await close();
  });

  test('lead each to their own page, whose heading is the name', async () => {
    const { page, close } = await sample.open('index.html', { javaScriptEnabled: false });
    const links = await page.locator('#services tbody th a').evaluateAll((all) =>
      all.map((link) => ({ text: link.textContent, to: link.getAttribute('href') })));
    assert.equal(new Set(links.map(({ to }) => to.toLowerCase())).size, links.length);
    for (const { text, to } of links) {
      await page.goto(new URL(to, sample.url).href);
      assert.equal(await page.locator('h1').textContent(), text);
    }
    await close();
  });

  test('are found by the search as they are written', async () => {
    const { page, trouble, close } = await sample.open('services.html');
    for (const name of ['<script>alert(1)</script>', '../../etc/passwd', '=1+1', '`touch owned`',
      'pipe | table | cell', '🚀']) {
      await page.getByLabel('Search services').fill(name);
      const found = await page.locator('#services tbody tr > :first-child').allTextContents();
      assert.ok(found.length > 0 && found.every((text) => text.includes(name)), name + ': ' + found);
    }
    assert.deepEqual(trouble, []);
    await close();
  });
});
