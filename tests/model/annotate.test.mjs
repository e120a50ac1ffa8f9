// Runs annotate against servers of others that imitate OpenAI's API: aimock, and mock-llm, whose
// answers have no usage.
//
// DORA_REPORT is the program, GITLAB_SERVER the test GitLab.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { gitlab, namesOfOthers, workplace } from './programs.mjs';

const bin = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '.bin');
const schema = fileURLToPath(new URL('../data/schema/annotations.schema.json', import.meta.url));
let place;
let folder;
const start = (...words) => place.start(...words);
const run = (...words) => place.run(words);
const json = (name) => place.json('data/' + name);

async function aimock(...words) {
  mkdirSync(join(folder, 'fixtures'), { recursive: true });
  writeFileSync(join(folder, 'fixtures', 'comments.json'), JSON.stringify({
    fixtures: [
      { match: { userMessage: 'all services together' },
        response: { content: '{"sentences":["The week saw {f1} deployments."]}' } },
      { match: { userMessage: 'the service s1' },
        response: { content: '{"sentences":["{s1} had {f1} deployments in the week."]}' } },
    ],
  }));
  return start(process.execPath, [join(bin, 'llmock'), '-p', '0', '-f', join(folder, 'fixtures'),
    '--strict', '--journal-max', '0', ...words], /listening on (http:\S+)/);
}

const journal = async (url) => (await fetch(`${url}/__aimock/journal`)).json();
const annotate = (url, ...words) => run('annotate', '--data', 'data', '--base-url', `${url}/v1`,
  '--model', 'some-model', ...words);

before(async () => {
  place = workplace();
  folder = place.folder;
  const collected = await run('collect', '--api-url', await gitlab(place), '--project', '4242',
    '--out', 'data');
  assert.equal(collected.code, 0, collected.errors);
});

after(() => place.close());

describe('aimock', () => {
  test('gets figures without a name, and its answers become comments', async () => {
    const url = await aimock();
    const result = await annotate(url, '--all');
    assert.equal(result.code, 0, result.errors);
    const comments = json('annotations.json').comments;
    assert.equal(comments.length, 9);
    assert.ok(comments.every((each) => each.model === 'some-model'), JSON.stringify(comments));
    const valid = spawnSync('/usr/bin/python3', ['-m', 'jsonschema', '-i',
      join(folder, 'data/annotations.json'), schema], { encoding: 'utf8' });
    assert.equal(valid.status, 0, valid.stdout + valid.stderr);

    const entries = await journal(url);
    const sent = JSON.stringify(entries.map((each) => each.body));
    const names = namesOfOthers(place);
    assert.ok(names.size > 900 && entries.length >= 1);
    for (const name of names) {
      assert.ok(!sent.includes(name), `'${name}' was sent`);
    }
    assert.ok(!sent.includes('sk-test'), 'the key goes into its header only');
    assert.ok(!result.errors.includes('sk-test'), 'the key is in no message');

    const again = await annotate(url, '--all');
    assert.equal(again.code, 0, again.errors);
    assert.equal((await journal(url)).length, entries.length, 'nothing is asked twice');
  });

  test('is obeyed when it limits the rate', async () => {
    rmSync(join(folder, 'data/annotations.db'));
    const url = await aimock();
    const chaos = (body) => fetch(`${url}/__aimock/chaos`,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    await chaos({ rateLimitRate: 1 });
    const limited = await annotate(url, '--all', '--retries', '0', '--concurrency', '1');
    assert.equal(limited.code, 1, limited.errors);
    assert.match(limited.errors, /will be asked for again/);
    await chaos({ rateLimitRate: 0.3, dropRate: 0.1, malformedRate: 0, disconnectRate: 0.1 });
    const patient = await annotate(url, '--all', '--retries', '20');
    assert.equal(patient.code, 0, patient.errors);
    assert.equal(json('annotations.json').comments.length, 9);
  });

  test('that answers no JSON fails records, not the run', async () => {
    rmSync(join(folder, 'data/annotations.db'));
    const url = await aimock('--chaos-malformed', '1');
    const result = await annotate(url);
    assert.equal(result.code, 1, result.errors);
    assert.match(result.errors, /not JSON/);
  });
});

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

describe('mock-llm', () => {
  test('sends no usage: the cost is "at least"; what is no comment is replaced', async () => {
    rmSync(join(folder, 'data/annotations.db'), { force: true });
    const port = await freePort();
    // Its answer without a rule is the question, whose quotation marks it does not escape.
    writeFileSync(join(folder, 'mock-llm.yaml'), `rules:
  - path: "/v1/chat/completions"
    match: "@"
    response:
      status: 200
      content: '{"choices": [{"message": {"role": "assistant", "content": "All 12 are well."}}]}'
`);
    await start(process.execPath, [join(bin, 'mock-llm'), '--config', join(folder, 'mock-llm.yaml')],
      new RegExp(`(${port})`), { env: { PORT: `${port}`, HOST: '127.0.0.1' } });
    const result = await annotate(`http://127.0.0.1:${port}`, '--price-in', '1', '--price-out', '1');
    assert.equal(result.code, 0, result.errors);
    assert.match(result.errors, /at least: \d+ answers? came without a usage/);
    assert.ok(json('annotations.json').comments.every((each) => each.model === ''));
    const raw = readFileSync(join(folder, 'data/annotations.jsonl'), 'utf8');
    assert.equal(JSON.parse(raw.split('\n')[0]).total_tokens, null);
  });
});
