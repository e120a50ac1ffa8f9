// Tests that the SVG of a chart shows what its PNG shows: the same bars, as high, in the same colours,
// in Chromium and, where it is installed, in Firefox; dark readers see the dark theme.
//
// DORA_REPORT is the program, CHROMIUM and FIREFOX are the browsers; FIREFOX may be empty.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = mkdtempSync(join(tmpdir(), 'dora-pictures-'));
const services = ['busy', 'small', 'failing'];
const light = { successful: [0x4c, 0x78, 0xa8], failed: [0xe4, 0x57, 0x56] };
const dark = { successful: [0x4e, 0x81, 0xb8], failed: [0xe2, 0x5b, 0x5a] };
const width = 1000;  // Of the pictures, and so of the window that Firefox takes a picture of.
let browser;

function summary() {
  const months = Array.from({ length: 24 }, (_, i) =>
    `${2023 + Math.floor(i / 12)}-${String(i % 12 + 1).padStart(2, '0')}`);
  const counts = {
    busy: (i) => [20 + i % 7, i % 5],
    small: (i) => [i % 3, i % 4 === 1 ? 1 : 0],
    failing: (i) => [1, 3 + i % 3]
  };
  return Object.fromEntries(services.map((service) => [service, Object.fromEntries(
    months.flatMap((month, i) => {
      const [successful, failed] = counts[service](i);
      const total = successful + failed;
      return total === 0 ? [] : [[month, total], [month + '_failed', failed],
        [month + '_failure_rate', Math.round(10000 * failed / total) / 100]];
    }))]));
}

/// The bars of a colour as [middle, height], both as shares of what all bars of the picture take:
/// title and small print are not on both kinds of pictures.
async function barsOf(png, colors) {
  const page = await browser.newPage();
  const bars = await page.evaluate(async ([data, wanted]) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data: pixels } = canvas.getImageData(0, 0, image.width, image.height);
    /// How many pixels of a column have the color, one below the other: words have fewer.
    function run(x, [red, green, blue]) {
      let longest = 0;
      for (let y = 0, now = 0; y < image.height; ++y) {
        const at = 4 * (y * image.width + x);
        const off = Math.max(Math.abs(pixels[at] - red), Math.abs(pixels[at + 1] - green),
          Math.abs(pixels[at + 2] - blue));
        now = off <= 6 ? now + 1 : 0;
        longest = Math.max(longest, now);
      }
      return longest >= 8 ? longest : 0;
    }
    return Object.fromEntries(Object.entries(wanted).map(([name, color]) => {
      const found = [];
      for (let x = 0, begin = -1, height = 0; x <= image.width; ++x) {
        const here = x < image.width ? run(x, color) : 0;
        if (here > 0) {
          begin = begin < 0 ? x : begin;
          height = Math.max(height, here);
        } else if (begin >= 0) {
          if (x - begin >= 8) {
            found.push([(begin + x) / 2, height]);
          }
          begin = -1;
          height = 0;
        }
      }
      return [name, found];
    }));
  }, [readFileSync(png).toString('base64'), colors]);
  await page.close();
  const all = [...bars.successful, ...bars.failed];
  const places = all.map(([middle]) => middle);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const highest = Math.max(...all.map(([, height]) => height));
  const share = ([middle, height]) => [(middle - first) / (last - first), height / highest];
  return { successful: bars.successful.map(share), failed: bars.failed.map(share) };
}

function assertSameBars(actual, expected, what) {
  for (const color of ['successful', 'failed']) {
    assert.equal(actual[color].length, expected[color].length, `${what}: ${color} bars`);
    actual[color].forEach(([middle, height], i) => {
      assert.ok(Math.abs(middle - expected[color][i][0]) < 0.01, `${what}: ${color} bar ${i} is there`);
      assert.ok(Math.abs(height - expected[color][i][1]) < 0.03, `${what}: ${color} bar ${i} is as high`);
    });
  }
}

const file = (service, end) => join(folder, 'charts', `${service}_deployment_metrics${end}`);

async function chromiumPicture(service, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 600 }, colorScheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file(service, '.svg')).href);
  const picture = file(service, `.${colorScheme}.chromium.png`);
  await page.screenshot({ path: picture });
  await context.close();
  return picture;
}

function firefoxPicture(service, colorScheme) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const dark = colorScheme === 'dark' ? 1 : 0;
  writeFileSync(join(profile, 'user.js'), `user_pref("ui.systemUsesDarkTheme", ${dark});\n` +
    `user_pref("layout.css.prefers-color-scheme.content-override", ${1 - dark});\n`);
  const picture = file(service, `.${colorScheme}.firefox.png`);
  execFileSync(process.env.FIREFOX, ['--headless', '--profile', profile, '--window-size', `${width},600`,
    '--screenshot', picture, pathToFileURL(file(service, '.svg')).href],
  { stdio: 'ignore', env: { ...process.env, HOME: profile } });
  return picture;
}

before(async () => {
  writeFileSync(join(folder, 'summary.json'), JSON.stringify(summary()));
  execFileSync(process.env.DORA_REPORT, ['render', '--quiet', '--themes', 'light,dark', '--as-of',
    '2025-06-01', '--summary', join(folder, 'summary.json'), '--out', join(folder, 'charts')]);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the PNG has all bars', async () => {
  const bars = await barsOf(file('busy', '.png'), light);
  assert.equal(bars.successful.length, 24);
  assert.ok(bars.failed.length > 12);
});

const browsers = [['Chromium', chromiumPicture],
  ...(process.env.FIREFOX ? [['Firefox', firefoxPicture]] : [])];
for (const [name, picture] of browsers) {
  for (const service of services) {
    test(`${name} shows the bars of the PNG: ${service}`, async () => {
      const expected = await barsOf(file(service, '.png'), light);
      assertSameBars(await barsOf(await picture(service, 'light'), light), expected, service);
    });
  }

  test(`${name} shows dark readers the dark theme`, async () => {
    const expected = await barsOf(file('busy', '.dark.png'), dark);
    assertSameBars(await barsOf(await picture('busy', 'dark'), dark), expected, 'busy');
  });
}
