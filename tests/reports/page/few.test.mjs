// Tests the pages of a report of one service and of none.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeFindings, sampleSite } from './browser.mjs';

for (const [kind, sentence] of [['one', /deployment/], ['none', /No deployments were found/]]) {
  describe(`the pages of a report of ${kind === 'one' ? 'one service' : 'no services'}`, () => {
    let sample;
    before(async () => {
      sample = await sampleSite(kind);
    });
    after(() => sample?.close());

    function pages() {
      const found = ['index.html', 'services.html', 'data.html', 'weekly/index.html'];
      for (const folder of ['services', 'weekly']) {
        let names = [];
        try {
          names = readdirSync(join(sample.folder, 'site', folder));
        } catch {
          continue;  // There is no such folder without services.
        }
        const last = names.filter((name) => name.endsWith('.html') && name !== 'index.html').pop();
        found.push(...(last ? [`${folder}/${last}`] : []));
      }
      return found;
    }

    test('load without an error, say what there is, and fit a phone', async () => {
      for (const name of pages()) {
        const { page, trouble, close } = await sample.open(name, { bypassCSP: true });
        assert.equal(await page.locator('h1').count(), 1, name);
        assert.deepEqual(trouble, [], name);
        assert.deepEqual(await axeFindings(page), [], name);
        await page.setViewportSize({ width: 360, height: 740 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, name);
        await close();
      }
      const { page, close } = await sample.open('index.html');
      assert.match(await page.locator('main').textContent(), sentence);
      await close();
    });

    test('have a search box that finds what there is', async () => {
      const { page, close } = await sample.open('index.html');
      await page.keyboard.press('/');
      await page.keyboard.type('s');
      const found = page.getByRole('option').first();
      await found.waitFor();
      assert.match(await found.textContent(), kind === 'one' ? /service/ : /Nothing found/);
      await close();
    });
  });
}
