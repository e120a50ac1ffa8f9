// Tests comments on weeks and services in Chromium: who wrote them, for whom they can be read, and
// that neither names nor an annotations.json of others do anything.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeFindings, effectsOfNames, sampleSite } from './browser.mjs';

let sample;

before(async () => {
  sample = await sampleSite('comments');
});

after(() => sample?.close());

const week = 'weekly/2024-W10.html';
const files = (folder) => readdirSync(join(sample.folder, 'site', folder))
  .filter((name) => name.endsWith('.html')).map((name) => `${folder}/${name}`);
const serviceOf = (pattern) => files('services').find((name) => pattern.test(name));
const comment = (page) => page.getByRole('group', { name: 'Comment', exact: true });

/// Pages with a comment: of a name that is script, and one too long for a line.
const commented = () => [week, serviceOf(/script-alert/), serviceOf(/x{40}/)];

describe('a comment', () => {
  test('stands with its author, its date and its figures on the page of its week', async () => {
    const { page, trouble, close } = await sample.open(week, { javaScriptEnabled: false });
    const group = comment(page);
    assert.equal(await group.count(), 1);
    const [text, author] = await group.locator('p').allTextContents();
    assert.match(text, /^[^{}]+\.$/);
    assert.match(author, /^Written by .+ on 15 March 2024 from these figures:$/);
    const figures = await group.locator('b').allTextContents();
    const cited = await group.locator('li').allTextContents();
    assert.ok(figures.length >= 3, text);
    for (const figure of figures) {
      assert.ok(cited.some((line) => line.endsWith(': ' + figure)), `${figure} in ${cited}`);
    }
    assert.deepEqual(trouble, []);
    await close();
  });

  test('stands on the page of each service but one, whose comment says what its figures do not', async () => {
    const { page, close } = await sample.open('index.html', { javaScriptEnabled: false });
    const authors = new Set();
    for (const name of files('services')) {
      await page.goto(new URL(name, sample.url).href);
      assert.equal(await comment(page).count(), name.includes('rejected') ? 0 : 1, name);
      if (!name.includes('rejected')) {
        authors.add((await comment(page).locator('p').nth(1).textContent()).split(' on ')[0]);
      }
    }
    await page.goto(new URL(week, sample.url).href);
    await comment(page).locator('a').first().click();
    assert.match(page.url(), /\/services\//);
    assert.deepEqual([...authors].sort(), ['Written by dora-report’s rules', 'Written by some-model']);
    await close();
  });

  test('is in no alt text and in no file for programs', async () => {
    const { page, close } = await sample.open(week);
    const text = await comment(page).locator('p').first().textContent();
    const [beginning] = text.split(', ');
    for (const name of ['index.html', ...commented()]) {
      await page.goto(new URL(name, sample.url).href);
      for (const alt of await page.locator('img').evaluateAll((all) => all.map((image) => image.alt))) {
        assert.ok(!alt.includes(beginning) && !alt.includes('Written by'), alt);
      }
    }
    for (const name of ['report.json', 'weekly/2024-W10.json', 'services.csv']) {
      const bytes = readFileSync(join(sample.folder, 'site', name), 'utf8');
      assert.ok(!bytes.includes(beginning) && !bytes.includes('some-model'), name);
    }
    await close();
  });

  test('does nothing, whatever its service and its model are called', async () => {
    const { page, trouble, close } = await sample.open('index.html');
    for (const name of [week, ...files('services')]) {
      await page.goto(new URL(name, sample.url).href);
      assert.deepEqual(await page.evaluate(effectsOfNames), [], name);
      assert.deepEqual(trouble, [], name);
    }
    await page.goto(new URL(week, sample.url).href);
    const model = await comment(page).locator('.note bdi').first().textContent();
    assert.ok(model.startsWith('<script>alert(1)</script> '), model);
    assert.doesNotMatch(await comment(page).textContent(), /[\u202a-\u202e\u2066-\u2069]/);
    await close();
  });

  for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
    test(`has nothing for axe to find in ${colorScheme} colours, ${width} pixels wide`, async () => {
      for (const name of ['index.html', ...commented()]) {
        const { page, close } = await sample.open(name,
          { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        assert.deepEqual(await axeFindings(page), [], name);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, name);
        for (const box of await comment(page).locator('p, li').evaluateAll((all) =>
          all.map((each) => each.scrollWidth - each.clientWidth))) {
          assert.ok(box <= 0, name + ': its words stay within it');
        }
        await close();
      }
    });
  }

  test('is printed, dark on white', async () => {
    for (const name of commented()) {
      const { page, close } = await sample.open(name, { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      assert.equal(await comment(page).isVisible(), true, name);
      for (const line of await comment(page).locator('p, li').all()) {
        const color = await line.evaluate((each) => getComputedStyle(each).color);
        const [red, green, blue] = color.match(/\d+/g).map(Number);
        assert.ok(red + green + blue < 3 * 128, `${name}: ${color}`);
      }
      await close();
    }
  });
});
