// Tests the mail: parsed by parsers of others, and its text in Chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { axeFindings, sampleSite } from './browser.mjs';

const file = (sample, name) => readFileSync(join(sample.folder, name));

/// What Python's parser finds: the types of all parts, the subject, and what is wrong.
function readByPython(sample) {
  return JSON.parse(execFileSync('python3', ['-c', `
import email, email.policy, json, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
parts = list(mail.walk())
print(json.dumps({
    'types': [part.get_content_type() for part in parts],
    'subject': mail['subject'],
    'text': mail.get_body(('plain',)).get_content(),
    'html': mail.get_body(('related', 'html')).get_content_type(),
    'defects': [str(defect) for part in parts for defect in part.defects],
    'longest': max(len(line) for line in open(sys.argv[1], 'rb').read().split(b'\\n'))}))`,
    join(sample.folder, 'weekly.eml')], { encoding: 'utf8' }));
}

for (const kind of ['busy-week', 'hostile']) {
  describe(`the mail of the sample ${kind}`, () => {
    let sample;
    before(async () => {
      sample = await sampleSite(kind);
    });
    after(() => sample?.close());

    test('is a message with text, HTML, the chart and the digest', async () => {
      const mail = await simpleParser(file(sample, 'weekly.eml'));
      assert.match(mail.subject, /: week 10 of 2024/);
      assert.equal(mail.text.trim(), file(sample, 'mail.txt').toString().trim());
      assert.equal(mail.attachments.length, 2);
      const [picture, digest] = mail.attachments;
      assert.deepEqual([picture.contentType, picture.related], ['image/png', true]);
      assert.deepEqual([digest.contentType, digest.filename], ['text/html', 'weekly.html']);
      assert.deepEqual(digest.content, file(sample, 'weekly.html'));
      // The parser has put the picture in the place of its cid: address.
      assert.match(mail.html, /<img src="data:image\/png;base64,/);
    });

    test('is read by Python alike', async () => {
      const read = readByPython(sample);
      const mail = await simpleParser(file(sample, 'weekly.eml'));
      assert.deepEqual(read.types, ['multipart/mixed', 'multipart/alternative', 'text/plain',
        'multipart/related', 'text/html', 'image/png', 'text/html']);
      assert.deepEqual(read.defects, []);
      assert.equal(read.subject, mail.subject);
      assert.equal(read.text.trim(), mail.text.trim());
      assert.ok(read.longest < 998, 'lines of RFC 5322');
    });

    test('has a text of one screen that readers of mail keep', async () => {
      const html = file(sample, 'mail.html').toString();
      assert.ok(html.length < 100_000);
      assert.doesNotMatch(html, /data:|<style|<link|<script|class=/);
      const { page, trouble, close } = await sample.open('../mail.html', { bypassCSP: true });
      assert.equal(await page.locator('script, [onerror], b').count(), 0);
      assert.ok(await page.evaluate(() => document.documentElement.scrollHeight) < 1200);
      assert.deepEqual(await axeFindings(page), []);
      assert.deepEqual(trouble, []);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await close();
    });
  });
}
