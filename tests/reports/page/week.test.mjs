// Tests the digest of a week in Chromium: on two sheets of paper, and as a file for mail.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeFindings, sampleSite } from './browser.mjs';

/// Chromium writes the dictionary of each page as it is.
async function printedPages(page) {
  const pdf = await page.pdf({ format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
}

for (const kind of ['busy-week', 'quiet-week']) {
  describe('digest of a ' + kind, () => {
    let sample;

    before(async () => {
      sample = await sampleSite(kind);
    });

    after(() => sample?.close());

    test('is printed to two pages of A4 at most', async () => {
      const { page, trouble, close } = await sample.open('weekly/2024-W10.html');
      const pages = await printedPages(page);
      assert.ok(pages <= 2, pages + ' pages');
      assert.deepEqual(trouble, []);
      await close();
    });

    test('has every row, the later ones of a long list folded', async () => {
      const { page, close } = await sample.open('weekly/2024-W10.html');
      const folded = page.getByText(/^And \d+ more$/);
      assert.equal(await folded.count(), kind === 'busy-week' ? 8 : 0);
      for (const section of await page.locator('.digest section').all()) {
        const [count] = (await section.locator('h2').textContent()).match(/[\d,]+(?=\s*#?$)/);
        assert.equal(await section.locator('li').count(), Number(count.replace(',', '')));
      }
      if (kind === 'busy-week') {
        const last = page.locator('.digest section').first().locator('li').last();
        assert.equal(await last.isVisible(), false);
        await folded.first().click();
        assert.equal(await last.isVisible(), true);
      }
      await close();
    });

    for (const colorScheme of ['light', 'dark']) {
      test(`for mail shows its pictures and asks for nothing, in ${colorScheme} colours`, async () => {
        const { page, trouble, close } = await sample.open('../weekly.html', { colorScheme });
        const widths = await page.locator('img').evaluateAll((images) =>
          images.map((image) => image.naturalWidth));
        assert.ok(widths.length > 0 && widths.every((width) => width > 0), widths.join());
        assert.equal(await page.locator('h1').count(), 1);
        const accent = await page.evaluate(() =>
          getComputedStyle(document.documentElement).getPropertyValue('--accent'));
        assert.notEqual(accent, '', 'the policy must allow the style');
        const broken = await page.locator('a[href^="#"]').evaluateAll((links) =>
          links.filter((link) => !document.querySelector(link.hash)).length);
        assert.equal(broken, 0);
        const relative = await page.locator('a').evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')).filter((to) => !/^(#|https:)/.test(to)));
        assert.deepEqual(relative, []);
        assert.deepEqual(trouble, []);
        await close();
      });

      test(`for mail has nothing for axe to find in ${colorScheme} colours`, async () => {
        const { page, close } = await sample.open('../weekly.html', { colorScheme, bypassCSP: true });
        assert.deepEqual(await axeFindings(page), []);
        await close();
      });
    }

    test('for mail fits a screen of 360 pixels', async () => {
      const { page, close } = await sample.open('../weekly.html', { viewport: { width: 360, height: 740 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await close();
    });
  });
}
