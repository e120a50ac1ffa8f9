// Opens a report's first page in Chromium and prints how long a reader waits.
//
// Usage: node report_browser.mjs CHROMIUM INDEX_HTML LOADS
// Prints `first-content MS` for each load, and `search MS KEY` for each key typed into the search:
// from the key's event to the frame that shows the rows.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const packages = createRequire(new URL('../reports/page/package.json', import.meta.url));
const { chromium } = packages('playwright-core');

const [program, file, loads] = process.argv.slice(2);
const timeout = 120_000;
const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu'],
  timeout
});

async function open() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(timeout);
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  return page;
}

/// Milliseconds since the navigation began.
async function firstContent() {
  const page = await open();
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const time = await paint.jsonValue();
  await page.context().close();
  return time;
}

/// Notes for each input of the search when a frame after it is ready.
function watch(input) {
  window.latencies = [];
  let pressed = 0;
  input.addEventListener('keydown', (event) => { pressed = event.timeStamp; });
  input.addEventListener('input', () => {
    const begin = pressed;
    requestAnimationFrame(() => setTimeout(() => {
      window.latencies.push(performance.now() - begin);
    }));
  });
}

async function searchLatencies(page) {
  const search = page.locator('input[type=search]');
  await search.evaluate(watch);
  const keys = [...'payments', ...'payments'.replace(/./g, '⌫'), ...'web production'];
  for (const [index, key] of keys.entries()) {
    await search.press(key === '⌫' ? 'Backspace' : key === ' ' ? 'Space' : key);
    await page.waitForFunction((count) => window.latencies.length === count, index + 1);
  }
  const latencies = await page.evaluate(() => window.latencies);
  return keys.map((key, index) => [latencies[index], key]);
}

for (let load = 0; load < Number(loads); ++load) {
  console.log(`first-content\t${(await firstContent()).toFixed(1)}`);
}
for (const [latency, key] of await searchLatencies(await open())) {
  console.log(`search\t${latency.toFixed(1)}\t${key}`);
}
await browser.close();
