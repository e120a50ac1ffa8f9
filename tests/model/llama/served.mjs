// Asks a running `serve`, whose model writes nonsense, and checks that none of it is shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/// Serves the sample report of a workplace, with more options; returns its address with the token.
function serve(place, words, env = {}) {
  return place.start(process.env.DORA_REPORT, ['serve', '--data', 'data', '--site', 'site', '--port', '0',
    '--questions-per-minute', '0', '--quiet', '--log-file', 'chat.log', ...words],
  /(http:\S+token=\S+)/, { env: { no_proxy: '*', ...env } });
}

/// Reads server-sent events: the data of each, by its name.
function eventsOf(stream) {
  return Object.fromEntries([...stream.matchAll(/event: (\S+)\ndata: (.*)\n/g)]
    .map(([, name, data]) => [name, JSON.parse(data)]));
}

/// As a program: what fetch() of Node.js sends is a browser's.
function eventsAt(site, path, form) {
  const headers = { accept: 'text/event-stream',
    authorization: `Bearer ${new URL(site).searchParams.get('token')}`,
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, site), { method: form ? 'POST' : 'GET', headers },
      (response) => text(response).then(eventsOf).then(resolve, reject));
    sent.once('error', reject);
    sent.end(form && new URLSearchParams(form).toString());
  });
}

const questions = ['How is customer-notification-gateway-failing-1 doing?', 'Compare February with January',
  'What failed in production in week 10 of 2024?', 'Who has the highest failure rate?',
  'Tell me a story', 'Which colour is the sky?', 'Sing!'];

/// Our own words on what a model did not understand.
const refusal = new RegExp('<p class="first">(The model&apos;s choice cannot be read\\.'
  + '|None of the functions answers this question\\.|This question was not understood\\.)</p>');

/// Whatever function the model chose: the answer is what the same function answers without a model.
/// Returns what the answers say of a model that gave none.
export async function checkAnswers(place, words, env) {
  const site = await serve(place, words, env);
  const notes = [];
  let answered = 0;
  for (const question of questions) {
    const events = await eventsAt(site, '/chat', { text: question });
    assert.equal(events.words, undefined, `${question}: no words of the model`);
    const note = /<p class="note">The model gave no answer: (.*)<\/p>\n/;
    const html = events.answer.html.replace(/<p class="note">Asked: <q>.*<\/p>\n/, '').replace(note, '');
    notes.push(events.answer.html.match(note)?.[1] ?? '');
    const link = events.answer.html.match(/href="(\/answer[^"]*)">Link to this answer/)?.[1];
    if (link) {
      const own = await eventsAt(site, link.replaceAll('&amp;', '&'));
      assert.equal(html, own.answer.html, question);
      ++answered;
    } else {
      assert.match(html, refusal, question);
      assert.equal(html.match(/<p/g).length, 2, 'the reason, and what to do');
    }
  }
  assert.ok(answered >= 4, 'what keywords understand is answered');
  for (const line of readFileSync(join(place.folder, 'chat.log'), 'utf8').trim().split('\n')) {
    assert.match(line, /^\d{4}-\d\d-\d\d [\d:.]+ - (info|warning) - /);
  }
  return notes;
}
