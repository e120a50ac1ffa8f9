// Tests every kind of page in Chromium: no error, no network, the right pictures, accessibility.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeFindings, brightness, sampleSite } from './browser.mjs';

let sample;

// All deploy in one week: of 5,000 services its digest would list 34,902 failures to look through.
before(async () => {
  sample = await sampleSite('100');
});

after(() => sample?.close());

const open = (name, options) => sample.open(name, options);

/// A page of each kind; the names of files come from the site itself.
function kinds() {
  const filesIn = (folder) => readdirSync(join(sample.folder, 'site', folder), { withFileTypes: true });
  const pages = filesIn('services').map(({ name }) => name).filter((name) => name.endsWith('.html'));
  const group = filesIn('groups').find((entry) => entry.isDirectory()).name;
  return {
    index: 'index.html',
    services: 'services.html',
    groups: 'groups.html',
    group: `groups/${group}.html`,
    'week of a group': `groups/${group}/2024-W10.html`,
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

  /// The chart of a service: a bar that fills it, in the wide layout its left half only.
  async function chart(width, more = {}) {
    const { page, trouble, close } = await open('services/service-59.html',
      { viewport: { width, height: 800 }, ...more });
    if (more.media) {
      await page.emulateMedia({ media: more.media });
    }
    const picture = page.locator('main picture img').first();
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => image.decode());
    const box = await picture.boundingBox();
    const [left, right] = await brightness(page, picture, [[0.25, 0.5], [0.75, 0.5]]);
    assert.deepEqual(trouble, []);
    await close();
    return { box, left, right };
  }

  test('has a chart that suits its colours', async () => {
    const light = await chart(1280);
    assert.ok(light.left < 80 && light.right > 240, JSON.stringify(light));
    const dark = await chart(1280, { colorScheme: 'dark' });
    assert.ok(dark.left > 180 && dark.right < 40, JSON.stringify(dark));
    const paper = await chart(1280, { colorScheme: 'dark', media: 'print' });
    assert.ok(paper.left < 80 && paper.right > 240, JSON.stringify(paper));
  });

  test('has a chart that fits its window', async () => {
    for (const width of [360, 573, 590]) {
      const { box, right } = await chart(width);
      assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
      assert.ok(Math.abs(box.width - box.height) < 1, 'narrow: ' + JSON.stringify(box));
      assert.ok(right < 80, 'narrow at ' + width);
    }
    for (const width of [591, 1280, 2560]) {
      const { box, right } = await chart(width);
      assert.ok(box.x + box.width <= width, JSON.stringify(box));
      assert.ok(Math.abs(box.width - 2 * box.height) < 2, 'wide: ' + JSON.stringify(box));
      assert.ok(right > 240, 'wide at ' + width);
    }
  });

  test('has heatmaps whose rows lead to their services', async () => {
    const { page, trouble, close } = await open('index.html');
    const rows = page.locator('#heatmap >> xpath=..').locator('.row-links').first();
    const link = rows.getByRole('link', { name: 'service-59', exact: true });
    await link.scrollIntoViewIfNeeded();
    const picture = await page.locator('#heatmap >> xpath=..').locator('img').first().boundingBox();
    const row = await link.locator('rect').boundingBox();
    assert.ok(Math.abs(row.width - picture.width) < 1, JSON.stringify([row, picture]));
    assert.ok(row.y > picture.y && row.y + row.height < picture.y + picture.height);
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/services/service-59.html');
    assert.deepEqual(trouble, []);
    await close();
    const phone = await open('index.html', { viewport: { width: 360, height: 740 } });
    assert.equal(await phone.page.locator('.row-links a').first().isVisible(), false);
    await phone.close();
  });

  test('offers the picture of a chart', async () => {
    const { page, close } = await open('services/service-59.html');
    const link = page.getByRole('link', { name: 'Download PNG' });
    assert.equal(await link.count(), 1);
    assert.match(await link.getAttribute('href'), /^\.\.\/charts\/.*\.png$/);
    await close();
  });

  test('gives a chart as Markdown and as a link', async () => {
    const { page, close } = await open('services/service-59.html',
      { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy Markdown' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const here = page.url();
    const picture = new URL('../charts/service-59_deployment_metrics.png', here).href;
    const markdown = await copied();
    assert.ok(markdown.startsWith('[!['), markdown);
    assert.ok(markdown.includes(`](<${picture}>)](<${here}`), markdown);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.waitForFunction((before) =>
      navigator.clipboard.readText().then((text) => text !== before), markdown);
    assert.ok((await copied()).startsWith(here));
    await close();
  });

  test('has its contents beside it on a wide screen', async () => {
    const { page, close } = await open('index.html', { viewport: { width: 2000, height: 900 } });
    const contents = page.getByRole('navigation', { name: 'On this page' });
    await contents.getByRole('link', { name: 'Failure rates' }).click();
    await page.waitForURL('**/index.html#heatmap');
    const [left, text] = await Promise.all([contents.boundingBox(), page.locator('main h2').first().boundingBox()]);
    assert.ok(left.x + left.width <= text.x, JSON.stringify([left, text]));
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.equal(await contents.isVisible(), false);
    await close();
  });

  test('fits a screen of 360 pixels', async () => {
    for (const [kind, name] of Object.entries(kinds())) {
      const { page, close } = await open(name, { viewport: { width: 360, height: 740 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, kind);
      await close();
    }
  });

  test('has the links to the services before and after beside no other', async () => {
    for (const width of [360, 640, 700, 1280]) {
      const { page, close } = await open('services/service-59.html', { viewport: { width, height: 740 } });
      const back = await page.locator('.back a').boundingBox();
      const heading = await page.locator('h1').boundingBox();
      for (const link of await page.locator('.neighbours a').all()) {
        const box = await link.boundingBox();
        const apart = box.y >= back.y + back.height || box.x >= back.x + back.width;
        assert.ok(apart && box.y + box.height <= heading.y + heading.height,
          JSON.stringify([width, back, box]));
      }
      await close();
    }
  });

  test('has the newest weeks in sight, however wide its bars are', async () => {
    for (const width of [360, 1280]) {
      const { page, close } = await open('weekly/2024-W10.html', { viewport: { width, height: 740 } });
      const chart = await page.locator('.week-chart').boundingBox();
      const week = await page.locator('.week-chart .current rect').first().boundingBox();
      const weeks = await page.locator('.week-chart svg').boundingBox();
      assert.ok(week.x >= 0 && week.x + week.width <= chart.x + chart.width, JSON.stringify([chart, week]));
      assert.ok(weeks.width <= chart.width ? weeks.x === chart.x : weeks.x < chart.x, JSON.stringify(weeks));
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
