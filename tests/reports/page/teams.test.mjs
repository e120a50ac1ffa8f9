// Tests the cards for Teams with the renderer of Adaptive Cards: it knows all that is in them, and
// names of others are text.
//
// SAMPLE_SITE is the program that writes the data, DORA_REPORT the program, CHROMIUM the browser.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const largest = 28 * 1024;

let browser;
let page;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu']
  });
  page = await browser.newPage();
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.js') });
});

after(() => browser?.close());

/// What the renderer makes of a card, and what it does not know.
function shown(card) {
  return page.evaluate((json) => {
    const { AdaptiveCard, SerializationContext } = window.AdaptiveCards;
    const markdown = [];
    AdaptiveCard.onProcessMarkdown = (text, result) => {
      markdown.push(text);
      result.didProcess = true;
      result.outputHtml = text;  // Markup in it would become elements.
    };
    const parsed = new AdaptiveCard();
    const context = new SerializationContext();
    parsed.parse(json, context);
    const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
    document.body.replaceChildren(parsed.render());
    return {
      markdown,
      events: [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)],
      version: parsed.version.toString(),
      text: document.body.innerText,
      foreign: document.body.querySelectorAll('script, iframe, img:not(.ac-image), b, i, u').length,
      links: Array.from(document.querySelectorAll('a'), ({ href }) => href),
      images: Array.from(document.querySelectorAll('img'), ({ src }) => src)
    };
  }, card);
}

function message(folder, ...more) {
  return execFileSync(process.env.DORA_REPORT, ['notify', '--data', join(folder, 'data'),
    '--format', 'teams', '--dry-run', ...more], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function content(text) {
  assert.ok(Buffer.byteLength(text) <= largest);
  const { type, attachments } = JSON.parse(text);
  assert.equal(type, 'message');
  assert.equal(attachments.length, 1);
  assert.equal(attachments[0].contentType, 'application/vnd.microsoft.card.adaptive');
  return attachments[0].content;
}

/// The ISO week of a date: `2024-W05`.
function weekOf(date) {
  const thursday = new Date(date);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * 24 * 3600 * 1000)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/// A week and a tier in which something failed, for each service.
function failures(folder) {
  const data = JSON.parse(readFileSync(join(folder, 'data/service_deployments.json'), 'utf8'));
  return Object.values(data).flatMap((deployments) =>
    deployments.filter((each) => each.deployment_status === 'failed').slice(0, 1)
      .map((each) => ({ week: weekOf(each.finished_time ?? each.deployment_time), tier: each.tier })));
}

const words = (text) => text.replace(/\s+/g, ' ').trim();

test('the renderer reports what it does not know', async () => {
  const { events } = await shown({ type: 'AdaptiveCard', version: '1.4', body: [{ type: 'Imag' }] });
  assert.match(events.join(), /Imag/);
});

for (const kind of ['busy-week', 'quiet-week', 'hostile']) {
  describe(`the cards of the sample ${kind}`, () => {
    let folder;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'dora-teams-'));
      execFileSync(process.env.SAMPLE_SITE, [folder, kind], { stdio: 'ignore' });
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    test('has text, the chart and a link, and nothing unknown', async () => {
      const card = await shown(content(message(folder, '--charts', join(folder, 'charts'),
        '--site-url', 'https://example.com/r')));
      assert.deepEqual(card.events, []);
      assert.equal(card.version, '1.4');
      assert.match(card.text, /Week \d+ of 20\d\d[^]*Failure rate/);
      assert.match(card.text, /The whole digest/);
      assert.equal(card.images.length, 1);
      assert.match(card.images[0], /^https:\/\/example\.com\/r\/charts\/.*\.png$/);
    });

    test('names are text', async () => {
      const names = new Set();
      for (const { week, tier } of failures(folder)) {
        const json = content(message(folder, '--week', week, '--tier-order', tier,
          '--title', '<b>x</b> @all [y](https://e.example)'));
        const card = await shown(json);
        assert.deepEqual(card.events, [], week);
        assert.equal(card.foreign, 0, week);
        assert.deepEqual(card.links.filter((url) => !url.startsWith('https://gitlab')), [], week);
        assert.deepEqual(card.images, [], week);
        // What is read as Markdown has no text of others.
        assert.doesNotMatch(card.markdown.join('\n'), /[<`[\]{}@#=]|alert|elsewhere/, week);
        for (const { inlines } of json.body.filter(({ type }) => type === 'RichTextBlock')) {
          for (const { text, fontType } of inlines) {
            assert.ok(words(card.text).includes(words(text)), `${week}: ${text}`);
            names.add(fontType && text);
          }
        }
      }
      if (kind === 'hostile') {
        assert.ok(names.size > 40, `${names.size} names were in cards`);
      }
    });
  });
}
