// Runs annotate and serve with llama.cpp's own server: its errors, its counts, both of its APIs.
//
// Its build takes long: build_server makes it, scripts/nightly does. Without it nothing is tested.
// DORA_REPORT is the program, SAMPLE_SITE writes a report.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { workplace } from '../programs.mjs';
import { answersIn, checkComments, checkSchema, sum, tokensOf } from './annotated.mjs';
import { cacheFolder, randomModel } from './random_model.mjs';
import { checkAnswers } from './served.mjs';

const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const program = join(cacheFolder(), `llama-server-${devDependencies['node-llama-cpp']}`);
const skip = !existsSync(program) && 'llama-server is missing: tests/model/llama/build_server builds it';
if (skip) {
  console.log(`skipped: ${skip}`);
}

const key = 'sk-of-the-tests-0123456789';
let place;
let folder;
let url;

const serverWith = (context) => place.start(program, ['--model', randomModel(), '--host', '127.0.0.1', '--port',
  '0', '--ctx-size', `${context}`, '--parallel', '1', '--threads', '1', '--api-key', key, '--offline'],
/listening on (http:\S+)/, { from: 'stderr' });

const annotate = (words, given = key) => place.run(['annotate', '--data', 'data', '--all', '--model', 'random',
  '--base-url', `${url}/v1`, '--max-tokens', '60', '--retries', '0', ...words], { env: { OPENAI_API_KEY: given } });

/// Asks the server itself.
async function ask(path, body) {
  const reply = await fetch(url + path, { method: 'POST', headers: { authorization: `Bearer ${key}`,
    'content-type': 'application/json' }, body: JSON.stringify(body) });
  assert.equal(reply.status, 200, path);
  return reply.json();
}

/// Every answer's tokens, by the server's other ways to count them.
async function checkCounts(answers, count) {
  for (const line of answers) {
    assert.equal(line.prompt_tokens, await count(line), line.id);
    assert.ok(line.completion_tokens <= 60);
    assert.equal(line.total_tokens, line.prompt_tokens + line.completion_tokens);
  }
}

describe('llama-server', { skip }, () => {
  before(async () => {
    place = workplace();
    folder = place.folder;
    execFileSync(process.env.SAMPLE_SITE, [folder, 'busy-week']);
    url = await serverWith(8192);
  });

  after(() => place.close());

  beforeEach(() => rmSync(join(folder, 'data/annotations.db'), { force: true }));

  test('obeys the schema and counts; its words are rejected', async (t) => {
    const estimate = await annotate(['--dry-run']);
    const result = await annotate([]);
    checkComments(join(folder, 'data'), result);
    const answers = answersIn(join(folder, 'data'));
    checkSchema(answers);
    await checkCounts(answers, async ({ messages }) =>
      (await ask('/v1/chat/completions/input_tokens', { messages })).input_tokens);
    const used = tokensOf(result.errors, '[\\d,]+ tokens in');
    const most = tokensOf(estimate.output, 'at most');
    assert.ok(used.input <= most.input && used.output <= most.output, estimate.output);
    t.diagnostic(`${used.input} tokens in, at most ${most.input}, about ${tokensOf(estimate.output, 'about').input}`);
    assert.match((await annotate([])).errors, /; 0 requests sent, /, 'nothing is asked twice');
  });

  test('knows the older API, which has no schema', async () => {
    const result = await annotate(['--api', 'completions']);
    checkComments(join(folder, 'data'), result);
    const answers = answersIn(join(folder, 'data'));
    await checkCounts(answers, async ({ messages }) => (await ask('/tokenize',
      { content: messages.map((each) => each.content).join('\n\n'), add_special: true })).tokens.length);
    assert.ok(sum(answers, 'completion_tokens') > 0);
  });

  test('refuses a wrong key, once', async () => {
    const result = await annotate(['--concurrency', '1'], 'sk-wrong-0123456789');
    assert.equal(result.code, 1, result.errors);
    assert.match(result.errors, /Invalid API Key \(check --base-url, --model and the key;/);
    assert.match(result.errors, /; 1 request sent, /);
    assert.ok(!(result.output + result.errors).includes('sk-wrong'), result.errors);
  });

  test('refuses a prompt that is longer than its context', async () => {
    const [large, small] = [url, await serverWith(256)];
    url = small;
    try {
      const result = await annotate(['--concurrency', '1']);
      assert.equal(result.code, 1, result.errors);
      assert.match(result.errors, /exceeds the available context size.*give the model a larger context;/);
      const served = await checkAnswers(place, ['--model', 'random', '--base-url', `${url}/v1`],
        { OPENAI_API_KEY: key });
      assert.ok(served.some((note) => /the question is too long for it/.test(note)), served.join('\n'));
    } finally {
      url = large;
    }
  });

  test('chooses functions for serve, whose answers stay its own', async () => {
    for (const api of ['chat', 'completions']) {
      await checkAnswers(place, ['--model', 'random', '--base-url', `${url}/v1`, '--api', api,
        '--max-tokens', '150'], { OPENAI_API_KEY: key });
    }
  });
});
