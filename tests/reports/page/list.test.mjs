// Tests the pages of 5,000 services in Chromium: the first one, the search box, and the list, which is
// searched, filtered, sorted and sent.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeFindings, sampleSite } from './browser.mjs';

const services = 5000;
let sample;

before(async () => {
  sample = await sampleSite(String(services));
});

after(() => sample?.close());

const open = (name, options) => sample.open(name, options);

const rows = (page) => page.locator('#services tbody tr');
const column = (page, number) =>
  page.locator(`#services tbody tr > :nth-child(${number})`).allTextContents();
const info = (page) => page.locator('.dataTables_info').textContent();

/// Presses Tab until what the selector names has the focus.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; ++presses) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      return;
    }
  }
  assert.fail('the Tab key does not lead to ' + selector);
}

describe('first page', () => {
  test('answers without scrolling what happened last week and what needs attention', async () => {
    const { page, close } = await open('index.html');
    const headings = await page.locator('h1, h2').evaluateAll((elements) => elements.map(
      (element) => ({ id: element.id, bottom: element.getBoundingClientRect().bottom })));
    assert.deepEqual(headings.slice(0, 3).map(({ id }) => id), ['week', 'failed', 'attention']);
    const tiles = await page.locator('.keys').first().boundingBox();
    assert.ok(tiles.y + tiles.height < 560, `the tiles end at ${tiles.y + tiles.height}`);
    assert.ok(headings[1].bottom < 760, `the failures begin at ${headings[1].bottom}`);
    await close();
  });

  test('leads from what needs attention to all of it', async () => {
    const { page, trouble, close } = await open('index.html');
    await page.getByText('Show all', { exact: true }).click();
    await page.waitForURL(/services\.html#attention=\*$/);
    assert.equal(await page.getByLabel('Attention', { exact: true }).inputValue(), '*');
    assert.ok((await column(page, 2)).every((names) => names !== ''));
    await page.goBack();
    await page.waitForURL(/index\.html$/);
    assert.deepEqual(trouble, []);
    await close();
  });
});

describe('search box', () => {
  const found = (page) => page.locator('#found [role=option] bdi').allTextContents();

  test('is reached by a key from any page, and leads to a service by keyboard alone', async () => {
    for (const name of ['index.html', 'services/service-77.html', 'weekly/index.html', 'data.html']) {
      const { page, trouble, close } = await open(name);
      await page.keyboard.press('/');
      await page.keyboard.type('SERVICE-499');
      await page.locator('#found bdi').first().waitFor();
      const names = await found(page);
      assert.equal(names[0], 'service-499');
      assert.equal(names.length, 8);
      const field = page.getByLabel('Find a service, group or week');
      assert.equal(await field.getAttribute('aria-activedescendant'), 'found-0');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      assert.equal(await field.getAttribute('aria-activedescendant'), 'found-1');
      assert.equal(await page.locator('[aria-selected=true]').count(), 1);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/services/*.html');
      assert.equal(await page.locator('h1').textContent(), names[1]);
      assert.deepEqual(trouble, []);
      await close();
    }
  });

  test('finds weeks, too, and says when it finds nothing', async () => {
    const { page, trouble, close } = await open('index.html');
    const field = page.getByLabel('Find a service, group or week');
    await field.fill('week 5 of');
    await page.locator('#found bdi').first().waitFor();
    assert.match((await found(page))[0], /^Week 5 of /);
    await field.fill('no such thing');
    assert.equal(await page.locator('#found').textContent(), 'Nothing found');
    await page.keyboard.press('Escape');
    assert.equal(await field.inputValue(), '');
    assert.equal(await page.locator('#found').isVisible(), false);
    await field.fill('week 5 of');
    await page.locator('#found li').first().click();
    await page.waitForURL('**/weekly/*.html');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('has nothing for axe to find', async () => {
    const { page, close } = await open('data.html', { bypassCSP: true });
    await page.getByLabel('Find a service, group or week').fill('service');
    await page.locator('#found bdi').first().waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await close();
  });
});

describe('list of services', () => {
  test('is complete without JavaScript', async () => {
    const { page, trouble, close } = await open('services.html', { javaScriptEnabled: false });
    assert.equal(await rows(page).count(), services);
    assert.equal(await page.locator('#services tbody a').count(), services);
    assert.equal(await page.locator('input').count(), 0);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('shows fifty services at a time', async () => {
    const { page, trouble, close } = await open('services.html');
    assert.equal(await rows(page).count(), 50);
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    await page.getByText('Next', { exact: true }).click();
    assert.equal(await info(page), '5,000 services, 51 to 100 shown');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is searched by name and tier as one types, and not by figures', async () => {
    const { page, trouble, close } = await open('services.html');
    const search = page.getByLabel('Search services');
    await search.pressSequentially('service-4999');
    assert.deepEqual(await column(page, 1), ['service-4999']);
    await search.fill('staging service-77');
    const found = await column(page, 1);
    assert.equal(found.length, 6);
    assert.ok(found.every((name) => name.startsWith('service-77')), found.join());
    await search.fill('25.00');
    assert.match(await page.locator('#services tbody').textContent(), /No matching services/);
    await search.fill('');
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is filtered by tier and by attention', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Tier', { exact: true }).selectOption('production');
    const tiers = await page.locator('#services tbody td.tiers').evaluateAll((cells) =>
      cells.map((cell) => Array.from(cell.querySelectorAll('bdi'), (name) => name.title)));
    assert.ok(tiers.every((names) => names.includes('production')), tiers.join());
    const attention = page.getByLabel('Attention', { exact: true });
    await page.getByLabel('Tier', { exact: true }).selectOption('pre-production');
    await attention.selectOption('Failing');
    const failing = await column(page, 2);
    assert.ok(failing.length > 0 && failing.every((names) => names.includes('Failing')));
    await page.getByLabel('Tier', { exact: true }).selectOption('all');
    for (const [label, kind] of [['Failing', 'failing'], ['Failure rate up', 'rate-up'],
      ['Quiet', 'quiet'], ['Fewer deployments', 'fewer'], ['More deployments', 'more']]) {
      await page.getByLabel('Search services').fill(kind + '-');
      await attention.selectOption(label);
      assert.deepEqual(await column(page, 1), [0, 1, 2, 3].map((n) => `${kind}-${n}`), label);
      assert.ok((await column(page, 2)).every((names) => names.includes(label)), label);
    }
    await page.getByLabel('Search services').fill('');
    await page.getByLabel('Tier', { exact: true }).selectOption('all');
    await page.getByLabel('Attention', { exact: true }).selectOption('any reason');
    assert.ok((await column(page, 2)).every((names) => names !== ''));
    assert.deepEqual(trouble, []);
    await close();
  });

  test('tells how many it shows, and shows all again', async () => {
    const { page, trouble, close } = await open('services.html');
    const everything = page.getByText('Show all', { exact: true });
    assert.equal(await everything.isVisible(), false);
    await page.getByLabel('Search services').fill('service-4999');
    assert.equal(await info(page), '1 of 5,000 services');
    assert.equal(await page.getByText('Next', { exact: true }).isVisible(), false);
    await page.getByLabel('Tier', { exact: true }).selectOption('production');
    assert.equal(await info(page), '0 of 5,000 services');
    await everything.click();
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    assert.equal(await page.getByLabel('Tier', { exact: true }).inputValue(), '');
    assert.equal(await page.evaluate(() => document.activeElement.matches('.dataTables_filter input')), true);
    assert.equal(await everything.isVisible(), false);
    await page.keyboard.type('service-77');
    assert.equal(await info(page), '11 of 5,000 services');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByLabel('Search services').inputValue(), '');
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    await page.waitForURL(sample.url + 'services.html');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('keeps its view in the address, for a bookmark and for the back button', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Search services').fill('service-7');
    await page.waitForURL(/#search=service-7$/);
    await page.getByLabel('Tier', { exact: true }).selectOption('production');
    await page.locator('#services thead th').nth(2).click();
    await page.getByText('Next', { exact: true }).click();
    await page.waitForURL(/#search=service-7&tier=%3Dproduction&sort=2desc&page=2$/);
    const address = page.url();
    const names = await column(page, 1);

    const other = await open(address.slice(sample.url.length));
    assert.deepEqual(await column(other.page, 1), names);
    assert.equal(await other.page.getByLabel('Search services').inputValue(), 'service-7');
    assert.deepEqual(other.trouble, []);
    await other.close();

    await page.goBack();
    await page.waitForURL(/sort=2desc$/);
    await page.goBack();
    await page.waitForURL(/tier=%3Dproduction$/);
    await page.goBack();
    await page.waitForURL(/#search=service-7$/);
    assert.equal(await page.getByLabel('Tier', { exact: true }).inputValue(), '');
    await page.goForward();
    assert.equal(await page.getByLabel('Tier', { exact: true }).inputValue(), '=production');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('leads back from all services to those that were searched for', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Search services').fill('service-499');
    await page.getByText('Show all', { exact: true }).click();
    await page.waitForURL(sample.url + 'services.html');
    assert.equal(await info(page), '5,000 services, 1 to 50 shown');
    await page.goBack();
    assert.equal(await info(page), '11 of 5,000 services');
    assert.equal(await page.getByLabel('Search services').inputValue(), 'service-499');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('has what was typed in the address before anything else can be done', async () => {
    const { page, trouble, close } = await open('services.html');
    const addresses = await page.getByLabel('Search services').evaluate((field) => {
      const type = (text) => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const tier = document.getElementById('filter-tier');
      field.focus();
      type('service-7');
      field.blur();
      const left = location.hash;
      type('service-77');
      tier.value = '=production';
      tier.dispatchEvent(new Event('change', { bubbles: true }));
      return [left, location.hash];
    });
    assert.deepEqual(addresses, ['#search=service-7', '#search=service-77&tier=%3Dproduction']);
    await page.goBack();
    await page.waitForURL(/#search=service-77$/);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('makes the best of an address that is not its own', async () => {
    for (const hash of ['tier==nowhere&sort=99up&page=-7&rows=1e9', 'search=<img src=x onerror=alert(1)>',
      'page=999999', 'content', 'x=%E0%A4%A']) {
      const { page, trouble, close } = await open('services.html#' + hash);
      assert.equal(await page.locator('#services').count(), 1);
      assert.deepEqual(trouble, [], hash);
      await close();
    }
  });

  test('begins with what needs attention', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Rows').selectOption('-1');
    const reasons = await column(page, 2);
    const named = reasons.findLastIndex((names) => names !== '');
    assert.ok(named > 0 && reasons.slice(0, named).every((names) => names !== ''));
    const names = (await column(page, 1)).slice(named + 1);
    const sorted = [...names].sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1);
    assert.deepEqual(names, sorted);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('sorts figures as numbers, and what has no data last in either direction', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Rows').selectOption('-1');
    const numbers = async (number) => (await column(page, number)).map((text) =>
      Number(text.replace(',', '').replace('−', '-')));
    await page.locator('#services thead th').nth(2).click();
    const down = await numbers(3);
    assert.ok(down[0] > 0);
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    await page.locator('#services thead th').nth(3).click();
    const changes = await numbers(4);
    assert.deepEqual(changes, [...changes].sort((a, b) => b - a));
    // Rates by the lower end of their interval; those of too few deployments are grey.
    const grey = () => page.locator('#services tbody tr > :nth-child(6)').evaluateAll((cells) =>
      cells.map((cell) => cell.classList.contains('few')));
    for (const direction of ['descending', 'ascending']) {
      await page.locator('#services thead th').nth(5).click();
      assert.equal(await page.locator('#services thead th').nth(5).getAttribute('aria-sort'),
        direction);
      const few = await grey();
      const known = few.indexOf(true);
      assert.ok(known > 0 && few.slice(known).every((each) => each), direction);
    }
    for (let clicks = 0; clicks < 2; ++clicks) {
      await page.locator('#services thead th').nth(8).click();
      assert.equal((await column(page, 9)).at(-1), '');
    }
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is scrolled to when a view is sent to someone', async () => {
    const { page, trouble, close } = await open('services.html#search=service-7', {
      viewport: { width: 1280, height: 300 }
    });
    await page.locator('.dataTables_info').waitFor();
    const { y } = await page.locator('#services-heading').boundingBox();
    assert.ok(y < 100, `the heading is at ${y}`);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is used with the keyboard alone', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent),
      'Skip to the content');
    await page.locator('#services thead th').nth(2).focus();
    await page.keyboard.press('Enter');
    const counts = (await column(page, 3)).map((text) => Number(text.replace(',', '')));
    assert.equal(counts[0], Math.max(...counts));
    assert.deepEqual(trouble, []);
    await close();
  });

  test('leads to a service with the keyboard alone, and back to the same view', async () => {
    const { page, trouble, close } = await open('services.html');
    await tabTo(page, '.dataTables_filter input');
    await page.keyboard.type('service-7');
    await tabTo(page, '#filter-tier');
    await page.keyboard.type('production');
    await tabTo(page, '#services thead th:nth-child(3)');
    await page.keyboard.press('Enter');
    await tabTo(page, '.paginate_button.next');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#search=service-7&tier=%3Dproduction&sort=2desc&page=2$/);
    const address = page.url();
    const names = await column(page, 1);
    await page.locator('h1').click();  // The keyboard goes on from there.
    await tabTo(page, '#services tbody a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/services/*.html');
    assert.equal(await page.locator('h1').textContent(), names[0]);
    await page.goBack();
    await page.waitForURL(address);
    await page.locator('.dataTables_info').waitFor();
    assert.deepEqual(await column(page, 1), names);
    assert.equal(await page.getByLabel('Search services').inputValue(), 'service-7');
    assert.deepEqual(trouble, []);
    await close();
  });

  test('leads to a service, whose page leads to its neighbours in the list', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Search services').fill('service-49');
    await page.locator('#services thead th').nth(0).click();
    await page.locator('#services thead th').nth(0).click();
    const names = await column(page, 1);
    await page.locator('#services tbody a').nth(1).click();
    await page.waitForURL('**/services/*.html');
    assert.equal(await page.locator('.neighbours').textContent(),
      `Previous: ${names[0]}Next: ${names[2]}`);
    await page.locator('[rel=next]').click();
    await page.waitForFunction((name) => document.querySelector('h1').textContent === name, names[2]);
    assert.equal(await page.locator('[rel=prev]').textContent(), `Previous: ${names[1]}`);
    await page.locator('#over-time .anchor').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#over-time$/);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('shows what is typed with each key', async () => {
    const { page, trouble, close } = await open('services.html');
    await page.getByLabel('Search services').focus();
    const found = [];
    for (const key of ['4', '9', '9', '9', 'Backspace']) {
      await page.keyboard.press(key);  // The rows are drawn before the key is done with.
      found.push(await info(page));
    }
    const counts = found.map((text) => Number(/^([\d,]+) of 5,000 services/.exec(text)[1].replace(',', '')));
    assert.deepEqual(counts.slice(2), [15, 1, 15], found.join('; '));
    assert.ok(counts[0] > counts[1] && counts[1] > counts[2], found.join('; '));
    assert.equal(await rows(page).count(), 15);
    assert.deepEqual(trouble, []);
    await close();
  });

  test('is printed whole', async () => {
    const { page, close } = await open('services.html');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal(await rows(page).count(), services);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal(await rows(page).count(), 50);
    await close();
  });

  for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 360]]) {
    test(`has nothing for axe to find in ${colorScheme} colours, ${width} pixels wide`, async () => {
      const { page, close } = await open('services.html', {
        colorScheme, viewport: { width, height: 900 }, bypassCSP: true
      });
      assert.deepEqual(await axeFindings(page), []);
      await close();
    });
  }
});
