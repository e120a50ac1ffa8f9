// A site written for a test, and Chromium to look at it; notes what must not happen on a page.
//
// SAMPLE_SITE is the program that writes the site, CHROMIUM the browser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

// For what hangs, not for machines that are slow.
const timeout = Number(process.env.PAGE_TIMEOUT ?? 120_000);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/// What axe finds wrong on a page, which was opened with bypassCSP.
export async function axeFindings(page) {
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

/// The brightness, 0 to 255, of an element at shares of its width and height, as a reader sees it.
export async function brightness(page, element, points) {
  const png = (await element.screenshot()).toString('base64');
  const blank = await page.context().newPage();  // A page of the site allows no picture from here.
  const found = await blank.evaluate(async ([data, shares]) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return shares.map(([x, y]) => {
      const { data: [red, green, blue] } =
        canvas.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1);
      return (red + green + blue) / 3;
    });
  }, [png, points]);
  await blank.close();
  return found;
}

/// For page.evaluate(): what script of names would have left behind, and texts that turn the words around them.
export function effectsOfNames() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    const alone = around.textContent.trim() === node.data.trim() &&
      getComputedStyle(around).unicodeBidi === 'isolate';
    // The text of a tooltip stands alone.
    if (/[\u0590-\u08ff]/.test(node.data) && !alone && !around.closest('bdi, option, style, title')) {
      found.push('not isolated: ' + around.outerHTML);
    }
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name } of element.attributes) {
      if (name.startsWith('on') || name === 'style') {
        found.push('attribute: ' + element.outerHTML);
      }
    }
  }
  for (const link of document.querySelectorAll('a[href], img')) {
    const to = new URL(link.getAttribute('href') ?? link.src, document.baseURI).href;
    if (!/^(file:|data:image\/png|https:\/\/(gitlab\.example|dora\.dev)\/)/.test(to)) {
      found.push('leads to ' + to);
    }
  }
  return found;
}

/// What sample_site calls `kind`; the site is in folder/site, at url.
export async function sampleSite(kind) {
  const folder = mkdtempSync(join(tmpdir(), 'dora-pages-'));
  execFileSync(process.env.SAMPLE_SITE, [folder, kind]);
  const url = pathToFileURL(join(folder, 'site')).href + '/';
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    timeout,
    args: ['--no-sandbox', '--disable-gpu']
  });

  const outside = ['weekly.html', 'mail.html'].map((name) => new URL(`../${name}`, url).href);

  /// Opens a page of the site, or a file for mail; trouble tells what went wrong on it.
  async function open(name, options = {}) {
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
    page.on('requestfailed', (request) => {
      const { errorText } = request.failure();
      // A page that is left does not wait for its pictures: what it still asked for is cancelled.
      if (errorText !== 'net::ERR_ABORTED') {
        trouble.push(`failed: ${request.url()}: ${errorText}`);
      }
    });
    page.on('request', (request) => {
      const to = request.url();
      if (!to.startsWith(url) && !to.startsWith('data:') && !outside.includes(to)) {
        trouble.push('request: ' + to);
      }
    });
    await page.goto(new URL(name, url).href);
    return { page, trouble, close: () => context.close() };
  }

  async function close() {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { folder, url, open, close };
}
